internal import Detection
import Approvals
import Gate
import GitObjects
import Policy
import Testing

@Suite("Rules")
struct RuleTests {
  @Test("who must approve what", arguments: rows)
  func rule(row: Row) throws { try row.check() }

  private static let both = """
    rules:
      - name: both
        classes: [iam]
        require:
          all:
            - {approvals: 1, from: [security]}
            - {approvals: 1, from: [platform]}

    """

  private static let either = """
    rules:
      - name: either
        classes: [iam]
        require:
          any:
            - {approvals: 2, from: [platform]}
            - {approvals: 1, from: [security]}

    """

  private static let byDirection = """
    rules:
      - name: widening
        classes: [iam]
        when: {direction: [widened, incomparable, unknown]}
        require: {approvals: 1, from: [security]}
      - name: harmless
        classes: [iam]
        when: {direction: [equal, narrowed]}
        allow: needs nobody

    """

  private static let production = """
    rules:
      - name: everywhere
        classes: [iam]
        allow: needs nobody
      - name: production
        classes: [iam]
        when: {environment: [production]}
        require: {approvals: 1, from: [security]}
    environments: {production: {paths: ["iam/prod/"]}}

    """

  private static let sandbox = """
    rules: [{name: sandbox, classes: [iam], when: {environment: [sandbox, staging]}, allow: for trying out}]
    environments: {sandbox: {paths: ["iam/try/"]}}

    """

  static let rows: [Row] = [
    .allowed("nothing sensitive") { $0.commits = [Commit(Edit("README.md"), by: "bob")] },
    .refused("case 1: no rule covers the class", .noRule) {
      $0.commits = [Commit(Edit("x.tf"), by: "bob")]
      $0.policy = "rules: [{name: other, classes: [iam], allow: yes}]"
    },
    .refused("case 2: one of 'all' is missing", .approvalMissing) {
      $0.commits = [Commit(Edit("iam/a"), by: "bob")]
      $0.policy = both
      $0.approvals = [.ok("alice")]
    },
    .allowed("case 2: all of 'all' are there") {
      $0.commits = [Commit(Edit("iam/a"), by: "bob")]
      $0.policy = both
      $0.approvals = [.ok("alice"), .ok("carol")]
    },
    .allowed("case 3: one of 'any' is there") {
      $0.commits = [Commit(Edit("iam/a"), by: "bob")]
      $0.policy = either
      $0.approvals = [.ok("alice")]
    },
    .refused("case 3: half of one branch of 'any' is none", .approvalMissing) {
      $0.commits = [Commit(Edit("iam/a"), by: "bob")]
      $0.policy = either
      $0.approvals = [.ok("carol")]
    },
    .allowed("case 7: a rule that asks for nobody", ignored: ["alice": .reviewerNotAuthorized]) {
      $0.commits = [Commit(Edit("iam/a"), by: "bob")]
      $0.policy = "rules: [{name: free, classes: [iam], allow: needs nobody}]"
      $0.approvals = [.ok("alice")]
    },
    .refused("refuse beats require", .refusedByRule) {
      $0.commits = [Commit(Edit("iam/id.pem"), by: "bob")]
      $0.approvals = [.ok("alice")]
    },
    .refused("require beats allow", .approvalMissing) {
      $0.commits = [Commit(Edit("iam/prod/a"), by: "bob")]
      $0.policy = production
    },
    .refused("attack 55: a twin of a path of the environment", .approvalMissing) {
      $0.commits = [Commit(Edit("iam/Prod/a"), by: "bob")]
      $0.policy = production
    },
    .refused("attack 54: a link in the place of the environment", .approvalMissing) {
      $0.commits = [Commit(Edit("iam/prod", mode: .symlink), by: "bob")]
      $0.policy = production
    },
    .refused("attack 54: a link above the environment", .approvalMissing) {
      $0.commits = [Commit(Edit("iam", mode: .symlink), by: "bob")]
      $0.policy = production
    },
    .allowed("what an environment allows") {
      $0.commits = [Commit(Edit("iam/try/a"), by: "bob")]
      $0.policy = sandbox
    },
    .refused("attack 55: nothing is allowed for a twin of a path of the environment", .noRule) {
      $0.commits = [Commit(Edit("iam/Try/a"), by: "bob")]
      $0.policy = sandbox
    },
    .refused("attack 54: nothing is allowed for a link above the environment", .noRule) {
      $0.commits = [Commit(Edit("iam", mode: .symlink), by: "bob")]
      $0.policy = sandbox
    },
    .allowed("a rule of another environment does not apply") {
      $0.commits = [Commit(Edit("iam/a"), by: "bob")]
      $0.policy = production
    },
    .refused("the environment is the target's", .approvalMissing) {
      $0.commits = [Commit(Edit("iam/a"), by: "bob")]
      $0.target = "refs/heads/release/1"
      $0.policy = production
    },
    .allowed("narrowed access needs nobody") {
      $0.commits = [Commit(Edit("iam/a").going(.narrowed), by: "bob")]
      $0.policy = byDirection
    },
    .refused("unknown is as good as widened", .approvalMissing) {
      $0.commits = [Commit(Edit("iam/a"), by: "bob")]
      $0.policy = byDirection
    },
    .refused("case 17: one person for both groups", .approvalMissing) {
      $0.commits = [Commit(Edit("iam/a"), by: "bob")]
      $0.policy = both
      $0.approvals = [.ok("erin")]
    },
    .allowed("case 18: assigned, not counted greedily") {
      $0.commits = [Commit(Edit("iam/a"), by: "bob")]
      $0.policy = both
      $0.approvals = [.ok("erin"), .ok("alice")]
    },
    .allowed("case 18: in whatever order") {
      $0.commits = [Commit(Edit("iam/a"), by: "bob")]
      $0.policy = both
      $0.approvals = [.ok("carol"), .ok("erin")]
    },
    .refused(
      "case 27: nobody eligible is left",
      .noEligibleReviewer,
      ignored: ["bob": .selfApproval]
    ) {
      $0.commits = [Commit(Edit("iam/a"), by: "bob").with { $0.coAuthors = ["carol", "erin"] }]
      $0.policy = "rules: [{name: p, classes: [iam], require: {approvals: 1, from: [platform]}}]"
      $0.approvals = [.ok("bob")]
    },
    .refused("an 'any' with an eligible branch is still to be met", .approvalMissing) {
      $0.commits = [Commit(Edit("iam/a"), by: "bob").with { $0.coAuthors = ["carol"] }]
      $0.policy = either
    },
    .refused("the gate's own class is under governance", .approvalMissing) {
      $0.commits = [Commit(Edit("policy.yaml", "1", "2"), by: "bob")]
    },
    .allowed("governance approves") {
      $0.commits = [Commit(Edit("policy.yaml", "1", "2"), by: "bob")]
      $0.approvals = [.ok("dana")]
    },
    .allowed("meta falls to governance where no rule names it") {
      $0.commits = [Commit(Edit(".gitattributes"), by: "bob")]
      $0.policy = "rules: [{name: other, classes: [iam], allow: yes}]"
      $0.approvals = [.ok("dana")]
    },
    .refused(
      "a presence that no signature shows",
      .noEligibleReviewer,
      ignored: ["alice": .presenceMissing]
    ) {
      $0.commits = [Commit(Edit("iam/a"), by: "bob")]
      $0.policy =
        "rules: [{name: t, classes: [iam], require: {approvals: 1, from: [security], presence: touched}}]"
      $0.approvals = [.ok("alice")]
    },
    .allowed("the first push that init granted") {
      $0.move = .created
      $0.firstPush = "bob"
    },
    .refused("the first push of somebody else", .approvalMissing) {
      $0.move = .created
      $0.firstPush = "carol"
    },
    .refused("the grant is for a creation alone", .approvalMissing) {
      $0.move = .rewound
      $0.firstPush = "bob"
    },
  ]
}
