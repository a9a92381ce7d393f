import ContentPatterns
import Testing

@Suite("Patterns over added lines")
struct ContentPatternTests {
  @Test(
    "a pattern is looked for, whatever bytes are around it",
    arguments: [
      ("-----BEGIN [A-Z ]*PRIVATE KEY-----", "-----BEGIN RSA PRIVATE KEY-----", true),
      ("-----BEGIN [A-Z ]*PRIVATE KEY-----", "-----BEGIN CERTIFICATE-----", false),
      ("key", "\u{0}\u{1}key", true), ("^a+$", "aaaa", true), ("^a+$", "aaab", false),
    ]
  )
  func matches(_ pattern: String, _ line: String, _ isFound: Bool) throws {
    let pattern = try ContentPattern(pattern)
    #expect(pattern.answer(for: Array(line.utf8)) == (isFound ? .found : .absent))
    #expect(pattern.answer(for: [0xFF, 0xFE] + Array(line.utf8)) != .undecided)
  }

  @Test("a pattern that backtracks without end is undecided")
  func catastrophe() throws {
    let pattern = try ContentPattern("^(a+)+$")
    let line = Array(repeating: UInt8(ascii: "a"), count: 64) + [UInt8(ascii: "b")]
    #expect(pattern.answer(for: line) == .undecided)
  }

  @Test("a broken pattern says where")
  func malformed() {
    #expect {
      try ContentPattern("ab(c")
    } throws: { error in
      (error as? ContentPattern.Malformed)?.offset == 4
    }
  }

  @Test("lines that were there before, or moved, are not added")
  func added() {
    let lines = AddedLines(from: Array("a\nb\nc\n".utf8), to: Array("c\nb\nb\nd\na\n".utf8)).lines
    #expect(lines.map { String(decoding: $0.bytes, as: UTF8.self) } == ["b", "d"])
    #expect(lines.map(\.number) == [3, 4])
  }

  @Test("UTF-16 is read, and a binary file is searched")
  func encodings() {
    let units = "key\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let wide: [UInt8] = [0xFF, 0xFE] + units
    let read = AddedLines(from: nil, to: wide)
    #expect(read.encoding == .utf16 && read.lines.first?.bytes == Array("key".utf8))
    let binary = AddedLines(from: nil, to: [0, 1, 0x6B])
    #expect(binary.encoding == .binary && binary.lines.count == 1)
  }

  @Test(
    "what the built-in patterns are for",
    arguments: [
      ("@private-keys", "-----BEGIN OPENSSH PRIVATE KEY-----"),
      ("@private-keys", "-----BEGIN PRIVATE KEY-----"),
      ("@private-keys", "-----BEGIN PGP PRIVATE KEY BLOCK-----"),
      ("@cloud-credentials", "aws_access_key_id = " + "AKIA" + "IOSFODNN7EXAMPLE"),
      (
        "@cloud-credentials",
        "AWS_SECRET_ACCESS_KEY=\"" + String(repeating: "a1/B", count: 10) + "\""
      ),
      ("@cloud-credentials", "token: ghp" + "_" + String(repeating: "x", count: 36)),
    ]
  )
  func builtIn(_ name: String, _ line: String) throws {
    let patterns = try #require(BuiltInPatterns.texts(of: name)).map { try ContentPattern($0) }
    #expect(patterns.contains { $0.answer(for: Array(line.utf8)) == .found })
    #expect(
      !patterns.contains { $0.answer(for: Array("resource \"aws_s3_bucket\" {".utf8)) != .absent }
    )
  }

  @Test("every built-in pattern compiles", arguments: BuiltInPatterns.names)
  func compiles(_ name: String) throws {
    for text in try #require(BuiltInPatterns.texts(of: name)) { _ = try ContentPattern(text) }
  }
}
