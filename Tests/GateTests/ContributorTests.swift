import Approvals
import Gate
import Policy
import Testing

@Suite("Who had a hand in it")
struct ContributorTests {
  @Test("nobody approves their own change", arguments: rows)
  func contributor(row: Row) throws { try row.check() }

  private static let iam = Edit("iam/a")

  /// A push of one commit on `iam/a`, with what is different about it.
  private static func pushed(
    by pusher: String? = "carol",
    _ change: @escaping @Sendable (inout Commit) -> Void = { _ in }
  ) -> @Sendable (inout Story) -> Void {
    { story in
      story.pusher = pusher
      story.commits = [Commit(iam, by: "bob").with(change)]
      story.approvals = [.ok("alice")]
    }
  }

  static let rows: [Row] = [
    .allowed("case 10: the author's approval is passed over", ignored: ["erin": .selfApproval]) {
      $0.commits = [Commit(iam, by: "erin")]
      $0.approvals = [.ok("erin"), .ok("alice")]
    },
    .refused("case 11: the author of another commit on the path", .approvalMissing) {
      // For what bob made of it alice counts; for what both of them made, she does not.
      $0.commits = [Commit(iam, by: "alice"), Commit(Edit("iam/a", "1", "2"), by: "bob")]
      $0.approvals = [.ok("alice")]
    },
    .allowed("the author of another path") {
      $0.commits = [Commit(iam, by: "bob"), Commit(Edit("x.tf"), by: "alice")]
      $0.approvals = [
        .ok("alice") { $0.edits = [iam] }, .ok("carol") { $0.edits = [Edit("x.tf")] },
      ]
    },
    .refused(
      "case 19: under an older address, in capitals",
      .approvalMissing,
      ignored: ["bob": .selfApproval]
    ) {
      $0.pusher = "carol"
      $0.commits = [Commit(iam, by: "BOB@OLD.example.com")]
      $0.policy = "rules: [{name: p, classes: [iam], require: {approvals: 1, from: [platform]}}]"
      $0.approvals = [.ok("bob")]
    },
    .refused(
      "case 20: an address of nobody",
      .unattributableAuthor,
      tell: pushed { $0.author = "eve@elsewhere.org" }
    ),
    .allowed("a guest is somebody", tell: pushed { $0.author = "guest@guests.example.com" }),
    .refused(
      "case 21: on the second parent of a merge",
      .approvalMissing,
      ignored: ["alice": .selfApproval]
    ) {
      $0.commits = [
        Commit(iam, by: "alice"), .merge([iam], [Edit("docs/a")], by: "bob"),
      ]
      $0.approvals = [.ok("alice")]
    },
    .refused(
      "case 22: a co-author",
      .approvalMissing,
      ignored: ["alice": .selfApproval],
      tell: pushed { $0.coAuthors = ["alice"] }
    ),
    .refused(
      "case 23: the pusher",
      .approvalMissing,
      ignored: ["alice": .selfApproval],
      tell: pushed(by: "alice")
    ),
    .allowed(
      "the pusher of commits signed by their author's own key",
      tell: pushed(by: "alice") { $0.signer = "bob" }
    ),
    .refused(
      "the pusher of commits signed by somebody else's key",
      .approvalMissing,
      ignored: ["alice": .selfApproval],
      tell: pushed(by: "alice") { $0.signer = "carol" }
    ),
    .refused(
      "case 24: the author of what somebody else committed",
      .approvalMissing,
      ignored: ["alice": .selfApproval],
      tell: pushed {
        $0.author = "alice"
        $0.committer = "bob"
      }
    ),
    .refused(
      "case 25: the committer of what somebody else wrote",
      .approvalMissing,
      ignored: ["alice": .selfApproval],
      tell: pushed { $0.committer = "alice" }
    ),
    .refused(
      "whose key signed it",
      .approvalMissing,
      ignored: ["alice": .selfApproval],
      tell: pushed { $0.signer = "alice" }
    ),
    .refused(
      "attack 37: who brought it to another branch first",
      .approvalMissing,
      ignored: ["alice": .selfApproval],
      tell: pushed { $0.introducer = "alice" }
    ),
    .refused(
      "the operator of an automation",
      .approvalMissing,
      ignored: ["alice": .selfApproval],
      tell: pushed { $0.author = "deploy-bot" }
    ),
    .refused(
      "the operator of the automation that pushes",
      .approvalMissing,
      ignored: ["alice": .selfApproval],
      tell: pushed(by: "deploy-bot") { $0.introducer = "bob" }
    ),
    .refused(
      "the author whom an automation without an operator worked for",
      .approvalMissing,
      ignored: ["alice": .selfApproval],
      tell: pushed {
        $0.author = "alice"
        $0.committer = "cron"
      }
    ),
    .allowed(
      "an automation without an operator works for the pusher",
      tell: pushed { $0.author = "cron" }
    ),
    .refused(
      "an automation that works for nobody",
      .unattributableAuthor,
      tell: pushed(by: "cron") {
        $0.author = "cron"
        $0.introducer = "bob"
      }
    ),
    .refused(
      "the author whose agent wrote it",
      .approvalMissing,
      ignored: ["alice": .selfApproval],
      tell: pushed {
        $0.author = "alice"
        $0.trailers = ["Co-authored-by: Claude <noreply@anthropic.com>"]
        $0.coAuthors = ["noreply@anthropic.com"]
      }
    ),
    .refused(
      "the pusher of what an agent wrote as author",
      .approvalMissing,
      ignored: ["alice": .selfApproval],
      tell: pushed(by: "alice") {
        $0.author = "helper[bot]@users.noreply.github.com"
        $0.signer = "carol"
      }
    ),
    .allowed(
      "a platform contributes nothing itself, and vouches for the author",
      tell: pushed(by: "alice") {
        $0.committer = "web-ui"
        $0.signer = "web-ui"
      }
    ),
    .refused("unsigned, and nobody pushed it", .unattributableAuthor, tell: pushed(by: nil)),
    .refused(
      "unsigned, and a stranger pushed it",
      .unattributableAuthor,
      tell: pushed(by: "somebody")
    ),
    .allowed("signed, and nobody pushed it", tell: pushed(by: nil) { $0.signer = "bob" }),
    .allowed("introduced by a known person", tell: pushed(by: nil) { $0.introducer = "bob" }),
    .refused("a deletion by nobody", .unattributableAuthor) {
      $0.pusher = nil
      $0.move = .deleted
      $0.approvals = [.ok("alice")]
    },
    .allowed("typed names, where the policy takes them") {
      $0.pusher = nil
      $0.commits = [Commit(iam, by: "bob")]
      $0.approvals = [.ok("alice")]
      $0.policy = "authorship: claimed"
    },
  ]

  @Test("case 15: the same person twice is one of two")
  func samePersonTwice() throws {
    var story = Story()
    story.commits = [Commit(Self.iam, by: "bob")]
    story.policy = "rules: [{name: two, classes: [iam], require: {approvals: 2, from: [security]}}]"
    story.approvals = [.ok("alice"), .ok("alice") { $0.issued = -120 }]
    let decision = try story.decision()
    #expect(decision.reasons.map(\.code) == [.approvalMissing])
    #expect(decision.requirements.flatMap(\.parts).map(\.counted.count) == [1])
    guard case .ignored(.samePerson, _)? = decision.approvals.last?.result else {
      Issue.record("the second approval counted")
      return
    }
  }

  @Test("what kind of author a change has", arguments: actors)
  func actor(commit: Commit, kind: ActorKind) throws {
    var story = Story()
    story.commits = [commit]
    #expect(try story.decision().actor.kind == kind)
  }

  static let actors: [(Commit, ActorKind)] = [
    (Commit(iam, by: "bob"), .unknown),
    (Commit(iam, by: "bob").with { $0.signer = "bob" }, .human),
    (Commit(iam, by: "bob").with { $0.signer = "carol" }, .unknown),
    (Commit(iam, by: "bob").with { $0.signer = "web-ui" }, .unknown),
    (Commit(iam, by: "guest@guests.example.com"), .unknown),
    (Commit(iam, by: "deploy-bot"), .automation),
    (Commit(iam, by: "bob").with { $0.introducer = "deploy-bot" }, .automation),
    (
      Commit(iam, by: "bob").with {
        $0.signer = "bob"
        $0.trailers = ["Co-authored-by: Claude <noreply@anthropic.com>"]
      }, .agent
    ),
    (Commit(iam, by: "helper[bot]@users.noreply.github.com"), .agent),
  ]

  @Test("every decision says that typed names are taken")
  func claimed() throws {
    var story = Story()
    #expect(try story.decision().authorship == .anchored)
    story.policy = "authorship: claimed"
    #expect(try story.decision().authorship == .claimed)
  }
}
