import Git
import GateTesting
import GitObjects
import Testing

@Suite("Tree walk against git diff-tree")
struct TreeWalkTests {
  private static let limits = WalkLimits(commits: .max, changes: .max)
  private static let emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"

  @Test(
    "sees between any two trees what git diff-tree --raw -r --no-renames sees",
    arguments: [1, 2, 3] as [UInt64]
  )
  func differential(_ seed: UInt64) async throws {
    let history = try await RandomHistory(seed: seed, count: 120)
    #expect(history.commits.count == 120)
    let pairs = Self.pairs(history, seed: seed)
    let expected = try await Self.gitChanges(pairs, history.repository)
    let repository = try history.open()
    for (old, new) in pairs {
      let changes = try repository.changes(
        from: old,
        to: new,
        keeping: EveryPath(),
        limits: Self.limits
      )
      let key = Pair(old: old?.description ?? Self.emptyTree, new: new.description)
      #expect(Set(changes.map(Self.row)) == expected[key], "\(key.old)..\(key.new)")
      #expect(Set(changes).count == changes.count)
    }
    #expect(expected.values.joined().count > 500)
  }

  @Test(
    "a range is each commit against each of its parents, a root against nothing; a long one, too, on two threads",
    arguments: [60, Repository.worthAThread + 100]
  )
  func range(_ count: Int) async throws {
    let history = try await RandomHistory(seed: 4, count: count)
    let repository = try history.open()
    let read = try repository.rangeChanges(
      of: history.commits.map(\.id),
      keeping: EveryPath(),
      limits: Self.limits
    )
    var byID: [ObjectID: CommitChanges] = [:]
    for commit in read { byID[commit.id] = commit }
    #expect(read.map(\.id) == history.commits.map(\.id).filter { byID[$0] != nil })
    let trees = Dictionary(uniqueKeysWithValues: history.commits.map { ($0.id, $0.tree) })
    #expect(history.commits.contains { $0.parents.count > 2 })
    for commit in history.commits {
      let parents: [ObjectID?] = commit.parents.isEmpty ? [nil] : commit.parents
      let sides = try parents.map { parent in
        try repository.changes(
          from: parent.flatMap { trees[$0] },
          to: commit.tree,
          keeping: EveryPath(),
          limits: Self.limits
        )
      }
      if sides.allSatisfy(\.isEmpty) {
        #expect(byID[commit.id] == nil)
      } else {
        #expect(byID[commit.id]?.changes == sides)
        #expect(byID[commit.id]?.parents == commit.parents)
      }
    }
  }

  @Test("a filter keeps what it says, and a directory that it rules out is not read")
  func filter() async throws {
    let history = try await RandomHistory(seed: 5, count: 80)
    let repository = try history.open()
    for commit in history.commits.suffix(20) {
      let all = try repository.changes(
        from: nil,
        to: commit.tree,
        keeping: EveryPath(),
        limits: Self.limits
      )
      let some = try repository.changes(
        from: nil,
        to: commit.tree,
        keeping: OnlyBelowA(),
        limits: Self.limits
      )
      #expect(some == all.filter { $0.path.components.first?.elementsEqual("a".utf8) == true })
    }
  }

  @Test("attack 60: more changes than the limit is an error, not a shorter list")
  func limit() async throws {
    let history = try await RandomHistory(seed: 6, count: 20)
    let repository = try history.open()
    let tree = try #require(history.commits.last?.tree)
    let all = try repository.changes(from: nil, to: tree, keeping: EveryPath(), limits: Self.limits)
    let enough = WalkLimits(commits: .max, changes: all.count)
    #expect(
      try repository.changes(from: nil, to: tree, keeping: EveryPath(), limits: enough).count
        == all.count
    )
    let tooFew = WalkLimits(commits: .max, changes: all.count - 1)
    let error = try thrownError(
      as: GitError.self,
      by: try repository.changes(from: nil, to: tree, keeping: EveryPath(), limits: tooFew)
    )
    #expect(error?.kind == .tooLarge)
  }

  private struct OnlyBelowA: PathFilter {
    func keeps(_ change: FileChange) -> Bool {
      change.path.components.first?.elementsEqual("a".utf8) == true
    }
    func mayMatch(below directory: [UInt8]) -> Bool { directory.first == UInt8(ascii: "a") }
  }

  // MARK: what git says

  private struct Pair: Hashable {
    let old: String
    let new: String
  }

  private static func pairs(_ history: RandomHistory, seed: UInt64) -> [(ObjectID?, ObjectID)] {
    let trees = Dictionary(uniqueKeysWithValues: history.commits.map { ($0.id, $0.tree) })
    var pairs: [(ObjectID?, ObjectID)] = history.commits.flatMap { commit in
      let parents: [ObjectID?] = commit.parents.isEmpty ? [nil] : commit.parents
      return parents.map { ($0.flatMap { trees[$0] }, commit.tree) }
    }
    var random = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      pairs.append((random.pick(history.commits).tree, random.pick(history.commits).tree))
    }
    return pairs.filter { $0.0 != $0.1 && !($0.0 == nil && $0.1.description == emptyTree) }
  }

  private static func gitChanges(_ pairs: [(ObjectID?, ObjectID)], _ repository: TestRepository)
    async throws
    -> [Pair: Set<[UInt8]>]
  {
    try await repository.git("hash-object", "-t", "tree", "-w", "--stdin")
    let input = pairs.map { "\($0.0?.description ?? emptyTree) \($0.1)\n" }.joined()
    let result = try await repository.git(
      "diff-tree",
      "--stdin",
      "-r",
      "-z",
      "--raw",
      "--no-renames",
      "--no-abbrev",
      input: Array(input.utf8)
    )
    var changes: [Pair: Set<[UInt8]>] = [:]
    var pair = Pair(old: "", new: "")
    let fields = result.output.split(separator: 0)
    for (raw, path) in zip(
      fields.enumerated().filter { $0.offset % 2 == 0 }.map(\.element),
      fields.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    ) {
      var raw = raw
      if raw.first != UInt8(ascii: ":") {
        let header = String(decoding: raw.prefix(81), as: UTF8.self).split(separator: " ")
        pair = Pair(old: String(header[0]), new: String(header[1]))
        raw = raw.dropFirst(82)
      }
      // Without the letter of the kind, which follows from the modes.
      changes[pair, default: []].insert(Array(raw.dropLast(2)) + [0] + path)
    }
    return changes
  }

  private static func row(_ change: FileChange) -> [UInt8] {
    func spell(_ side: FileChange.Side?) -> (String, String) {
      (side?.mode.octal ?? "000000", "\(side?.id ?? .zero)")
    }
    let (old, new) = (spell(change.old), spell(change.new))
    return Array(":\(old.0) \(new.0) \(old.1) \(new.1)".utf8) + [0] + change.path.bytes
  }
}
