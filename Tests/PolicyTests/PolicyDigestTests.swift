import GateTesting
import GitObjects
import Policy
import Testing

@Suite("The digest of a policy")
struct PolicyDigestTests {
  private struct File: Decodable {
    struct Item: Decodable {
      let name: String
      let text: String
    }

    let files: [Item]
    let digest: String
  }

  private static func digest(_ files: [File.Item]) throws -> String {
    let name = try #require(files.first).name
    let policies = try PolicySet.load(name: name) { name throws(PolicyError) in
      files.first { $0.name == name }.map { Array($0.text.utf8) }
    }
    return policies.digest.description
  }

  @Test("is the published one, and covers every file")
  func published() throws {
    let vector = try Vectors.load("policy-digest", as: File.self)
    #expect(try Self.digest(vector.files) == vector.digest)
    var files = vector.files
    files[1] = File.Item(name: files[1].name, text: files[1].text + "\n")
    #expect(try Self.digest(files) != vector.digest)
  }
}
