package import Policy
package import Syntax

/// What somebody expects of a policy: which classes paths are in, and what becomes of changes.
///
/// See docs/policy-tests.md.
package struct ExpectationFile: Sendable {
  /// Paths with all the classes they must be in.
  package struct PathExpectation: Sendable {
    package let path: String
    package let classes: [String]
    package let position: Position
  }

  package let file: String
  package let paths: [PathExpectation]
  package let cases: [ExpectedCase]

  package init(parsing bytes: [UInt8], file: String) throws(PolicyError) {
    let map = try MapReader(
      try YAMLReader.read(bytes, file: file),
      file: file,
      what: "the expectations",
      keys: ["version", "paths", "cases"]
    )
    let version = try map.required("version")
    guard try map.text(version) == "1" else {
      throw PolicyError(
        file: file,
        at: version.position,
        "this version of countersign reads version 1"
      )
    }
    self.file = file
    paths = try Self.paths(map)
    var cases: [ExpectedCase] = []
    if let node = map.node("cases") {
      guard case .list(let items) = node.value else {
        throw PolicyError(file: file, at: node.position, "'cases' must be a list")
      }
      for item in items { cases.append(try ExpectedCase(item, file: file)) }
    }
    self.cases = cases
    guard !paths.isEmpty || !cases.isEmpty else {
      throw PolicyError(file: file, "it expects nothing", fix: "add 'paths' or 'cases'")
    }
  }

  private static func paths(_ map: MapReader) throws(PolicyError) -> [PathExpectation] {
    guard let node = map.node("paths") else { return [] }
    let read = try MapReader(node, file: map.file, what: "paths", keys: nil)
    var paths: [PathExpectation] = []
    for pair in read.entries {
      let classes = try read.names(orNone: pair.key)
      paths.append(
        PathExpectation(path: pair.key, classes: classes.sorted(), position: pair.keyPosition)
      )
    }
    return paths
  }
}

extension MapReader {
  /// A list of names that may be empty: `[]` says that there is nothing.
  func names(orNone key: String) throws(PolicyError) -> [String] {
    if let node = node(key), case .list(let items) = node.value, items.isEmpty { return [] }
    return try texts(key)?.map(\.text) ?? []
  }
}
