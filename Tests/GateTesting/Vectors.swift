internal import FoundationEssentials

/// The published test vectors, docs/vectors/.
package enum Vectors {
  package static func load<Content: Decodable>(_ name: String, as type: Content.Type) throws
    -> Content
  {
    try JSONDecoder().decode(
      type,
      from: Data(try TestFile.read(PackageFiles.path("docs/vectors/\(name).json")))
    )
  }

  package static func testKey() throws -> [UInt8] {
    try TestFile.read(PackageFiles.path("docs/vectors/test_key"))
  }
}
