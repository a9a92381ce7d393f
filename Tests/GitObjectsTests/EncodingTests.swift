import GateTesting
import GitObjects
import Testing

@Suite("Hexadecimal and base64")
struct EncodingTests {
  private static let everyByte = (0...255).map { UInt8($0) }

  @Test("every byte in hexadecimal, in one spelling")
  func hex() {
    let text = Hex.encode(Self.everyByte)
    #expect(text.starts(with: "000102030405060708090a0b0c0d0e0f10".utf8))
    #expect(Hex.decode(text) == Self.everyByte)
    let digits = Set("0123456789abcdef".utf8)
    for byte in Self.everyByte {
      #expect((Hex.decode([UInt8(ascii: "0"), byte]) != nil) == digits.contains(byte))
      #expect((Hex.decode([byte, UInt8(ascii: "0")]) != nil) == digits.contains(byte))
    }
    #expect(Hex.decode(Array("abc".utf8)) == nil)
    #expect(Hex.decode([UInt8]()) == [])
  }

  @Test(
    "RFC 4648's own vectors",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
      ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ]
  )
  func vectors(_ plain: String, _ encoded: String) {
    #expect(Base64.encode(Array(plain.utf8)) == Array(encoded.utf8))
    #expect(Base64.decode(Array(encoded.utf8)) == Array(plain.utf8))
    #expect(
      Base64.encode(Array(plain.utf8), padded: false)
        == encoded.utf8.filter { $0 != UInt8(ascii: "=") }
    )
  }

  @Test(
    "refuses a second spelling of the same bytes",
    arguments: [
      "Zh==", "Zm9=", "Zg=", "Zg", "Z===", "====", "Zg==Zg==", "Zm9v\n", "Zm9v Zg==", "Zm-v",
      "Zm_v", "=Zg=",
      "Zg==\n", "Zm9vYg==Zm9v", "Z\u{0}==", "Zg=a",
    ]
  )
  func refused(_ text: String) {
    #expect(Base64.decode(Array(text.utf8)) == nil)
  }

  @Test(
    "one spelling each: of all groups of four characters, those that decode encode to themselves"
  )
  func canonical() {
    let some = Array("Ag0+/=B9".utf8)
    for a in some {
      for b in some {
        for c in some {
          for d in some {
            let text = [a, b, c, d]
            if let bytes = Base64.decode(text) { #expect(Base64.encode(bytes) == text) }
          }
        }
      }
    }
  }

  @Test("writes a long blob as base64(1) does")
  func differential() async throws {
    var random = SeededGenerator(seed: 3)
    let scratch = try Scratch()
    for count in [20_000, 20_001, 20_002] {
      let bytes = random.bytes(count)
      let result = try await Tool.succeed("base64", ["-w0"], in: scratch.path, input: bytes)
      #expect(Base64.encode(bytes) == result.output)
      #expect(Base64.decode(result.output) == bytes)
    }
  }

  @Test("ids are 40 lowercase digits and nothing else")
  func objectIDs() throws {
    let text = "00112233445566778899aabbccddeeff01234567"
    let id = try #require(ObjectID(hex: text))
    #expect("\(id)" == text)
    #expect(ObjectID(bytes: id.bytes) == id)
    #expect(id.short == "0011223344")
    for wrong in [
      text.uppercased(), String(text.dropLast()), text + "0", "", "g" + text.dropFirst(),
    ] {
      #expect(ObjectID(hex: wrong) == nil, "\(wrong)")
    }
    #expect(ObjectID(bytes: id.bytes + [0]) == nil)
    #expect(ObjectID.zero.isZero)
  }

  @Test("ids sort as their digits do")
  func order() {
    var random = SeededGenerator(seed: 4)
    let ids = (0..<500).compactMap { _ in ObjectID(bytes: random.bytes(20)) }
    #expect(ids.sorted().map(\.description) == ids.map(\.description).sorted())
    let digests = ids.map { Digest(of: $0.bytes) }
    #expect(digests.sorted().map(\.description) == digests.map(\.description).sorted())
  }
}
