import GateTesting
import GitObjects
import Ledger
import SSH
import Testing

@Suite("Records as bytes")
struct RecordTests {
  private struct File: Decodable {
    struct Item: Decodable {
      let kind: String
      let text: String
      let digest: String
    }

    let key: String
    let fingerprint: String
    let name: String
    let records: [Item]
  }

  private static func vectors() throws -> File { try Vectors.load("records", as: File.self) }

  @Test("the published records are read, verify, and are what this program would write")
  func published() throws {
    let vectors = try Self.vectors()
    let public_ = try SSHPublicKey(authorizedKeysText: Array(vectors.key.utf8))
    let key = try SSHSigningKey(openSSHPrivateKey: try Vectors.testKey())
    #expect(vectors.records.count >= 4)
    for item in vectors.records {
      let record = try #require(Record(parsing: Array(item.text.utf8)))
      #expect(record.kind.rawValue == item.kind)
      #expect("\(record.digest)" == item.digest)
      #expect(record.isSigned(by: public_))
      #expect(record.signature.fingerprint == vectors.fingerprint)
      let again = try RecordDraft(kind: record.kind, lines: record.lines)
        .signed(record.heads, by: RecordSigner(name: vectors.name, key: key))
      #expect(String(decoding: again.bytes, as: UTF8.self) == item.text)
    }
  }

  @Test("a draft spells its lines as the published record has them")
  func draft() throws {
    let text = try #require(
      try Self.vectors().records.first { $0.text.contains("outcome refused") }
    ).text
    let record = try #require(Record(parsing: Array(text.utf8)))
    var draft = RecordDraft(kind: .decision)
    draft.add("time", "2026-11-23T05:13:00Z")
    draft.add("outcome", "refused")
    draft.add("repository", "acme/payments")
    draft.add("target", Array("refs/heads/rel\u{e9}ase".utf8))
    for key in ["old", "new"] { draft.add(key, "\(try #require(record.objectID(key)))") }
    draft.add("pusher", "b ob%\n", "ssh")
    draft.add(
      "reason",
      fields: [Array("approval-missing".utf8)],
      sentence: "'access' needs 1 of 'platform', 100 %\n"
    )
    #expect(draft.lines == record.lines)
    #expect(record.target == Array("refs/heads/rel\u{e9}ase".utf8))
    #expect(record.time?.description == "2026-11-23T05:13:00Z")
  }

  @Test("attack 71: any changed byte is unreadable or unsigned")
  func altered() throws {
    let vectors = try Self.vectors()
    let key = try SSHPublicKey(authorizedKeysText: Array(vectors.key.utf8))
    let bytes = Array(try #require(vectors.records.last).text.utf8)
    // The key's name is not under the signature: the fingerprint beside it says which key it is.
    let text = String(decoding: bytes, as: UTF8.self)
    let name = try #require(text.firstRange(of: "\nsignature main "))
    let start =
      text.utf8.distance(from: text.startIndex, to: name.lowerBound) + "\nsignature ".utf8.count
    for index in bytes.indices where !(start..<(start + 4)).contains(index) {
      var altered = bytes
      altered[index] ^= 1
      let record = Record(parsing: altered)
      #expect(record?.isSigned(by: key) != true, "byte \(index)")
    }
    #expect(try Record(parsing: bytes)?.isSigned(by: SSHSigningKey.generate().publicKey) == false)
  }

  @Test(
    "one spelling: what would not be written so is not read",
    arguments: [
      ("\nheads none ", "\nheads none none"), ("heads none", "heads  none"),
      ("countersign baseline v1", "countersign baseline v2"),
      ("countersign baseline v1", "countersign Baseline v1"), ("\nsignature", "\n\nsignature"),
      ("signature main", "signature  main"),
      ("heads none", "heads -"), ("signature main", "sig main"), ("target refs", "target\nrefs"),
    ]
  )
  func spelling(_ from: String, _ to: String) throws {
    let text = try #require(try Self.vectors().records.last).text
    #expect(text.contains(from))
    #expect(Record(parsing: Array(text.replacing(from, with: to, maxReplacements: 1).utf8)) == nil)
    #expect(Record(parsing: Array(text.utf8.dropLast())) == nil)
    #expect(Record(parsing: Array("\(text)\n".utf8)) == nil)
  }

  @Test(
    "records of one note stand an empty line apart, and one that cannot be read is not passed over"
  )
  func note() throws {
    let texts = try Self.vectors().records.map(\.text)
    let note = texts.joined(separator: "\n")
    #expect(
      Record.records(inNote: Array(note.utf8)).map {
        $0.map { String(decoding: $0.bytes, as: UTF8.self) }
      } == texts
    )
    let broken = texts[0] + "\nforged\n\n" + texts[1]
    #expect(Record.records(inNote: Array(broken.utf8)).map { $0 == nil } == [false, true, false])
    #expect(Record.records(inNote: []).isEmpty)
  }
}
