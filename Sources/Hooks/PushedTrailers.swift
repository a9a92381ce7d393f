internal import Approvals
internal import Gate
internal import Gathering
internal import GitObjects
internal import Policy

/// What a push may add to the approvals, trailer by trailer.
///
/// Nobody can take it away again, and every push of what it is about looks at it. So it must be signed, for this
/// repository, by a key that is its reviewer's now: of what anybody could write in a reviewer's name a stranger
/// could add so much that nothing is judged in time any more. Whether it covers anything is said when it is
/// weighed, and a date that is over or not yet there is no harm.
struct PushedTrailers {
  private let policies: PolicySet
  private let now: Timestamp
  /// A statement about many blobs lies on each.
  private var good: [[UInt8]: Trailer] = [:]

  /// How many trailers by one reviewer that have not run out one object may have.
  static let mostCurrent = 256

  init(_ policies: PolicySet, now: Timestamp) {
    self.policies = policies
    self.now = now
  }

  /// - Throws: ``GatheringError`` with the code of what is wrong.
  mutating func check(_ piece: NotePiece, on object: ObjectID) throws {
    guard good[piece.text] == nil else { return }
    let trailer: Trailer
    do throws(Trailer.Malformed) {
      trailer = try read(piece)
      if case .commit = trailer.signature {
        throw Trailer.Malformed("'signature=commit' stands outside a commit")
      }
    } catch {
      throw refuse(
        .approvalMalformed,
        "it adds something on \(object.short) that is no approval: \(error.description)"
      )
    }
    do throws(ApprovalProblem) {
      _ = try ApprovalCheck(policies: policies, now: now).verify(trailer, in: nil)
    } catch {
      switch error {
      case .unanswered(let why): throw GatheringError.unanswered(why)
      case .rejected(let code, _) where Self.isOfDates(code): break
      case .rejected(let code, let why):
        throw refuse(code, "it adds an approval on \(object.short) that cannot count: \(why)")
      }
    }
    good[piece.text] = trailer
  }

  /// Nobody's trailers on one object keep those of others from being looked at in time.
  func checkNumber(of all: [NotePiece], adding added: [NotePiece], on object: ObjectID) throws {
    guard all.count > Self.mostCurrent else { return }
    let adding = Set(added.compactMap { good[$0.text]?.statement.reviewer })
    var count: [[UInt8]: Int] = [:]
    for piece in all {
      guard let trailer = try? read(piece), isCurrent(trailer.statement) else { continue }
      count[trailer.statement.reviewer, default: 0] += 1
    }
    for reviewer in adding where count[reviewer, default: 0] > Self.mostCurrent {
      throw refuse(
        .limitExceeded,
        "it leaves \(object.short) with more than \(Self.mostCurrent) approvals by "
          + "'\(Escaped.text(reviewer))' that have not run out"
      )
    }
  }

  private func read(_ piece: NotePiece) throws(Trailer.Malformed) -> Trailer {
    let name = Array(policies.policy.repository.utf8)
    return try Trailer(parsing: try piece.value.get(), repository: name)
  }

  private func isCurrent(_ statement: Statement) -> Bool {
    let end = statement.issued.adding(seconds: policies.policy.approvals.validFor)
    return statement.kind.lasts || now < statement.expires && now < end
  }

  /// Problems that are found only where the signature is good.
  private static func isOfDates(_ code: ReasonCode) -> Bool {
    switch code {
    case .approvalExpired, .approvalNotYetValid, .presenceMissing: true
    default: false
    }
  }

  private func refuse(_ code: ReasonCode, _ message: String) -> GatheringError {
    .refused(Reason(code, message, hint: ApprovalNotesUpdate.hint))
  }
}
