package import Git
internal import GitObjects
internal import Platform

/// What the server's own git config says about the gate.
package struct Configuration: Sendable {
  package enum Mode: String, Sendable { case enforce, observe }

  package var host: [UInt8]?
  package var mode: Mode
  package var policy: PolicySource
  /// The server's private key, absolute.
  package var signingKey: [UInt8]?
  package var firstPush: [UInt8]?
  package var limits: Limits

  /// Reads `countersign.*` from the repository's config, and from nowhere else.
  package init(_ repository: borrowing Repository) throws {
    func text(_ key: String) throws -> [UInt8]? { try repository.config("countersign.\(key)") }
    host = try text("host")
    firstPush = try text("firstPush")
    let directory = repository.commonDirectory
    signingKey = try text("signingKey").map { Files.join(directory, $0) }
    mode = try Self.mode(try text("mode"))
    policy = try Self.policy(try text("policy"))
    limits = try Self.limits(text)
    limits.deadline = Clock.monotonic() + Double(limits.seconds)
  }

  private static func limits(_ text: (String) throws -> [UInt8]?) throws -> Limits {
    var limits = Limits()
    for (key, limit) in limitSettings {
      limits[keyPath: limit] = try number(try text(key), key) ?? limits[keyPath: limit]
    }
    guard limits.message >= leastMessage else {
      throw ConfigurationError(
        "'countersign.maxMessage' is '\(limits.message)', and the gate's own commits take up to \(leastMessage)"
      )
    }
    return limits
  }

  /// Bytes: a published policy's commit with its signature, and room for other keys.
  private static let leastMessage = 4096

  private static var limitSettings: [(String, WritableKeyPath<Limits, Int>)] {
    [
      ("maxCommits", \.commits), ("maxChanges", \.changes), ("maxDepth", \.depth),
      ("maxBlob", \.blob), ("maxMessage", \.message), ("maxCoAuthors", \.coAuthors),
      ("maxNote", \.note), ("timeout", \.seconds),
    ]
  }

  private static func mode(_ text: [UInt8]?) throws -> Mode {
    guard let text else { return .enforce }
    guard let mode = Mode(rawValue: String(decoding: text, as: UTF8.self)) else {
      throw ConfigurationError(
        "'countersign.mode' is '\(Escaped.text(text))', not enforce or observe"
      )
    }
    return mode
  }

  private static func policy(_ text: [UInt8]?) throws -> PolicySource {
    let text = text ?? Array("file:\(PolicySource.defaultPath)".utf8)
    guard let source = PolicySource(text) else {
      throw ConfigurationError(
        "'countersign.policy' is '\(Escaped.text(text))', not file:PATH or ref:REF:PATH"
      )
    }
    return source
  }

  private static func number(_ text: [UInt8]?, _ key: String) throws -> Int? {
    guard let text else { return nil }
    guard let number = Int(String(decoding: text, as: UTF8.self)), number > 0 else {
      throw ConfigurationError(
        "'countersign.\(key)' is '\(Escaped.text(text))', not a whole number from 1 on"
      )
    }
    return number
  }
}

/// A setting that cannot be followed.
package struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}
