internal import Approvals
internal import ArgumentParser
internal import Gate
internal import Gathering
internal import Git
internal import GitObjects
internal import Ledger
internal import Policy

/// Signs that a break-glass push was looked at by somebody outside it.
struct ReviewBypass: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review-bypass",
    abstract: "Review a break-glass push that you neither made nor signed.",
    usage: "countersign review-bypass <bypass> [<options>]",
    discussion: """
      Shows what the push brought and who signed for it, asks, and signs that you have reviewed it. That settles the debt \
      it opened: past the policy's 'review_within' an unreviewed bypass stops pushes to its target, and deploys of it.

        countersign review-bypass sha256:… --push
        countersign review-bypass 9a0b7c6d5e --reason 'right fix' --push

      Exit codes: 0 reviewed, 1 nothing was signed, 2 it could not be done.
      """
  )

  @Argument(help: "The digest of the decision, as 'audit log' prints it, or the commit it let go.")
  var bypass: String
  @OptionGroup var signing: SigningOptions

  func run() async throws {
    await Failure.guarding {
      guard signing.carrier == .note else {
        throw Failure("a review is a note on what was let go", hint: "leave '--as' out")
      }
      return try await SigningRun(act: .review, options: signing).run { reviewer, clone in
        let debt = try debt(in: clone)
        return [try request(about: debt, by: reviewer, in: clone)]
      }
    }
  }

  private func debt(in clone: borrowing Clone) throws -> BypassDebt {
    guard let index = try clone.decisions() else {
      throw try Failure.decisionsMissing(in: clone.repository, from: clone.remote)
    }
    let check = ApprovalCheck(policies: clone.policies, now: clone.now)
    let search = DebtSearch(check, notes: try clone.approvalNotes(), limits: .none)
    let open = try search.open(in: index, of: clone.repository)
    let isNamed: (BypassDebt) throws -> Bool
    if bypass.hasPrefix("sha256:") {
      let digest = try StatementDigest.parse(bypass)
      isNamed = { $0.decision == digest }
    } else {
      let id = try ObjectID(hex: bypass) ?? clone.repository.revision(bypass)
      isNamed = { $0.object == id }
    }
    let named = try open.filter(isNamed)
    guard let debt = named.first, named.count == 1 else {
      let why = named.isEmpty ? "no bypass that waits for a review" : "several bypasses"
      throw Failure(
        "'\(Escaped.text(bypass))' is \(why)",
        hint: "'git fetch', then 'countersign audit log' lists them",
        exit: .refused
      )
    }
    return debt
  }

  private func request(
    about debt: BypassDebt,
    by reviewer: Reviewer,
    in clone: borrowing Clone
  ) throws -> SigningRequest {
    guard let index = try clone.decisions(),
      let record = try index.everything(on: debt.object, in: clone.repository)
        .first(where: { $0.digest == debt.decision }),
      let old = record.objectID("old"), let new = record.objectID("new"),
      let target = try? RefName(validating: debt.target.bytes)
    else { throw Failure("decision sha256:\(debt.decision) does not say what was judged") }
    let range = Clone.Range(old: old, new: new)
    let destination = Destination(
      name: debt.target,
      entry: clone.policies.policy.target(for: target),
      ref: target
    )
    let findings = try clone.judge(range, to: destination).decision.findings
    let classes = Set(record.findings.compactMap { $0?.classID })
    let statement = Statement(
      kind: .bypassReview,
      repository: Array(clone.policies.policy.repository.utf8),
      target: debt.target.bytes,
      reviewer: Array(reviewer.person.rawValue.utf8),
      classes: classes.map { Array($0.utf8) },
      issued: clone.now,
      expires: clone.now.adding(seconds: try signing.validFor(clone.policies.policy)),
      changes: [],
      subjects: [debt.decision],
      reason: signing.reason.map { Array($0.utf8) }
    )
    var request = SigningRequest(
      target: debt.target,
      range: range,
      findings: findings,
      statements: [statement],
      subject: "the bypass sha256:\(debt.decision)"
    )
    request.places = [debt.object]
    request.lead = Self.lead(debt, record)
    if !debt.mayReview(reviewer.person, under: clone.policies.policy) {
      request.warnings = [
        "'\(reviewer.person)' had a hand in it or signed it, or no rule asks them: your review will "
          + "not count"
      ]
    }
    return request
  }

  private static func lead(_ debt: BypassDebt, _ record: Record) -> [String] {
    let pusher = record.pusher.map { "'\(Escaped.text($0.login))'" } ?? "nobody known"
    let inside = debt.bypass.inside.map { Escaped.text($0) }.sorted().joined(separator: ", ")
    return [
      "break-glass of \(debt.time), pushed by \(pusher): \(Escaped.text(debt.bypass.reason))",
      "made or signed by \(inside)", "to be reviewed by \(debt.bypass.reviewBy)",
    ]
  }
}
