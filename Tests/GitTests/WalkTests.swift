import Git
import GateTesting
import GitObjects
import Testing

@Suite("Commit walk against git")
struct WalkTests {
  @Test("old..new is what git rev-list says, children first")
  func range() async throws {
    let history = try await RandomHistory(seed: 11, count: 150)
    let repository = try history.open()
    var random = SeededGenerator(seed: 12)
    let parents = Dictionary(uniqueKeysWithValues: history.commits.map { ($0.id, $0.parents) })
    for _ in 0..<40 {
      let tips = (0..<random.number(1...2)).map { _ in random.pick(history.commits).id }
      let hidden = (0..<random.number(0...2)).map { _ in random.pick(history.commits).id }
      let arguments = tips.map(\.description) + hidden.map { "^\($0)" }
      let expected = try await Tool.succeed(
        "git",
        ["rev-list"] + arguments,
        in: history.repository.path
      )
      let range = try repository.commits(from: tips, notReachableFrom: hidden, limits: .none)
      #expect(
        range.map(\.description).sorted()
          == expected.text.split(separator: "\n").map(String.init).sorted()
      )
      var seen: Set<ObjectID> = []
      for id in range {
        #expect(seen.isDisjoint(with: parents[id] ?? []), "a parent came before its child")
        seen.insert(id)
      }
    }
  }

  @Test("attack 60: dates, which are the client's to choose, never take a commit out of old..new")
  func skewedDates() async throws {
    let history = try await RandomHistory(seed: 18, count: 250, skewed: true)
    let repository = try history.open()
    let parents = Dictionary(uniqueKeysWithValues: history.commits.map { ($0.id, $0.parents) })
    func reachable(_ tips: [ObjectID]) -> Set<ObjectID> {
      var (seen, open) = (Set<ObjectID>(), tips)
      while let next = open.popLast() {
        if seen.insert(next).inserted { open += parents[next] ?? [] }
      }
      return seen
    }
    var random = SeededGenerator(seed: 19)
    for _ in 0..<150 {
      let tips = (0..<random.number(1...2)).map { _ in random.pick(history.commits).id }
      let hidden = (0..<random.number(0...2)).map { _ in random.pick(history.commits).id }
      let range = try repository.commits(from: tips, notReachableFrom: hidden, limits: .none)
      #expect(Set(range).isSuperset(of: reachable(tips).subtracting(reachable(hidden))))
      #expect(Set(range).isSubset(of: reachable(tips)))
      #expect(Set(range).isDisjoint(with: hidden))
    }
  }

  @Test(
    "within a range: what one side has alone is exact, and no best base is missed, wherever dates lie",
    arguments: [false, true]
  )
  func sidesOfMerges(_ skewed: Bool) async throws {
    let history = try await RandomHistory(seed: 20, count: 250, skewed: skewed)
    let repository = try history.open()
    let parents = Dictionary(uniqueKeysWithValues: history.commits.map { ($0.id, $0.parents) })
    func reachable(_ tip: ObjectID) -> Set<ObjectID> {
      var (seen, open) = (Set<ObjectID>(), [tip])
      while let next = open.popLast() {
        if seen.insert(next).inserted { open += parents[next] ?? [] }
      }
      return seen
    }
    var random = SeededGenerator(seed: 21)
    var (merges, unrelated) = (0, 0)
    for _ in 0..<40 {
      var graph = CommitGraph(limits: .none)
      let hidden = random.pick(history.commits).id
      let range = try graph.commits(
        from: [random.pick(history.commits).id],
        notReachableFrom: [hidden],
        in: repository
      )
      let links = graph.links(within: range, notReachableFrom: [hidden])
      for (id, descends) in zip(range, links.descending(from: hidden)) {
        #expect(descends == (reachable(id).contains(hidden) && id != hidden))
      }
      for merge in range {
        guard let sides = parents[merge], sides.count > 1 else { continue }
        let (a, b) = (reachable(sides[0]), reachable(sides[1]))
        let alone = try links.reachable(from: sides[0], notFrom: sides[1])
        for (place, id) in range.enumerated() {
          #expect(alone.contains(place) == (a.contains(id) && !b.contains(id)))
        }
        let common = a.intersection(b)
        let best = common.filter { base in
          !common.contains { $0 != base && reachable($0).contains(base) }
        }
        let bases = Set(
          try graph.bases(of: sides[0], and: sides[1], in: repository)
        )
        #expect(bases.isSuperset(of: best))
        #expect(bases.isSubset(of: skewed ? common : best))
        merges += 1
        unrelated += common.isEmpty ? 1 : 0
      }
    }
    #expect(merges > 200 && unrelated > 0)
  }

  @Test("the merge base is one that git merge-base --all names")
  func mergeBase() async throws {
    let history = try await RandomHistory(seed: 13, count: 150)
    let repository = try history.open()
    var random = SeededGenerator(seed: 14)
    var unrelated = 0
    for _ in 0..<60 {
      let (a, b) = (random.pick(history.commits).id, random.pick(history.commits).id)
      let result = try await history.repository.attempt("merge-base", "--all", "\(a)", "\(b)")
      let expected = Set(result.text.split(separator: "\n").map(String.init))
      let base = try repository.mergeBase(a, [b])
      if let base { #expect(expected.contains("\(base)")) } else { #expect(expected.isEmpty) }
      unrelated += base == nil ? 1 : 0
      let isAncestor = try await history.repository.attempt(
        "merge-base",
        "--is-ancestor",
        "\(a)",
        "\(b)"
      )
      #expect(try repository.isReachable(a, from: b, limits: .none) == isAncestor.isSuccess)
    }
    #expect((1..<60).contains(unrelated))
  }

  @Test("a walk to an ancestor ends with its time")
  func ancestorInTime() async throws {
    let history = try await RandomHistory(seed: 17, count: 600)
    let repository = try history.open()
    let over = WalkLimits(commits: .max, changes: .max, deadline: 0)
    let (first, last) = (history.commits[0].id, history.commits[599].id)
    #expect(throws: GitError.self) {
      _ = try repository.isReachable(last, from: first, limits: over)
      _ = try repository.isReachable(first, from: last, limits: over)
    }
  }

  @Test("of several, the base that no other one descends from")
  func nearestOfSeveral() async throws {
    let history = try await RandomHistory(seed: 15, count: 150)
    let repository = try history.open()
    var random = SeededGenerator(seed: 16)
    for _ in 0..<40 {
      let commit = random.pick(history.commits).id
      let others = (0..<3).map { _ in random.pick(history.commits).id }
      let bases = try others.compactMap { try repository.mergeBase(commit, [$0]) }
      let best = try repository.mergeBase(commit, others)
      #expect((best == nil) == bases.isEmpty)
      guard let best else { continue }
      #expect(bases.contains(best))
      for base in bases where base != best {
        #expect(try !repository.isReachable(best, from: base, limits: .none))
      }
    }
  }

  @Test("more commits than the limit is an error")
  func limit() async throws {
    let history = try await RandomHistory(seed: 17, count: 30)
    let repository = try history.open()
    let tips = history.commits.map(\.id)
    #expect(
      try repository.commits(
        from: tips,
        notReachableFrom: [],
        limits: WalkLimits(commits: 30, changes: .max)
      ).count == 30
    )
    let error = try thrownError(
      as: GitError.self,
      by: try repository.commits(
        from: tips,
        notReachableFrom: [],
        limits: WalkLimits(commits: 29, changes: .max)
      )
    )
    #expect(error?.kind == .tooLarge)
  }

  @Test("attack 72: a missing parent is an error, not the end of the history")
  func missingParent() async throws {
    let repository = try await TestRepository()
    let text = """
      tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904
      parent 1111111111111111111111111111111111111111
      author A <a@b> 1 +0000
      committer A <a@b> 1 +0000


      """
    let id = try #require(
      ObjectID(hex: try await repository.writeUnchecked([Array(text.utf8)], kind: "commit")[0])
    )
    let reader = try Repository.open(gitDirectory: repository.gitDirectory)
    #expect(throws: GitError.self) {
      try reader.commits(from: [id], notReachableFrom: [], limits: .none)
    }
  }
}
