import Approvals
import Gate
import GitObjects
import Testing

@Suite("What an approval is bound to")
struct BindingTests {
  @Test("an approval covers the bytes it names", arguments: rows)
  func binding(row: Row) throws { try row.check() }

  private static let one = Edit("iam/a", "1", "2")
  private static let tree = "approvals: {binding: tree}"

  static let rows: [Row] = [
    .refused(
      "case 31: then another commit to the same file",
      .approvalMissing,
      ignored: ["alice": .approvalStale]
    ) {
      $0.commits = [Commit(Edit("iam/a", "1", "3"), by: "bob")]
      $0.approvals = [.ok("alice") { $0.edits = [one] }]
    },
    .allowed("case 32: then another commit to the documentation") {
      $0.commits = [Commit(one, by: "bob"), Commit(Edit("docs/a"), by: "carol")]
      $0.approvals = [.ok("alice") { $0.edits = [one] }]
    },
    .refused(
      "case 32: then the same, where the whole tree is bound",
      .approvalMissing,
      ignored: ["alice": .approvalWrongTree]
    ) {
      $0.commits = [Commit(one, by: "bob"), Commit(Edit("docs/a"), by: "carol")]
      $0.tree = "tree with documentation"
      $0.policy = tree
      $0.approvals = [.ok("alice") { $0.tree = "tree" }]
    },
    .allowed("the tree is the signed one") {
      $0.commits = [Commit(one, by: "bob")]
      $0.policy = tree
      $0.approvals = [.ok("alice") { $0.tree = "tree" }]
    },
    .refused(
      "no tree where the tree is bound",
      .approvalMissing,
      ignored: ["alice": .approvalWrongTree]
    ) {
      $0.commits = [Commit(one, by: "bob")]
      $0.policy = tree
      $0.approvals = [.ok("alice")]
    },
    .refused(
      "a tree that is named binds, asked for or not",
      .approvalMissing,
      ignored: ["alice": .approvalWrongTree]
    ) {
      $0.commits = [Commit(one, by: "bob")]
      $0.approvals = [.ok("alice") { $0.tree = "another tree" }]
    },
    .allowed("case 33: rebased, both sides of the file the same") {
      $0.commits = [Commit(one, by: "bob").with { $0.committer = "carol" }]
      $0.approvals = [.ok("alice") { $0.edits = [one] }]
    },
    .refused(
      "case 34: rebased onto another old side",
      .approvalMissing,
      ignored: ["alice": .approvalStale]
    ) {
      $0.commits = [Commit(Edit("iam/a", "0", "2"), by: "bob")]
      $0.approvals = [.ok("alice") { $0.edits = [one] }]
    },
    .refused("case 37: made executable", .approvalMissing, ignored: ["alice": .approvalStale]) {
      $0.commits = [Commit(one.to(.executable), by: "bob")]
      $0.approvals = [.ok("alice") { $0.edits = [one] }]
    },
    .refused("case 37: made a symlink", .approvalMissing, ignored: ["alice": .approvalStale]) {
      $0.commits = [Commit(one.to(.symlink), by: "bob")]
      $0.approvals = [.ok("alice") { $0.edits = [one] }]
    },
    .refused(
      "case 38: for another branch",
      .approvalMissing,
      ignored: ["alice": .approvalWrongTarget]
    ) {
      $0.commits = [Commit(one, by: "bob")]
      $0.approvals = [.ok("alice") { $0.target = "refs/heads/release/1" }]
    },
    .refused(
      "for the environment of the branch",
      .approvalMissing,
      ignored: ["alice": .approvalWrongTarget]
    ) {
      $0.commits = [Commit(one, by: "bob")]
      $0.approvals = [.ok("alice") { $0.target = "environment/staging" }]
    },
    .allowed("for a branch that the target honours") {
      $0.commits = [Commit(one, by: "bob")]
      $0.target = "refs/heads/release/1"
      $0.approvals = [.ok("alice") { $0.target = "refs/heads/main" }]
    },
    .refused(
      "for a look-alike of the honoured branch",
      .approvalMissing,
      ignored: ["alice": .approvalWrongTarget]
    ) {
      $0.commits = [Commit(one, by: "bob")]
      $0.target = "refs/heads/release/1"
      $0.approvals = [.ok("alice") { $0.target = "refs/heads/Main" }]
    },
    .refused(
      "case 39: for another repository",
      .approvalMissing,
      ignored: ["alice": .approvalWrongRepository]
    ) {
      $0.commits = [Commit(one, by: "bob")]
      $0.approvals = [.ok("alice") { $0.repository = "acme/fork" }]
    },
    .refused("for another class", .approvalMissing, ignored: ["alice": .approvalWrongClass]) {
      $0.commits = [Commit(one, by: "bob")]
      $0.approvals = [.ok("alice") { $0.classes = ["keys"] }]
    },
    .refused("case 41: expired", .approvalMissing, ignored: ["alice": .approvalExpired]) {
      $0.commits = [Commit(one, by: "bob")]
      $0.approvals = [.ok("alice") { ($0.issued, $0.expires) = (-3600, 0) }]
    },
    .refused(
      "case 41: longer than the policy takes it",
      .approvalMissing,
      ignored: ["alice": .approvalExpired]
    ) {
      $0.commits = [Commit(one, by: "bob")]
      $0.approvals = [.ok("alice") { ($0.issued, $0.expires) = (-14 * 86_400, 86_400) }]
    },
    .allowed("one second before the policy's end") {
      $0.commits = [Commit(one, by: "bob")]
      $0.approvals = [.ok("alice") { ($0.issued, $0.expires) = (1 - 14 * 86_400, 86_400) }]
    },
    .refused("case 41: from the future", .approvalMissing, ignored: ["alice": .approvalNotYetValid])
    {
      $0.commits = [Commit(one, by: "bob")]
      $0.approvals = [.ok("alice") { $0.issued = 301 }]
    },
    .allowed("a clock that runs five minutes ahead") {
      $0.commits = [Commit(one, by: "bob")]
      $0.approvals = [.ok("alice") { $0.issued = 300 }]
    },
    .refused("case 45: a file that was added after the approval", .approvalMissing) {
      $0.commits = [Commit(one, by: "bob"), Commit(Edit("iam/b"), by: "bob")]
      $0.approvals = [.ok("alice") { $0.edits = [one] }]
    },
    .allowed("several approvals of one reviewer add up") {
      $0.commits = [Commit(one, by: "bob"), Commit(Edit("iam/b"), by: "bob")]
      $0.approvals = [
        .ok("alice") { $0.edits = [one] }, .ok("alice") { $0.edits = [Edit("iam/b")] },
      ]
    },
    .allowed("case 46: more was approved than is pushed") {
      $0.commits = [Commit(one, by: "bob")]
      $0.approvals = [.ok("alice") { $0.edits = [one, Edit("iam/b")] }]
    },
    .refused("attack 21: used already", .approvalMissing, ignored: ["alice": .approvalSpent]) {
      $0.commits = [Commit(one, by: "bob")]
      $0.approvals = [.ok("alice")]
      $0.spentOn = ["refs/heads/main"]
    },
    .allowed("used on another target") {
      $0.commits = [Commit(one, by: "bob")]
      $0.approvals = [.ok("alice")]
      $0.spentOn = ["refs/heads/x"]
    },
    .allowed("used already, where that does not matter") {
      $0.commits = [Commit(one, by: "bob")]
      $0.approvals = [.ok("alice")]
      $0.spentOn = ["refs/heads/main"]
      $0.policy = "approvals: {single_use: false}"
    },
    .refused(
      "signed by somebody else's key",
      .approvalMissing,
      ignored: ["alice": .signatureUnknownKey]
    ) {
      $0.commits = [Commit(one, by: "bob")]
      $0.approvals = [.ok("alice") { $0.key = "bob" }]
    },
    .refused("signed by nobody's key", .approvalMissing, ignored: ["alice": .signatureUnknownKey]) {
      $0.commits = [Commit(one, by: "bob")]
      $0.approvals = [.ok("alice") { $0.key = "mallory" }]
    },
    .refused("by nobody", .approvalMissing, ignored: ["mallory": .reviewerNotAuthorized]) {
      $0.commits = [Commit(one, by: "bob")]
      $0.approvals = [.ok("mallory")]
    },
    .refused(
      "by a member of no group that is asked",
      .approvalMissing,
      ignored: ["carol": .reviewerNotAuthorized]
    ) {
      $0.commits = [Commit(one, by: "bob")]
      $0.approvals = [.ok("carol")]
    },
    .refused(
      "case 26: by an automation",
      .approvalMissing,
      ignored: ["deploy-bot": .reviewerNotHuman]
    ) {
      $0.commits = [Commit(one, by: "bob")]
      $0.approvals = [.ok("deploy-bot")]
    },
  ]

  @Test(
    "a stale approval says which paths have other bytes",
    arguments: [
      ([one], "the change it names is not in this push"),
      ([one, Edit("iam/b")], "none of the 2 changes it names is in this push"),
    ]
  )
  func stalePaths(_ edits: [Edit], _ what: String) throws {
    var story = Story()
    story.commits = [Commit(Edit("iam/a", "1", "3"), by: "bob")]
    story.approvals = [.ok("alice") { $0.edits = edits }]
    let decision = try story.decision()
    guard case .ignored(_, let text)? = decision.approvals.first?.result else {
      Issue.record("the approval counted")
      return
    }
    #expect(text == "\(what): other bytes were pushed to 'iam/a'")
  }
}
