internal import Approvals
internal import GitObjects
internal import Policy

/// Which statements their own signers have taken back.
///
/// What a revocation takes back is named by its digest, so it is never older than that, whatever the
/// two clocks said: at the same instant the revocation wins.
struct Revocations {
  private struct Name: Hashable {
    let statement: Digest
    let signer: PersonID
  }

  private var revoked: [Name: [VerifiedApproval]] = [:]

  init(_ examined: [ExaminedApproval]) {
    for case .good(let said) in examined.map(\.signature) where said.statement.kind == .revocation {
      for statement in said.statement.subjects {
        revoked[Name(statement: statement, signer: said.reviewer), default: []].append(said)
      }
    }
  }

  /// When a statement was taken back by the person who made it; `nil` where it stands.
  ///
  /// Nobody takes back what somebody else has said. To take back a veto is to loosen, and needs a key
  /// that is good now; a revocation itself is not taken back: who approved again has signed anew.
  func time(of examined: ExaminedApproval) -> Timestamp? {
    guard case .good(let said) = examined.signature, let digest = examined.statementDigest,
      said.statement.kind != .revocation
    else { return nil }
    let all = revoked[Name(statement: digest, signer: said.reviewer)] ?? []
    return all.filter { said.statement.kind != .veto || $0.isCurrent }.map(\.statement.issued).min()
  }

  /// Why a revocation takes nothing back of all that was found; `nil` where it takes something back.
  func shortcoming(of revocation: VerifiedApproval, among examined: [ExaminedApproval])
    -> Shortcoming?
  {
    let named = examined.filter { other in
      other.statementDigest.map { revocation.statement.subjects.contains($0) } ?? false
    }
    let own = named.filter { $0.reviewer == revocation.statement.reviewer }
    if own.contains(where: { time(of: $0) != nil }) { return nil }
    if own.contains(where: { $0.isGood && $0.kind == .revocation }) { return .revokesRevocation }
    if own.contains(where: \.isGood) { return .notCurrent }
    return named.count > own.count ? .revokesAnothers : .revokesNothing
  }
}

extension ExaminedApproval {
  fileprivate var isGood: Bool { if case .good = signature { true } else { false } }
}

extension Shortcoming {
  static func revoked(at time: Timestamp) -> Shortcoming {
    Shortcoming(
      code: .approvalExpired,
      text: "its signer took it back at \(time)",
      nearness: .takenBack
    )
  }

  fileprivate static let revokesNothing = Shortcoming(
    code: .approvalStale,
    text: "nothing that it takes back is here",
    nearness: .elsewhere
  )

  fileprivate static let revokesAnothers = Shortcoming(
    code: .reviewerNotAuthorized,
    text: "only the one who signed a statement takes it back",
    nearness: .elsewhere
  )

  fileprivate static let revokesRevocation = Shortcoming(
    code: .approvalUnsupported,
    text: "a revocation is not taken back; approve or veto anew",
    nearness: .elsewhere
  )

  fileprivate static let notCurrent = Shortcoming(
    code: .keyExpired,
    text: "a veto is taken back by a key that is good now, and not before its time",
    nearness: .elsewhere
  )
}
