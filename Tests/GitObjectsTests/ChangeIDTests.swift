import GateTesting
import GitObjects
import Testing

@Suite("Change ids")
struct ChangeIDTests {
  private struct File: Decodable {
    struct Side: Decodable {
      let mode: String
      let id: String
    }

    struct Change: Decodable {
      let path_base64: String
      let old: Side?
      let new: Side?
      let canonical_base64: String
      let change: String
    }

    struct Ref: Decodable {
      let ref: String
      let old: String
      let new: String
      let canonical_base64: String
      let change: String
    }

    let files: [Change]
    let refs: [Ref]
  }

  private static func side(_ side: File.Side?) throws -> FileChange.Side? {
    guard let side else { return nil }
    let mode = try #require(UInt32(side.mode, radix: 8))
    return FileChange.Side(mode: FileMode(rawValue: mode), id: try #require(ObjectID(hex: side.id)))
  }

  @Test("of files are the published ones")
  func files() throws {
    let vectors = try Vectors.load("change-ids", as: File.self).files
    #expect(vectors.count >= 11)
    for vector in vectors {
      let path = try #require(Base64.decode(Array(vector.path_base64.utf8)))
      let change = FileChange(
        path: TreePath(bytes: path),
        old: try Self.side(vector.old),
        new: try Self.side(vector.new)
      )
      #expect(Base64.encode(change.canonicalBytes) == Array(vector.canonical_base64.utf8))
      #expect("\(change.id)" == vector.change)
    }
    #expect(Set(vectors.map(\.change)).count == vectors.count)
  }

  @Test("of references are the published ones")
  func references() throws {
    let vectors = try Vectors.load("change-ids", as: File.self).refs
    #expect(vectors.count >= 4)
    for vector in vectors {
      let change = RefChange(
        ref: try #require(RefName(vector.ref)),
        old: try #require(ObjectID(hex: vector.old)),
        new: try #require(ObjectID(hex: vector.new))
      )
      #expect(Base64.encode(change.canonicalBytes) == Array(vector.canonical_base64.utf8))
      #expect("\(change.id)" == vector.change)
    }
  }

  @Test("a path that imitates the lines after it has an id of its own")
  func injection() throws {
    let id = try #require(ObjectID(hex: String(repeating: "1", count: 40)))
    let side = FileChange.Side(mode: .regular, id: id)
    let forged = FileChange(path: TreePath("a\nold \(side.mode.octal) \(id)"), old: nil, new: side)
    let plain = FileChange(path: TreePath("a"), old: side, new: side)
    #expect(forged.id != plain.id)
    #expect(forged.canonicalBytes != plain.canonicalBytes)
  }
}
