import GateTesting
import GitObjects
import Testing

@Suite("Edited trees")
struct TreeEditTests {
  @Test("2,000 random edits: the tree is the one that is encoded anew", arguments: 0..<20)
  func replacing(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let kept = try entries(random.number(0...12), &random)
      let changed = try entries(random.number(0...4), &random)
      var merged = kept
      for (name, entry) in changed { merged[name] = entry }
      let tree = try TreeObject(parsing: TreeEntry.encode(Array(kept.values)))
      #expect(tree.replacing(Array(changed.values)) == TreeEntry.encode(Array(merged.values)))
    }
  }

  /// Short names of few letters, so that one begins another, and some around the slash.
  private func entries(_ count: Int, _ random: inout SeededGenerator) throws
    -> [[UInt8]: TreeEntry]
  {
    var entries: [[UInt8]: TreeEntry] = [:]
    for _ in 0..<count {
      let name = (0..<random.number(1...3)).map { _ in random.pick(Array("ab-0".utf8)) }
      // The strict reader takes no file beside a directory of its name.
      let mode: FileMode = name.count % 2 == 0 ? .tree : .regular
      let id = try #require(ObjectID(bytes: (0..<20).map { _ in UInt8(random.number(1...255)) }))
      entries[name] = TreeEntry(mode: mode, name: name, id: id)
    }
    return entries
  }
}
