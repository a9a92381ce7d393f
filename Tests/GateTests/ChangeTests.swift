import Approvals
import Gate
import GitObjects
import Testing

@Suite("What is judged")
struct ChangeTests {
  @Test("every way a path can change", arguments: rows)
  func change(row: Row) throws { try row.check() }

  static let rows: [Row] = [
    .allowed("case 47: ignored in its class") {
      $0.commits = [Commit(Edit("k8s/README.md"), by: "bob")]
    },
    .refused("case 47: deleted", .approvalMissing) {
      $0.commits = [Commit(Edit("iam/a", "1", nil), by: "bob")]
    },
    .allowed("case 48: nothing") { $0.commits = [Commit(by: "bob")] },
    .refused("case 49: renamed out of the class", .approvalMissing) {
      $0.commits = [Commit(Edit("iam/a", "1", nil), Edit("docs/a", nil, "1"), by: "bob")]
    },
    .refused("case 49: renamed into the class", .approvalMissing) {
      $0.commits = [Commit(Edit("docs/a", "1", nil), Edit("iam/a", nil, "1"), by: "bob")]
    },
    .refused("case 51: added and removed within the push", .approvalMissing) {
      $0.commits = [Commit(Edit("iam/a"), by: "bob"), Commit(Edit("iam/a", "1", nil), by: "bob")]
    },
    .allowed("case 51: both approved") {
      $0.commits = [Commit(Edit("iam/a"), by: "bob"), Commit(Edit("iam/a", "1", nil), by: "bob")]
      $0.approvals = [.ok("alice")]
    },
    .refused("case 52: made in the merge alone", .approvalMissing) {
      $0.commits = [.merge([Edit("iam/a", "1", "3")], [Edit("iam/a", "2", "3")], by: "bob")]
    },
    .allowed("case 52: a merge brings in what was approved") {
      $0.commits = [
        Commit(Edit("iam/a"), by: "bob"), .merge([Edit("iam/a")], [Edit("docs/a")], by: "bob"),
      ]
      $0.net = [Edit("iam/a")]
      $0.approvals = [.ok("alice") { $0.edits = [Edit("iam/a")] }]
    },
    .refused("case 53: a merge brings in what nobody approved", .approvalMissing) {
      $0.commits = [
        Commit(Edit("iam/a"), by: "bob"), .merge([Edit("iam/a")], [Edit("docs/a")], by: "bob"),
      ]
    },
    .refused("attack 51: a merge that keeps the old tree takes a hardening away", .approvalMissing)
    {
      $0.commits = [.merge([Edit("iam/a", "hard", "soft")], [], by: "bob")]
      $0.net = [Edit("iam/a", "hard", "soft")]
    },
    .refused("case 54: an octopus, different from all of its parents", .approvalMissing) {
      $0.commits = [
        .merge(
          [Edit("iam/a", "1", "9")],
          [Edit("iam/a", "2", "9")],
          [Edit("iam/a", "3", "9")],
          by: "bob"
        )
      ]
      $0.net = []
    },
    .allowed("an octopus, equal to one of its parents") {
      $0.commits = [
        .merge([Edit("iam/a", "1", "9")], [], [Edit("iam/a", "3", "9")], by: "bob")
      ]
      $0.net = []
    },
    .refused("case 55: CI configuration", .approvalMissing) {
      $0.commits = [Commit(Edit(".github/workflows/ci.yml", "1", "2"), by: "bob")]
    },
    .refused("case 55: attributes in some directory", .approvalMissing) {
      $0.commits = [Commit(Edit("docs/.gitattributes"), by: "bob")]
    },
    .refused("case 55: a submodule in the class", .approvalMissing) {
      $0.commits = [Commit(Edit("iam/lib", "1", "2", mode: .gitlink), by: "bob")]
    },
    .refused("case 56: another case", .approvalMissing) {
      $0.commits = [Commit(Edit("IAM/a"), by: "bob")]
    },
    .refused("case 56: letters of another alphabet", .approvalMissing) {
      $0.commits = [Commit(Edit("i\u{430}m/a"), by: "bob")]
    },
    .refused("case 56: a newline in the name", .approvalMissing) {
      $0.commits = [Commit(Edit("iam/a\nb"), by: "bob")]
    },
    .refused("attack 54: a symlink in the place of the directory", .approvalMissing) {
      $0.commits = [Commit(Edit("iam", mode: .symlink), by: "bob")]
    },
    .refused("attack 54: a file made a symlink", .approvalMissing) {
      $0.commits = [Commit(Edit("iam/a", "1", "1").to(.symlink), by: "bob")]
    },
    .refused("a deletion of the branch", .approvalMissing) { $0.move = .deleted },
    .refused("attack 42: a rewind that brings no commit", .approvalMissing) {
      $0.move = .rewound
      $0.net = [Edit("iam/a", "hard", "soft")]
      $0.approvals = [
        .ok("alice") { ($0.edits, $0.classes) = ([Edit("iam/a", "hard", "soft")], ["iam"]) }
      ]
    },
    .allowed("a rewind that was approved with all it changes") {
      $0.move = .rewound
      $0.net = [Edit("iam/a", "hard", "soft")]
      $0.approvals = [.ok("alice")]
    },
    .allowed("promotion: what landed on an honoured branch is judged by its net change") {
      $0.target = "refs/heads/release/1"
      $0.commits = [
        Commit(Edit("iam/a"), by: "bob").with { $0.landedElsewhere = true },
        Commit(Edit("iam/a", "1", nil), by: "bob").with { $0.landedElsewhere = true },
      ]
    },
    .refused("promotion: the net change is judged", .approvalMissing) {
      $0.target = "refs/heads/release/1"
      $0.commits = [Commit(Edit("iam/a"), by: "bob").with { $0.landedElsewhere = true }]
    },
    .refused("promotion: what is refused is refused in every commit", .refusedByRule) {
      $0.target = "refs/heads/release/1"
      $0.commits = [
        Commit(Edit("id.pem"), by: "bob").with { $0.landedElsewhere = true },
        Commit(Edit("id.pem", "1", nil), by: "bob").with { $0.landedElsewhere = true },
      ]
    },
    .refused("promotion: a commit that did not land is judged by itself", .approvalMissing) {
      $0.target = "refs/heads/release/1"
      $0.commits = [
        Commit(Edit("iam/a"), by: "bob").with { $0.landedElsewhere = true },
        Commit(Edit("iam/a", "1", nil), by: "bob"),
      ]
    },
  ]
}
