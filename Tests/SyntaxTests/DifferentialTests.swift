import Foundation
import Syntax
import Testing

/// Python's readers over the same texts: ours may only be stricter, and for a reason.
@Suite("Beside Python's readers")
struct DifferentialTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let bundle = root.deletingLastPathComponent()
    .appending(path: "shared/corpus/simpleinfra.bundle")
  static let hasBundle = FileManager.default.fileExists(atPath: bundle.path)
  static let hasPython = (try? run(["python3", "-c", "import yaml, tomllib"])) == 0

  /// Why a text that Python reads is refused.
  private static let reasons = [
    "stands here twice", "a line break that not all programs", "a carriage return within a line",
    "a key must be a scalar", "a byte order mark within", "half a surrogate pair", "a NUL byte",
    "nested more than", "a merge key takes", "has no anchor before it", "is no !!", "is no value",
    "an escape for no character", "a list or map is no", "no YAML: control characters",
    "no YAML: found character that cannot start", "no YAML: mapping values are not allowed",
    "no YAML: did not find expected", "no YAML: could not find expected", "no YAML: block sequence",
    "no YAML: found", "no YAML: while", "a tag that some programs take for none",
    "a tag that does not end at a blank",
  ]

  /// Where libyaml is more lenient than Python's YAML, which has no reading at all: tabs between words, and
  /// a comment right behind the head of a block scalar.
  private static func isLenient(_ bytes: [UInt8], _ expected: String) -> Bool {
    bytes.contains(0x09) && expected.hasPrefix("error while scanning for the next token")
      || expected.hasPrefix("error while scanning a block scalar")
  }

  @Test(
    "every text of a history reads alike",
    .enabled(if: hasPython && hasBundle, "skipped: no corpus or no Python")
  )
  func history() throws {
    let difference = try compare(["\(Self.bundle.path)"]) { _ in }
    #expect(difference.count > 700)
    #expect(difference.wrong == [])
    #expect(difference.stricter == [])
  }

  @Test("damaged texts read alike or are refused", .enabled(if: hasPython, "skipped: no Python"))
  func damaged() throws {
    let difference = try compare([]) { directory in
      var generator = SeededGenerator(seed: 7)
      let formats = [("json", Mutations.json), ("yaml", Mutations.yaml), ("toml", Mutations.toml)]
      for (suffix, texts) in formats {
        for number in 0..<1000 {
          let bytes = Mutations.next(of: texts, &generator)
          try Data(bytes).write(to: directory.appending(path: "\(number).\(suffix)"))
        }
      }
    }
    #expect(difference.count == 3000)
    #expect(difference.wrong == [])
    #expect(difference.stricter == [])
  }

  struct Difference {
    var count = 0
    var wrong: [String] = []
    var stricter: [String] = []
  }

  private func compare(_ bundles: [String], prepare: (URL) throws -> Void) throws -> Difference {
    let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    try prepare(directory)
    let script = Self.root.appending(path: "Tests/Oracles/read-by-python.py").path
    try #require(try Self.run(["python3", script, directory.path] + bundles) == 0)
    var difference = Difference()
    for name in try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
    where !name.hasSuffix(".expected") {
      let file = directory.appending(path: name)
      let bytes = [UInt8](try Data(contentsOf: file))
      let expected = try String(
        contentsOf: file.appendingPathExtension("expected"),
        encoding: .utf8
      )
      difference.count += 1
      judge(name, bytes, expected, &difference)
    }
    return difference
  }

  private func judge(
    _ name: String,
    _ bytes: [UInt8],
    _ expected: String,
    _ difference: inout Difference
  ) {
    let text = { "\(name): \(String(decoding: bytes, as: UTF8.self).debugDescription.prefix(400))" }
    do throws(SyntaxError) {
      let ours: [Node]
      switch name.suffix(4) {
      case "json": ours = [try JSONReader.read(bytes)]
      case "toml": ours = [try TOMLReader.read(bytes)]
      default: ours = try YAMLReader.read(bytes)
      }
      let written = ours.map { Canonical.text($0, isTOML: name.hasSuffix("toml")) + "\n" }.joined()
      if written != expected, !Self.isLenient(bytes, expected) {
        difference.wrong.append("\(text())\n\(written)\(expected)")
      }
    } catch {
      guard !expected.hasPrefix("error") else { return }
      guard !Self.reasons.contains(where: error.reason.contains) else { return }
      difference.stricter.append("\(text())\n\(error)")
    }
  }

  private static func run(_ words: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C"]) { $1 }
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}

/// The form in which `read-by-python.py` writes a value.
private enum Canonical {
  static func text(_ node: Node, isTOML: Bool) -> String {
    switch node.value {
    case .null: return "~"
    case .bool(let flag): return flag ? "T" : "F"
    case .number(let text): return "#" + (isTOML ? integer(text) : text)
    case .string(let text):
      return isTOML && node.tag == "!!timestamp" ? "@" : quoted(text)
    case .array(let items):
      return "[" + items.map { self.text($0, isTOML: isTOML) }.joined(separator: ",") + "]"
    case .object(let members):
      let parts = members.map { quoted($0.key) + ":" + text($0.value, isTOML: isTOML) }
      return "{" + parts.joined(separator: ",") + "}"
    }
  }

  /// Python knows the number only.
  private static func integer(_ text: String) -> String {
    let radixes = ["0x": 16, "0o": 8, "0b": 2]
    if let radix = radixes[String(text.prefix(2))] {
      return Int(text.dropFirst(2), radix: radix).map(String.init) ?? text
    }
    return Int(text).map(String.init) ?? text
  }

  private static func quoted(_ text: String) -> String {
    let short: [UInt16: String] = [
      0x22: "\\\"", 0x5C: "\\\\", 0x0A: "\\n", 0x0D: "\\r", 0x09: "\\t", 0x08: "\\b", 0x0C: "\\f",
    ]
    var result = "\""
    for unit in text.utf16 {
      if let escape = short[unit] {
        result += escape
      } else if 0x20...0x7E ~= unit {
        result.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
      } else {
        let digits = String(unit, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return result + "\""
  }
}
