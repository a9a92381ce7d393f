import Classifier
import Approvals
import Gate
import GitObjects
import Policy
import SSH

/// An approval of everything in the push, unless it says otherwise; really signed.
struct Approval {
  var reviewer: String
  var kind = Statement.Kind.approval
  var repository = Cast.repository
  /// `nil` is the push's own.
  var target: String?
  /// `nil` is every class of the push.
  var classes: [String]?
  /// `nil` is every change of the push.
  var edits: [Edit]?
  /// Seconds from now.
  var issued: Int64 = -60
  var expires: Int64 = 7 * 86_400
  var tree: String?
  /// What a revocation takes back: positions among the story's approvals.
  var revokes: [Int] = []
  /// What a review is about.
  var subjects: [Digest] = []
  var reason: String?
  /// Whose key signs, where it is not the reviewer's.
  var key: String?

  static func ok(_ reviewer: String, _ change: (inout Approval) -> Void = { _ in }) -> Approval {
    var approval = Approval(reviewer: reviewer)
    change(&approval)
    return approval
  }

  /// As it travels.
  func trailer(for proposal: Proposal, among all: [Approval] = []) throws -> Trailer {
    let statement = statement(for: proposal, among: all)
    return Trailer(
      name: Array(reviewer.utf8),
      email: Array("\(reviewer)@example.com".utf8),
      statement: statement,
      signature: .ssh(try signingKey.sign(statement.encoded, namespace: "countersign"))
    )
  }

  private var signingKey: SSHSigningKey {
    get throws {
      guard let key = Cast.keys[key ?? reviewer] else { throw Unknown(name: key ?? reviewer) }
      return key
    }
  }

  func examined(by check: ApprovalCheck, for proposal: Proposal, among all: [Approval]) throws
    -> ExaminedApproval
  {
    let trailer = try trailer(for: proposal, among: all)
    let statement = trailer.statement
    let signature: ExaminedApproval.Signature
    do throws(ApprovalProblem) {
      signature = .good(try check.verify(trailer, in: nil))
    } catch {
      guard case .rejected(let code, let why) = error else { throw error }
      signature = .rejected(code, why)
    }
    return ExaminedApproval(
      carrier: .note(proposal.new),
      kind: kind,
      reviewer: statement.reviewer,
      fingerprint: try signingKey.publicKey.fingerprint.description,
      statementDigest: statement.digest,
      signature: signature
    )
  }

  private func statement(for proposal: Proposal, among all: [Approval]) -> Statement {
    let changes = proposal.net + proposal.commits.flatMap { $0.changes.joined() }
    var ids = Set(changes.map(\.id))
    var names = Set(changes.flatMap(\.facts).map(\.classID.rawValue))
    if let move = proposal.move {
      ids.insert(move.change.id)
      names.insert("policy")
    }
    if let edits { ids = Set(edits.map(\.change.id)) }
    if !revokes.isEmpty || !subjects.isEmpty { ids = [] }
    return Statement(
      kind: kind,
      repository: Array(repository.utf8),
      target: target.map { Array($0.utf8) } ?? proposal.target.bytes,
      reviewer: Array(reviewer.utf8),
      classes: (classes ?? Array(names)).map { Array($0.utf8) },
      issued: Cast.now.adding(seconds: issued),
      expires: Cast.now.adding(seconds: expires),
      changes: Array(ids),
      subjects: subjects
        + revokes.map { all[$0].statement(for: proposal, among: all).digest },
      tree: tree.map(Word.id),
      reason: reason.map { Array($0.utf8) }
    )
  }

  private struct Unknown: Error { let name: String }
}
