import Git
import GateTesting
import GitObjects

/// A history with everything that a walk must get right: merges of up to three parents, several roots, files
/// that become directories, links, submodules, mode changes, names that are not UTF-8.
struct RandomHistory {
  let repository: TestRepository
  /// Every commit with its parents and tree, parents first.
  let commits: [Commit]

  struct Commit: Sendable {
    let id: ObjectID
    let parents: [ObjectID]
    let tree: ObjectID
  }

  /// `skewed` says whether dates have nothing to do with the order of the commits.
  init(seed: UInt64, count: Int, skewed: Bool = false) async throws {
    repository = try await TestRepository()
    var random = SeededGenerator(seed: seed)
    var stream = Array("reset refs/heads/main\n\n".utf8)
    for mark in 1...count {
      let date = skewed ? random.number(0...1_000_000_000) : mark
      stream += Self.commit(mark, date: date, &random)
    }
    try await repository.load(stream + Array("done\n".utf8))
    let log = try await repository.git(
      "log",
      "--all",
      "--reverse",
      "--topo-order",
      "--format=%H %T %P"
    )
    commits = log.text.split(separator: "\n").compactMap { line in
      let ids = line.split(separator: " ").compactMap { ObjectID(hex: String($0)) }
      return ids.count < 2 ? nil : Commit(id: ids[0], parents: Array(ids[2...]), tree: ids[1])
    }
  }

  func open() throws -> Repository { try Repository.open(gitDirectory: repository.gitDirectory) }

  private static func commit(_ mark: Int, date: Int, _ random: inout SeededGenerator) -> [UInt8] {
    let message = "commit \(mark)"
    // Each commit gets a reference, so that none of them is lost.
    var text = Array(
      "commit refs/heads/c\(mark)\nmark :\(mark)\ncommitter A <a@b> \(date) +0000\n".utf8
    )
    text += Array("data \(message.utf8.count)\n\(message)\n".utf8)
    if mark > 1, !random.once(in: 15) {
      text += Array("from :\(max(1, mark - random.number(1...4)))\n".utf8)
      for _ in 0..<(random.once(in: 3) ? random.number(1...2) : 0) {
        text += Array("merge :\(random.number(1...(mark - 1)))\n".utf8)
      }
    }
    for _ in 0..<random.number(0...5) { text += change(&random) }
    return text + [0x0A]
  }

  private static func change(_ random: inout SeededGenerator) -> [UInt8] {
    let path = quoted(random)
    _ = random.next()
    switch random.number(0...7) {
    case 0: return Array("D ".utf8) + path + [0x0A]
    case 1:
      return Array("M 160000 \(String(repeating: random.pick(["1", "2"]), count: 40)) ".utf8) + path
        + [0x0A]
    default:
      let mode = random.pick(["100644", "100644", "100755", "120000"])
      return Array("M \(mode) inline ".utf8) + path
        + Array("\ndata 1\n\(random.number(0...3))\n".utf8)
    }
  }

  private static let names = [
    "a", "b", "a.b", "a-b", "c d", "\\303\\251", "\\377", "A", "q\\\"", "\\n",
  ]

  private static func quoted(_ random: SeededGenerator) -> [UInt8] {
    var random = random
    let parts = (0..<random.number(1...3)).map { _ in random.pick(names) }
    return Array("\"\(parts.joined(separator: "/"))\"".utf8)
  }
}
