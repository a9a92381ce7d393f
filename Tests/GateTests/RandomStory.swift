import Detection
import Gate
import GateTesting
import GitObjects
import Policy

/// Pushes that nobody thought of.
struct RandomStory {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// Where the policy stands whose rules look at everything that a `when` can name.
  static let conditional = policyTexts.count - 1

  static let policyTexts: [String] = [
    "", "approvals: {binding: tree}", "authorship: claimed",
    rules("{approvals: 2, from: [security, platform]}"),
    rules("{all: [{approvals: 1, from: [security]}, {approvals: 1, from: [platform]}]}"),
    rules("{any: [{approvals: 2, from: [platform]}, {approvals: 1, from: [security]}]}"),
    rules(
      "{all: [{any: [{approvals: 1, from: [security]}, {approvals: 2, from: [platform]}]}, "
        + "{approvals: 1, from: [platform, security]}]}"
    ),
    rules("{approvals: 3, from: [security, platform]}"),
    whens,
  ]

  private static let whens =
    "rules: [{name: infra, classes: [infrastructure, meta], require: {approvals: 1, from: [platform]}}, "
    + "{name: access, classes: [iam], require: {approvals: 1, from: [security]}}, "
    + "{name: lesser, classes: [iam], when: {direction: [equal, narrowed]}, allow: needs nobody}, "
    + "{name: wider, classes: [iam], when: {direction: [widened]}, require: {approvals: 2, from: [security]}}, "
    + "{name: agents, classes: [iam], when: {actor: [agent]}, require: {approvals: 2, from: [platform]}}, "
    + "{name: machines, classes: [iam], when: {actor: [automation]}, refuse: not by machines}, "
    + "{name: gone, classes: [iam], when: {kind: [path.removed]}, require: {approvals: 3, from: [security, platform]}}, "
    + "{name: grave, classes: [iam], when: {severity: [critical]}, require: {approvals: 1, from: [platform, security]}}, "
    + "{name: people, classes: [iam], when: {data: [pii]}, require: {approvals: 2, from: [platform, security]}}, "
    + "{name: passing, classes: [iam], when: {kind: [iam.aws-policy]}, require: {approvals: 1, from: [platform]}}, "
    + "{name: production, classes: [iam], when: {environment: [production]}, require: {approvals: 1, from: [platform]}}]\n"
    + "environments: {production: {paths: [iam/c/]}}\n"
    + "data: {pii: ['*customers*']}"

  private static func rules(_ require: String) -> String {
    "rules: [{name: access, classes: [iam], require: \(require)}, "
      + "{name: infra, classes: [infrastructure, meta], require: {approvals: 1, from: [platform]}}]"
  }

  /// The policies, loaded once: in this order.
  static let policies: [PolicySet] = policyTexts.compactMap { try? Cast.policies(with: $0) }

  private static let paths = [
    "iam/a", "iam/b", "iam/c/d", "x.tf", "k8s/y", "README.md", "src/z", "CODEOWNERS", "policy.yaml",
  ]

  /// Anything: most are refused, by whatever rule.
  mutating func anything() -> Story {
    var story = Story()
    story.target = random.pick(["refs/heads/main", "refs/heads/main", "refs/heads/release/1"])
    story.pusher = random.once(in: 8) ? nil : random.pick(Cast.humans)
    if random.once(in: 12) { story.move = random.pick([.created, .rewound, .deleted]) }
    story.commits = (0..<random.number(1...4)).map { _ in commit() }
    story.approvals = (0..<random.number(0...5)).map { _ in approval(story) }
    if random.once(in: 10) { story.spentOn = [story.target] }
    return story
  }

  private mutating func edit() -> Edit {
    let words: [String?] = [nil, "1", "2", "3"]
    let old = random.pick(words)
    let new = random.pick(words.filter { $0 != old })
    var edit = Edit(random.pick(Self.paths), old, new)
    if random.once(in: 4) { edit.severity = random.pick([.low, .critical]) }
    if random.once(in: 4) { edit.data = ["pii"] }
    if random.once(in: 4) { edit.otherKinds = ["iam.aws-policy"] }
    if random.once(in: 3) { edit.direction = random.pick([.widened, .narrowed, .equal]) }
    return edit
  }

  mutating func commit() -> Commit {
    let edits = (0..<random.number(1...3)).map { _ in edit() }
    var commit = Commit(by: random.pick(Cast.humans + ["stranger@guests.example.com"]))
    commit.sides = [edits]
    if random.once(in: 6) { commit.sides.append((0..<random.number(0...2)).map { _ in edit() }) }
    if random.once(in: 5) { commit.coAuthors = [random.pick(Cast.humans)] }
    if random.once(in: 4) { commit.signer = random.pick(Cast.humans) }
    if random.once(in: 5) { commit.introducer = random.pick(Cast.humans) }
    if random.once(in: 9) { commit.committer = random.pick(Cast.humans) }
    if random.once(in: 9) { commit.trailers = ["Co-authored-by: Claude <noreply@anthropic.com>"] }
    if random.once(in: 9) { commit.author = "deploy-bot" }
    return commit
  }

  private mutating func approval(_ story: Story) -> Approval {
    var approval = Approval(reviewer: random.pick(Cast.humans + ["mallory", "deploy-bot"]))
    if random.once(in: 9) { approval.target = "refs/heads/other" }
    if random.once(in: 9) { approval.classes = ["iam"] }
    if random.once(in: 9) { approval.edits = [edit()] }
    if random.once(in: 12) { approval.expires = -1 }
    if random.once(in: 12) { approval.issued = 3600 }
    if random.once(in: 12) { approval.key = random.pick(Cast.humans) }
    if random.once(in: 4) { approval.tree = story.tree }
    return approval
  }

  /// A push of files that nobody else touched, with the approvals it needs and none besides: it is
  /// allowed, and without any one of them it is not.
  mutating func approved() -> Story {
    var story = Story()
    story.pusher = "bob"
    let paths = ["iam/a", "iam/b", "iam/c", "x.tf", "k8s/y", "src/z"].shuffled(using: &random)
    let count = random.number(2...paths.count)
    story.commits = paths.prefix(count).enumerated().map { index, path in
      Commit(Edit(path, random.once(in: 2) ? nil : "old \(index)", "new \(index)"), by: "bob")
    }
    story.commits.append(Commit(Edit("iam/always", nil, "1"), by: "bob"))
    story.approvals = [.ok("alice")]
    return story
  }
}

extension Story {
  /// The approvals as they are signed for this push, for one that is changed afterwards.
  var withFixedApprovals: Story {
    var copy = self
    let edits = commits.flatMap { $0.sides.joined() }
    copy.approvals = approvals.map { approval in
      var fixed = approval
      fixed.edits = approval.edits ?? edits
      fixed.classes = approval.classes ?? ["iam", "infrastructure"]
      return fixed
    }
    return copy
  }
}
