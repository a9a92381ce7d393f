internal import Approvals
internal import Gate
internal import Git
internal import GitObjects
internal import Policy

/// Who will push, as far as a clone can tell: nobody there has logged in.
struct AssumedPusher {
  let pusher: Pusher
  /// One sentence that says what was assumed, and why.
  let note: String

  /// `--pusher`, else the author of `tip` where that is somebody else than who asks, else who asks: a reviewer
  /// who looks at a change is not about to push it.
  static func find(_ option: String?, of tip: ObjectID, in clone: borrowing Clone) async throws
    -> AssumedPusher
  {
    if let option { return AssumedPusher(Array(option.utf8), "as '--pusher' says") }
    let asking = try await asking(in: clone)
    let author = try author(of: tip, in: clone)
    if let author, let login = author.logins.first, author.id != asking?.person {
      return AssumedPusher(
        login,
        "the author of its last commit; '--pusher LOGIN' names somebody else"
      )
    }
    if let asking { return AssumedPusher(asking.login, asking.because) }
    return AssumedPusher(
      pusher: .nobody,
      note: "assuming that nobody the policy knows pushes it; '--pusher LOGIN' says who does"
    )
  }

  private init(pusher: Pusher, note: String) {
    self.pusher = pusher
    self.note = note
  }

  private init(_ login: [UInt8], _ because: String) {
    pusher = Pusher(login: login, adapter: "assumed")
    note = "assuming that '\(Escaped.text(login))' pushes it, \(because)"
  }

  private struct Asking {
    let login: [UInt8]
    let person: PersonID?
    let because: String
  }

  /// The clone's `countersign.login`, else the person with the e-mail that git commits with.
  private static func asking(in clone: borrowing Clone) async throws -> Asking? {
    let policy = clone.policies.policy
    if let login = try clone.repository.config("countersign.login") {
      return Asking(
        login: login,
        person: policy.person(login: login)?.id,
        because: "as git's countersign.login says"
      )
    }
    guard let email = try? await Committer.current().email,
      let person = policy.person(email: email), let login = person.logins.first
    else { return nil }
    return Asking(login: login, person: person.id, because: "whose e-mail git has here")
  }

  /// A human of the policy; an agent's commit is pushed by whoever runs it.
  private static func author(of tip: ObjectID, in clone: borrowing Clone) throws -> Person? {
    guard !tip.isZero, let id = try clone.repository.peelToCommit(tip) else { return nil }
    var commit = try clone.repository.commit(id)
    // An approval commit is its reviewer's, and the author pushes it.
    while let parent = try approvedParent(of: commit, in: clone) {
      commit = try clone.repository.commit(parent)
    }
    let email = commit.author.email
    return clone.policies.policy.person(email: email).flatMap { $0.kind == .human ? $0 : nil }
  }

  /// What an approval commit stands on, by its shape; `nil` of any other commit.
  private static func approvedParent(of commit: CommitObject, in clone: borrowing Clone) throws
    -> ObjectID?
  {
    guard commit.parents.count == 1, let parent = commit.parents.first,
      try clone.repository.treeOfCommit(parent) == commit.tree
    else { return nil }
    let repository = Array(clone.policies.policy.repository.utf8)
    let isApproval = TrailerBlock.countersignedBy(in: commit.message).contains { offered in
      guard let value = try? offered.get(),
        let trailer = try? Trailer(parsing: value, repository: repository)
      else { return false }
      if case .commit = trailer.signature { return true }
      return false
    }
    return isApproval ? parent : nil
  }
}
