import GateTesting
import GitObjects
import Testing

@Suite("Text from strangers")
struct EscapedTests {
  private static let everyByte = (0...255).map { UInt8($0) }

  @Test(
    "for people",
    arguments: [
      ("plain text, é and 日本", "plain text, é and 日本"), ("a\\b", #"a\\b"#),
      ("\u{1b}[2K\r", #"\x1b[2K\x0d"#),
      ("a\nb\tc", #"a\x0ab\x09c"#), ("\u{7f}", #"\x7f"#), ("\u{85}", #"\xc2\x85"#),
      ("\u{202e}abc", #"\xe2\x80\xaeabc"#), ("\u{200b}", #"\xe2\x80\x8b"#),
      ("\u{ad}", #"\xc2\xad"#),
      ("\u{2028}", #"\xe2\x80\xa8"#), ("\u{a0}", #"\xc2\xa0"#), ("\u{e000}", #"\xee\x80\x80"#),
      ("\u{fe0f}", #"\xef\xb8\x8f"#), ("\u{115f}", #"\xe1\x85\x9f"#), ("", ""),
      ("a/##vso[x]y", #"a/\x23#vso[x]y"#), ("##[error]", #"\x23#[error]"#),
      ("###teamcity[", #"#\x23#teamcity["#), ("é##VSO[", #"é\x23#VSO["#),
      ("## a heading, #1, x[2], ##vso", "## a heading, #1, x[2], ##vso"),
    ]
  )
  func text(_ raw: String, _ safe: String) {
    #expect(Escaped.text(raw) == safe)
  }

  @Test("invalid UTF-8 byte by byte, and nothing valid after it is lost")
  func invalid() {
    #expect(Escaped.text([0x61, 0xFF, 0x62]) == #"a\xffb"#)
    #expect(Escaped.text([0xC3]) == #"\xc3"#)
    #expect(Escaped.text([0xE2, 0x82]) == #"\xe2\x82"#)
    #expect(Escaped.text([0xC0, 0x80, 0x61]) == #"\xc0\x80a"#)
    #expect(Escaped.text([0xED, 0xA0, 0x80]) == #"\xed\xa0\x80"#)
    #expect(Escaped.text([0xF4, 0x90, 0x80, 0x80]) == #"\xf4\x90\x80\x80"#)
    #expect(Escaped.text([0xC3, 0xC3, 0xA9]) == #"\xc3é"#)
  }

  @Test("nothing that a terminal acts upon ever comes out, whatever goes in")
  func harmless() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<2000 {
      let text = Escaped.text(random.bytes(random.number(0...12)))
      for scalar in text.unicodeScalars {
        #expect(
          scalar.value >= 0x20 && scalar.value != 0x7F && !(0x80...0x9F).contains(scalar.value)
        )
      }
    }
  }

  @Test("nothing that a pipeline's runner acts upon ever comes out, whatever goes in")
  func noCommand() {
    var random = SeededGenerator(seed: 6)
    for _ in 0..<4000 {
      let raw = (0..<random.number(0...12)).map { _ in Array("##[vo\\x".utf8)[random.number(0...6)]
      }
      let text = Escaped.text(raw)
      #expect(!text.contains(/##[a-z]*\[/), "\(raw)")
    }
  }

  @Test("every byte in a record's field")
  func field() {
    for byte in Self.everyByte {
      let isKept = (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "%")
      let encoded = Escaped.field([byte])
      #expect(encoded == (isKept ? [byte] : Self.percent(byte)))
      #expect(Escaped.percentDecode(encoded) == [byte])
      #expect(Escaped.field([byte], keepingSpaces: true) == (byte == 0x20 ? [byte] : encoded))
    }
  }

  @Test("every byte in a statement's target and reason")
  func statementValue() {
    let kept = Set(
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8
    )
    for byte in Self.everyByte {
      let encoded = Escaped.statementValue([byte])
      #expect(encoded == (kept.contains(byte) ? [byte] : Self.percent(byte)))
      #expect(Escaped.percentDecode(encoded) == [byte])
    }
    let all = Escaped.statementValue(Self.everyByte)
    #expect(Escaped.percentDecode(all) == Self.everyByte)
  }

  @Test(
    "a percent sign wants two uppercase digits",
    arguments: ["%", "%4", "%4g", "%aF", "%Af", "%%41", "a%", "%+1"]
  )
  func refused(_ text: String) {
    #expect(Escaped.percentDecode(Array(text.utf8)) == nil)
  }

  private static func percent(_ byte: UInt8) -> [UInt8] {
    [UInt8(ascii: "%")]
      + Array(String(decoding: Hex.encode([byte]), as: UTF8.self).uppercased().utf8)
  }
}
