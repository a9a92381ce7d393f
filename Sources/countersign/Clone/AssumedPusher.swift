internal import Gate
internal import Git
internal import GitObjects
internal import Policy

/// Who will push, as far as a clone can tell: nobody there has logged in.
struct AssumedPusher {
  let pusher: Pusher
  /// One sentence that says what was assumed, and why.
  let note: String

  /// `--pusher`, else the clone's `countersign.login`, else the person with the e-mail that git commits with.
  static func find(_ option: String?, in clone: borrowing Clone) async throws -> AssumedPusher {
    if let option { return assumed(Array(option.utf8), because: "as '--pusher' says") }
    if let login = try clone.repository.config("countersign.login") {
      return assumed(login, because: "as git's countersign.login says")
    }
    if let email = try? await Committer.current().email,
      let person = clone.policies.policy.person(email: email),
      let login = person.logins.first
    {
      return assumed(login, because: "whose e-mail git has here")
    }
    return AssumedPusher(
      pusher: .nobody,
      note: "assuming that nobody the policy knows pushes it; '--pusher LOGIN' says who does"
    )
  }

  private static func assumed(_ login: [UInt8], because: String) -> AssumedPusher {
    AssumedPusher(
      pusher: Pusher(login: login, adapter: "assumed"),
      note: "assuming that '\(Escaped.text(login))' pushes it, \(because)"
    )
  }
}
