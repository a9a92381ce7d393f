import Approvals
import Gate
import GitObjects
import Policy
import Testing

@Suite("Break-glass")
struct BreakGlassTests {
  @Test("what the quorum may stand in for", arguments: quorums)
  func quorum(_ row: Row) throws { try row.check() }

  @Test("what opens nothing", arguments: attacks)
  func attack(_ row: Row) throws { try row.check() }

  @Test("the debt that it leaves", arguments: debts)
  func debt(_ row: Row) throws { try row.check() }

  @Test("everybody whose hands are in it is inside")
  func inside() throws {
    var story = Self.story
    story.commits = [
      Self.change.with { ($0.coAuthors, $0.committer) = (["x@guests.example.com"], "carol") }
    ]
    let decision = try story.decision()
    #expect(decision.outcome == .bypassed)
    let inside = ["bob", "carol", "alice", "dana", "x@guests.example.com"].map { Array($0.utf8) }
    #expect(decision.bypass?.inside == Set(inside))
    #expect(decision.bypass?.reviewBy == Cast.now.adding(seconds: 86_400))
    let statuses = decision.requirements.map { ($0.rule.rawValue, $0.isMet) }
    #expect(statuses.map(\.0) == ["access", "break-glass"])
    #expect(statuses.map(\.1) == [false, true])
  }

  private static let change = Commit(Edit("iam/a"), by: "bob")
  private static let glass = "break_glass: {approvals: 2, from: [security], review_within: 24h}\n"

  /// A push that bypasses: alice and dana sign for bob's change.
  private static var story: Story {
    var story = Story()
    story.commits = [change]
    story.policy = glass
    story.breakGlass = "outage"
    story.approvals = ["alice", "dana"].map { .broken($0) }
    return story
  }

  private static let quorums: [Row] = [
    .bypassed("two of the quorum") { $0 = story },
    .bypassed("beside an approval that a rule lacks another for") {
      $0 = story
      $0.policy += "rules: [{name: a, classes: [iam], require: {approvals: 2, from: [security]}}]\n"
      $0.approvals.append(.ok("erin"))
    },
    .bypassed("nobody is left who could approve") {
      $0 = story
      $0.policy += "rules: [{name: a, classes: [iam], require: {approvals: 1, from: [solo]}}]\n"
      $0.policy += "groups: {security: [alice, dana], platform: [carol], solo: [bob]}\n"
    },
    .allowed("what is approved is not bypassed", ignored: ["dana": .approvalUnsupported]) {
      $0 = story
      $0.approvals = [.ok("alice"), .broken("dana")]
    },
    .refused("one is not two", .approvalMissing) {
      $0 = story
      $0.approvals.removeLast()
    },
    .refused("one person twice is not two", .approvalMissing) {
      $0 = story
      $0.approvals[1] = .broken("alice") { $0.issued = -30 }
    },
    .refused("not for a part of the push", .approvalMissing) {
      $0 = story
      $0.commits = [change, Commit(Edit("iam/b"), by: "bob")]
      $0.approvals[1].edits = [Edit("iam/a")]
    },
    .refused(
      "contributors never count",
      .approvalMissing,
      ignored: ["dana": .selfApproval]
    ) {
      $0 = story
      $0.commits = [change.with { $0.coAuthors = ["dana"] }]
    },
    .refused(
      "nor does one who had a hand in another part",
      .approvalMissing,
      ignored: ["dana": .selfApproval]
    ) {
      $0 = story
      $0.commits = [change, Commit(Edit("x.tf"), by: "dana")]
    },
    .refused("never for a refuse rule", .refusedByRule, ignored: [:]) {
      $0 = story
      $0.commits = [change, Commit(Edit("id.pem"), by: "bob")]
    },
    .refused("never for the policy", .approvalMissing) {
      $0 = story
      $0.commits = [change, Commit(Edit("policy.yaml"), by: "bob")]
    },
    .refused(
      "never for a deletion",
      .approvalMissing,
      ignored: ["alice": .approvalUnsupported, "dana": .approvalUnsupported]
    ) {
      $0 = story
      ($0.commits, $0.move) = ([], .deleted)
    },
    .refused("never against a veto", .vetoed) {
      $0 = story
      $0.approvals.append(.ok("erin") { $0.kind = .veto })
    },
    .refused("never where nobody can be held to the change", .unattributableAuthor) {
      $0 = story
      $0.pusher = nil
    },
    .refused("never where no rule speaks", .noRule) {
      $0 = story
      $0.commits = [change, Commit(Edit("x.tf"), by: "bob")]
      $0.policy += "rules: [{name: a, classes: [iam], require: {approvals: 1, from: [security]}}]\n"
    },
  ]

  private static let unasked = [
    "alice": ReasonCode.approvalUnsupported, "dana": .approvalUnsupported,
  ]

  private static let attacks: [Row] = [
    .refused("statements without the push option", .approvalMissing, ignored: unasked) {
      $0 = story
      $0.breakGlass = nil
    },
    .refused("the push option without statements", .approvalMissing) {
      $0 = story
      $0.approvals = []
    },
    .refused("approvals are no break-glass", .approvalMissing) {
      $0 = story
      $0.policy += "rules: [{name: a, classes: [iam], require: {approvals: 3, from: [security]}}]\n"
      $0.approvals = [.ok("alice"), .ok("dana")]
    },
    .refused(
      "a policy without break_glass",
      .approvalMissing,
      .approvalUnsupported,
      ignored: unasked
    ) {
      $0 = story
      $0.policy = ""
    },
    .refused(
      "for another target",
      .approvalMissing,
      ignored: ["dana": .approvalWrongTarget]
    ) {
      $0 = story
      $0.approvals[1].target = "refs/heads/x"
    },
    .refused(
      "for a target that is honoured here",
      .approvalMissing,
      ignored: ["dana": .approvalWrongTarget]
    ) {
      $0 = story
      $0.target = "refs/heads/release/1"
      $0.approvals[1].target = "refs/heads/main"
    },
    .refused(
      "of other bytes",
      .approvalMissing,
      ignored: ["dana": .approvalStale]
    ) {
      $0 = story
      $0.approvals[1].edits = [Edit("iam/a", nil, "2")]
    },
    .refused("used already", .approvalMissing, ignored: ["alice": .approvalSpent]) {
      $0 = story
      $0.spentOn = ["refs/heads/main"]
    },
    .refused("used already on another target", .approvalMissing, ignored: ["alice": .approvalSpent])
    {
      $0 = story
      $0.spentOn = ["refs/heads/release/1"]
    },
    .refused(
      "used already, though approvals may be used again",
      .approvalMissing,
      ignored: ["alice": .approvalSpent]
    ) {
      $0 = story
      $0.policy += "approvals: {single_use: false}\n"
      $0.spentOn = ["refs/heads/main"]
    },
    .refused("run out", .approvalMissing, ignored: ["dana": .approvalExpired]) {
      $0 = story
      $0.approvals[1].expires = -1
    },
    .refused("taken back", .approvalMissing, ignored: ["dana": .approvalExpired]) {
      $0 = story
      $0.approvals.append(.ok("dana") { ($0.kind, $0.revokes) = (.revocation, [1]) })
    },
    .refused(
      "by nobody of the quorum",
      .approvalMissing,
      ignored: ["carol": .reviewerNotAuthorized]
    ) {
      $0 = story
      $0.approvals[1] = .broken("carol")
    },
  ]

  private static let debts: [Row] = [
    .refused("past its time nothing goes on", .bypassUnreviewed) {
      $0.commits = [change]
      $0.approvals = [.ok("alice")]
      $0.debt = Debt(due: 0)
    },
    .refused("not even another bypass", .bypassUnreviewed) {
      $0 = story
      $0.debt = Debt(due: -1)
    },
    .allowed("before it is due") {
      $0.commits = [change]
      $0.approvals = [.ok("alice")]
      $0.debt = Debt(due: 1)
    },
    .allowed("what is not sensitive goes on") {
      $0.commits = [Commit(Edit("README.md"), by: "bob")]
      $0.debt = Debt(due: -1)
    },
    .allowed("of another target") {
      $0.commits = [change]
      $0.approvals = [.ok("alice")]
      $0.debt = Debt(due: -1, target: "refs/heads/x")
    },
    .allowed("reviewed by one outside") {
      $0.commits = [change]
      $0.approvals = [.ok("alice")]
      $0.debt = Debt(due: -1, reviewers: ["carol"])
    },
    .refused("reviewed by those inside", .bypassUnreviewed) {
      $0.commits = [change]
      $0.approvals = [.ok("alice")]
      $0.debt = Debt(due: -1, reviewers: ["alice", "bob"])
    },
    .refused("reviewed by one whose e-mail is inside", .bypassUnreviewed) {
      $0.commits = [change]
      $0.approvals = [.ok("alice")]
      $0.debt = Debt(due: -1, inside: ["carol@example.com"], reviewers: ["carol"])
    },
    .refused("a review of another bypass", .bypassUnreviewed) {
      $0.commits = [change]
      $0.approvals = [.ok("alice")]
      $0.debt = Debt(due: -1, reviewers: ["carol"], other: "another")
    },
    .refused("a review that is taken back", .bypassUnreviewed) {
      $0.commits = [change]
      $0.approvals = [.ok("alice")]
      $0.debt = Debt(due: -1, reviewers: ["carol"], isTakenBack: true)
    },
  ]
}

extension Approval {
  fileprivate static func broken(
    _ person: String,
    _ change: (inout Approval) -> Void = { _ in }
  ) -> Approval {
    .ok(person) {
      ($0.kind, $0.reason) = (.breakGlass, "outage")
      change(&$0)
    }
  }
}
