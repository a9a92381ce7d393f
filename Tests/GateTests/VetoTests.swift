import Approvals
import Gate
import Testing

@Suite("Vetoes and revocations")
struct VetoTests {
  @Test("a no, and what becomes of it", arguments: vetoes)
  func veto(_ row: Row) throws { try row.check() }

  @Test("an approval that is taken back", arguments: revocations)
  func revocation(_ row: Row) throws { try row.check() }

  @Test("the refusal says who vetoed, why, and how it is taken back")
  func text() throws {
    var story = Story()
    story.commits = [Commit(Edit("iam/a"), by: "bob")]
    story.approvals = [.ok("alice"), .ok("dana") { ($0.kind, $0.reason) = (.veto, "wait for me") }]
    let decision = try story.decision()
    let reason = try #require(decision.reasons.first)
    #expect(reason.message == "'dana' vetoed it: wait for me")
    let digest = try #require(decision.approvals[1].approval.statementDigest)
    #expect(reason.hint?.contains("git countersign revoke sha256:\(digest)") == true)
    #expect(reason.findings == [0])
  }

  private static let change = Commit(Edit("iam/a"), by: "bob")

  private static let vetoes: [Row] = [
    .refused("case 5: a veto beside enough approvals", .vetoed) {
      $0.commits = [change]
      $0.approvals = [.ok("alice"), .ok("dana") { $0.kind = .veto }]
    },
    .refused("case 44: at the same instant the no wins", .vetoed) {
      $0.commits = [change]
      $0.approvals = [.ok("alice"), .ok("alice") { $0.kind = .veto }]
    },
    .refused("a veto is no approval", .approvalMissing, .vetoed) {
      $0.commits = [change]
      $0.approvals = [.ok("dana") { $0.kind = .veto }]
    },
    .refused("a veto does not lapse by its own date", .vetoed) {
      $0.commits = [change]
      $0.approvals = [
        .ok("alice"),
        .ok("dana") { ($0.kind, $0.issued, $0.expires) = (.veto, -900_000, -800_000) },
      ]
    },
    .refused("nor by the policy's", .vetoed) {
      $0.commits = [change]
      $0.policy = "approvals: {valid_for: 1h}"
      $0.approvals = [.ok("alice"), .ok("dana") { ($0.kind, $0.issued) = (.veto, -7200) }]
    },
    .refused("a later approval by the same person does not lift it", .vetoed) {
      $0.commits = [change]
      $0.approvals = [
        .ok("alice"), .ok("dana") { ($0.kind, $0.issued) = (.veto, -600) }, .ok("dana"),
      ]
    },
    .refused("a veto speaks though its author made the vetoer a co-author", .vetoed) {
      $0.commits = [change.with { $0.coAuthors = ["dana"] }]
      $0.approvals = [.ok("alice"), .ok("dana") { $0.kind = .veto }]
    },
    .refused("a rule whose 'when' does not hold gives the right to say no", .vetoed) {
      $0.commits = [change]
      $0.policy = """
        rules:
          - {name: access, classes: [iam], require: {approvals: 1, from: [security]}}
          - name: agents
            classes: [iam]
            when: {actor: [agent]}
            require: {approvals: 1, from: [platform]}
        """
      $0.approvals = [.ok("alice"), .ok("carol") { $0.kind = .veto }]
    },
    .refused("governance may veto what is of class policy", .vetoed) {
      $0.commits = [Commit(Edit("policy.yaml"), by: "bob")]
      $0.approvals = [.ok("alice"), .ok("dana") { $0.kind = .veto }]
    },
    .refused("a promotion is stopped by a veto for what it honours", .vetoed) {
      $0.commits = [change.with { $0.landedElsewhere = true }]
      $0.target = "refs/heads/release/1"
      $0.approvals = [
        .ok("alice"), .ok("dana") { ($0.kind, $0.target) = (.veto, "refs/heads/main") },
      ]
    },
    .allowed("a veto for another target", ignored: ["dana": .approvalWrongTarget]) {
      $0.commits = [change]
      $0.approvals = [.ok("alice"), .ok("dana") { ($0.kind, $0.target) = (.veto, "refs/heads/x") }]
    },
    .allowed("a veto in another repository", ignored: ["dana": .approvalWrongRepository]) {
      $0.commits = [change]
      $0.approvals = [.ok("alice"), .ok("dana") { ($0.kind, $0.repository) = (.veto, "acme/x") }]
    },
    .allowed("a veto of something else", ignored: ["dana": .approvalStale]) {
      $0.commits = [change]
      $0.approvals = [
        .ok("alice"), .ok("dana") { ($0.kind, $0.edits) = (.veto, [Edit("iam/a", nil, "2")]) },
      ]
    },
    .allowed("a veto by one who could not approve", ignored: ["carol": .reviewerNotAuthorized]) {
      $0.commits = [change]
      $0.approvals = [.ok("alice"), .ok("carol") { $0.kind = .veto }]
    },
    .allowed("a veto by a key that is not theirs", ignored: ["dana": .signatureUnknownKey]) {
      $0.commits = [change]
      $0.approvals = [.ok("alice"), .ok("dana") { ($0.kind, $0.key) = (.veto, "bob") }]
    },
    .allowed("case 43: the veto is taken back", ignored: ["dana": .approvalExpired]) {
      $0.commits = [change]
      $0.approvals = [
        .ok("alice"), .ok("dana") { $0.kind = .veto },
        .ok("dana") { ($0.kind, $0.revokes, $0.reviewer) = (.revocation, [1], "dana") },
      ]
    },
    .refused(
      "case 43: somebody else cannot take it back",
      .vetoed,
      ignored: ["alice": .reviewerNotAuthorized]
    ) {
      $0.commits = [change]
      $0.approvals = [
        .ok("erin"), .ok("dana") { $0.kind = .veto },
        .ok("alice") { ($0.kind, $0.revokes) = (.revocation, [1]) },
      ]
    },
    .refused("nor the pusher", .vetoed, ignored: ["bob": .reviewerNotAuthorized]) {
      $0.commits = [change]
      $0.approvals = [
        .ok("alice"), .ok("dana") { $0.kind = .veto },
        .ok("bob") { ($0.kind, $0.revokes) = (.revocation, [1]) },
      ]
    },
    .refused(
      "nor a revocation that says it is theirs",
      .vetoed,
      ignored: ["dana": .signatureUnknownKey]
    ) {
      $0.commits = [change]
      $0.approvals = [
        .ok("alice"), .ok("erin") { $0.kind = .veto },
        .ok("dana") { ($0.kind, $0.revokes, $0.key) = (.revocation, [1], "bob") },
      ]
    },
    .refused(
      "a withdrawal of the future is none yet",
      .vetoed,
      ignored: ["dana": .keyExpired]
    ) {
      $0.commits = [change]
      $0.approvals = [
        .ok("alice"), .ok("erin") { $0.kind = .veto }, .ok("dana") { $0.kind = .veto },
        .ok("dana") { ($0.kind, $0.revokes, $0.issued) = (.revocation, [2], 3600) },
      ]
    },
  ]

  private static let revocations: [Row] = [
    .refused(
      "case 42: an approval is taken back",
      .approvalMissing,
      ignored: ["alice": .approvalExpired]
    ) {
      $0.commits = [change]
      $0.approvals = [.ok("alice")]
      $0.approvals += [.ok("alice") { ($0.kind, $0.revokes) = (.revocation, [0]) }]
    },
    .refused(
      "a revocation does not lapse",
      .approvalMissing,
      ignored: ["alice": .approvalExpired]
    ) {
      $0.commits = [change]
      $0.approvals = [.ok("alice") { $0.issued = -7200 }]
      $0.approvals += [
        .ok("alice") {
          ($0.kind, $0.revokes, $0.issued, $0.expires) = (.revocation, [0], -7000, -60)
        }
      ]
    },
    .allowed("case 42: another's revocation is none", ignored: ["bob": .reviewerNotAuthorized]) {
      $0.commits = [change]
      $0.approvals = [.ok("alice"), .ok("bob") { ($0.kind, $0.revokes) = (.revocation, [0]) }]
    },
  ]
}
