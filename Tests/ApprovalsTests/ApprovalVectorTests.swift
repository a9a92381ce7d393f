import Approvals
import GateTesting
import GitObjects
import SSH
import Testing

struct ApprovalVectors: Decodable {
  struct Approval: Decodable, CustomTestStringConvertible {
    let kind: String
    let repository: String
    let target: String
    let reviewer: String
    let classes: [String]
    let issued: String
    let expires: String
    let changes: [String]
    let subjects: [String]
    let tree: String?
    let reason: String?
    let name: String
    let email: String
    let statement: String
    let digest: String
    let signature: String
    let value: String
    let trailer: String
    var testDescription: String { "\(kind) \(target) \(classes)" }
  }

  let key: String
  let approvals: [Approval]

  static func load() throws -> ApprovalVectors {
    try Vectors.load("approvals", as: ApprovalVectors.self)
  }
}

@Suite("Published approvals")
struct ApprovalVectorTests {
  private static func statement(_ vector: ApprovalVectors.Approval) throws -> Statement {
    Statement(
      kind: try #require(Statement.Kind(rawValue: vector.kind)),
      repository: Array(vector.repository.utf8),
      target: Array(vector.target.utf8),
      reviewer: Array(vector.reviewer.utf8),
      // In another order and with nothing sorted: the statement sorts.
      classes: vector.classes.reversed().map { Array($0.utf8) },
      issued: try #require(Timestamp(Array(vector.issued.utf8))),
      expires: try #require(Timestamp(Array(vector.expires.utf8))),
      changes: try vector.changes.reversed().map { try #require(ChangeID(hex: Array($0.utf8))) },
      subjects: try vector.subjects.reversed().map { try #require(Digest(hex: Array($0.utf8))) },
      tree: vector.tree.flatMap { ObjectID(hex: $0) },
      reason: vector.reason.map { Array($0.utf8) }
    )
  }

  @Test("statements, trailers and signatures are the published ones, byte for byte, and read back")
  func vectors() throws {
    let vectors = try ApprovalVectors.load()
    let key = try SSHSigningKey(openSSHPrivateKey: try Vectors.testKey())
    #expect(key.publicKey.text == vectors.key)
    #expect(Set(vectors.approvals.map(\.kind)) == Set(Statement.Kind.allCases.map(\.rawValue)))
    for vector in vectors.approvals {
      let statement = try Self.statement(vector)
      #expect(String(decoding: statement.encoded, as: UTF8.self) == vector.statement)
      #expect("\(statement.digest)" == vector.digest)
      let blob = try key.sign(statement.encoded, namespace: "countersign")
      #expect(Base64.encode(blob) == Array(vector.signature.utf8))
      let trailer = Trailer(
        name: Array(vector.name.utf8),
        email: Array(vector.email.utf8),
        statement: statement,
        signature: .ssh(blob)
      )
      #expect(String(decoding: trailer.unfolded, as: UTF8.self) == vector.value)
      #expect(String(decoding: trailer.folded, as: UTF8.self) == vector.trailer)
      let read = try Trailer(
        parsing: Array(vector.value.utf8),
        repository: Array(vector.repository.utf8)
      )
      #expect(read == trailer)
      let offered = TrailerBlock.countersignedBy(in: Array("subject\n\n\(vector.trailer)".utf8))
      #expect(offered == [.success(Array(vector.value.utf8))])
      #expect(
        try SSHSignature(blob: blob).check(read.statement.encoded, namespace: "countersign")
          == .good([])
      )
    }
  }
}
