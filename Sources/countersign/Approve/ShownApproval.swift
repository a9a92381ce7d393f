internal import Approvals
internal import Gathering
internal import GitObjects
internal import Policy
internal import Report
internal import SSH

/// One approval, decoded, with what its signature is worth.
struct ShownApproval {
  private enum Verdict {
    case good(VerifiedApproval)
    case bad(ReasonCode, String)
  }

  private let value: [UInt8]
  private let trailer: Trailer?
  private let verdict: Verdict
  private let policy: Policy

  var isGood: Bool { if case .good = verdict { true } else { false } }

  /// `commit` is the one it stands in, where that is known: its signature may be the commit's.
  init(_ value: [UInt8], in commit: ApprovalCommit?, _ check: ApprovalCheck, _ policy: Policy)
    throws
  {
    self.value = value
    self.policy = policy
    let trailer: Trailer
    do throws(Trailer.Malformed) {
      trailer = try Trailer(parsing: value, repository: check.repository)
    } catch {
      self.trailer = nil
      verdict = .bad(.approvalMalformed, error.description)
      return
    }
    self.trailer = trailer
    if case .commit = trailer.signature, commit == nil {
      throw Failure(
        "its signature is that of the commit it stands in, and is not in the trailer",
        hint: "give the commit itself: 'countersign show COMMIT'"
      )
    }
    do throws(ApprovalProblem) {
      verdict = .good(try check.verify(trailer, in: commit))
    } catch {
      switch error {
      case .unanswered(let why): throw Failure(why)
      case .rejected(let code, let why): verdict = .bad(code, why)
      }
    }
  }

  /// What it says, as keys and values, in the order of the statement.
  private var facts: [(key: String, value: String)] {
    guard let trailer else { return [] }
    let statement = trailer.statement
    var facts = [
      ("kind", statement.kind.rawValue), ("name", Escaped.text(trailer.name)),
      ("email", Escaped.text(trailer.email)), ("repository", Escaped.text(statement.repository)),
      ("target", Escaped.text(statement.target)), ("reviewer", Escaped.text(statement.reviewer)),
      ("classes", statement.classes.map { Escaped.text($0) }.joined(separator: ",")),
      ("issued", "\(statement.issued)"), ("expires", "\(statement.expires)"),
    ]
    facts += statement.subjects.map { (statement.kind.subjectKey, "sha256:\($0)") }
    facts += statement.changes.map { ("change", "\($0)") }
    if let tree = statement.tree { facts.append(("tree", "\(tree)")) }
    if let reason = statement.reason { facts.append(("reason", Escaped.text(reason))) }
    facts.append(("digest", "sha256:\(statement.digest)"))
    if let key { facts.append(("key", key)) }
    return facts
  }

  private var key: String? {
    if case .good(let approval) = verdict { return "\(approval.key)" }
    guard case .ssh(let blob)? = trailer?.signature else { return nil }
    return (try? SSHSignature(blob: blob))?.publicKey.fingerprint.description
  }

  static func text(_ shown: [ShownApproval]) -> String {
    var page = Page()
    for one in shown {
      let noun = one.trailer?.statement.kind.noun() ?? "approval"
      switch one.verdict {
      case .good(let approval):
        page.add("good \(noun) by '\(approval.reviewer)'")
        if !approval.isCurrent {
          page.add("its key is out of date, so it only tightens", indent: 2)
        }
        if let standing = Self.standing(of: approval) { page.add(standing, indent: 2) }
        if approval.presence != .none { page.add("presence: \(approval.presence)", indent: 2) }
        if approval.statement.kind == .approval, !one.policy.isReviewer(approval.reviewer) {
          page.add("no rule asks for an approval by '\(approval.reviewer)'", indent: 2)
        }
      case .bad(let code, let why):
        page.add("the \(noun) counts for nothing (\(code.rawValue)): \(why)")
      }
      for (key, value) in one.facts { page.add("\(key) \(value)", indent: 2) }
    }
    return page.text
  }

  /// What `expires` does not say of it.
  private static func standing(of approval: VerifiedApproval) -> String? {
    switch approval.statement.kind {
    case .veto: "it stands until '\(approval.reviewer)' takes it back, whatever 'expires' says"
    case .revocation: "it is final, whatever 'expires' says"
    case .bypassReview: "once the server has it on record, it stands, whatever 'expires' says"
    case .approval, .breakGlass: nil
    }
  }

  static func json(_ shown: [ShownApproval]) -> String {
    let approvals = shown.map { one -> JSONValue in
      var pairs: [(String, JSONValue)] = [("good", .bool(one.isGood))]
      if case .bad(let code, let why) = one.verdict {
        pairs += [("code", .text(code.rawValue)), ("message", .text(why))]
      }
      let several: Set<String> = ["change", "statement", "decision"]
      pairs += one.facts.filter { !several.contains($0.key) }.map { ($0.key, .text($0.value)) }
      for key in several.sorted() {
        let values = one.facts.filter { $0.key == key }.map { JSONValue.text($0.value) }
        if !values.isEmpty { pairs.append(("\(key)s", .list(values))) }
      }
      return .object(pairs)
    }
    return JSONValue.object([
      ("schema", .text("countersign.approval/1")), ("approvals", .list(approvals)),
    ]).rendered() + "\n"
  }
}
