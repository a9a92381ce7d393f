/// What an environment is for, as far as its name tells: `prod`, `staging`, `qa-2`.
package enum Stage: String, Hashable, Sendable, CaseIterable {
  case production, staging, development

  private static let words: [String: Stage] = [
    "prod": .production, "prd": .production, "live": .production, "production": .production,
    "staging": .staging, "stg": .staging, "stage": .staging, "uat": .staging,
    "preprod": .staging, "preproduction": .staging, "preview": .staging,
    "dev": .development, "development": .development, "test": .development,
    "testing": .development, "sandbox": .development, "qa": .development,
    "integration": .development,
  ]

  /// The stages that words of a path, of a namespace or of any other name stand for.
  package static func named(in text: some Collection<UInt8>) -> Set<Stage> {
    Set(
      text.split { !isOfWord($0) }.compactMap {
        words[String(decoding: $0, as: UTF8.self).lowercased()]
      }
    )
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: byte >= 0x80
    }
  }
}
