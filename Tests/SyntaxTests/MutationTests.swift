import Syntax
import Testing

@Suite("Damaged texts")
struct MutationTests {
  typealias Read = @Sendable ([UInt8]) throws(SyntaxError) -> String

  struct Target: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let texts: [String]
    let read: Read
  }

  static let targets: [Target] = [
    Target(testDescription: "JSON", texts: Mutations.json) { bytes throws(SyntaxError) in
      shown(try JSONReader.read(bytes))
    },
    Target(testDescription: "YAML", texts: Mutations.yaml) { bytes throws(SyntaxError) in
      try YAMLReader.read(bytes).map(shown).joined(separator: "|")
    },
    Target(testDescription: "templates", texts: Mutations.lines + Mutations.yaml) {
      bytes throws(SyntaxError) in
      try YAMLReader.readTemplate(bytes).documents.map(shown).joined(separator: "|")
    },
    Target(testDescription: "TOML", texts: Mutations.toml) { bytes throws(SyntaxError) in
      shown(try TOMLReader.read(bytes))
    },
    Target(testDescription: "shell", texts: Mutations.shell) { bytes throws(SyntaxError) in
      "\(try ShellWords.read(bytes))"
    },
    Target(testDescription: "Dockerfile", texts: Mutations.docker) { bytes throws(SyntaxError) in
      "\(try Dockerfile.read(bytes).instructions)"
    },
    Target(testDescription: "CODEOWNERS", texts: Mutations.lines) { bytes throws(SyntaxError) in
      "\(try CodeOwners.read(bytes).rules)"
    },
    Target(testDescription: "sudoers", texts: Mutations.lines) { bytes throws(SyntaxError) in
      "\(try Sudoers.read(bytes).grants)"
    },
    Target(testDescription: "keys", texts: Mutations.lines) { bytes throws(SyntaxError) in
      "\(try KeyLine.read(bytes, as: .allowedSigners))"
    },
  ]

  @Test("give a value or an error at a place of theirs, the same every time", arguments: targets)
  func survive(target: Target) {
    var generator = SeededGenerator(seed: 20_260_101)
    var read = 0
    for _ in 0..<2000 {
      let bytes = Mutations.next(of: target.texts, &generator)
      let first = result(target, bytes)
      #expect(first == result(target, bytes))
      switch first {
      case .success: read += 1
      case .failure(let error):
        let lines = bytes.count { $0 == 0x0A } + 1
        #expect(
          1...lines ~= error.position.line,
          "\(error) in \(String(decoding: bytes, as: UTF8.self))"
        )
        #expect(1...(bytes.count + 1) ~= error.position.column, "\(error)")
        #expect(!error.reason.isEmpty)
      }
    }
    // Both ways are tried.
    #expect(read > 100 && read < 2000)
  }

  private func result(_ target: Target, _ bytes: [UInt8]) -> Result<String, SyntaxError> {
    do throws(SyntaxError) { return .success(try target.read(bytes)) } catch {
      return .failure(error)
    }
  }
}
