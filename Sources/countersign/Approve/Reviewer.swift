internal import GitObjects
internal import Platform
internal import Policy
internal import SSH

/// Who approves: the person that the signing key belongs to, under an e-mail of theirs.
struct Reviewer {
  let person: PersonID
  let name: [UInt8]
  let email: [UInt8]

  /// The owner of the key; git must commit as the same person, or the approval would name two.
  static func find(_ key: SigningKey, in policies: PolicySet) async throws -> Reviewer {
    guard let owner = policies.keyring.owner(of: key.publicKey, at: Clock.now()) else {
      throw Failure(
        "the key \(key.publicKey.fingerprint) is nobody's in the policy",
        hint: "ask the server's admin to add it to the policy's key file, or give another '--key'"
      )
    }
    let reviewer = try await current(in: policies)
    guard reviewer.person == owner else {
      throw Failure(
        "the key \(key.publicKey.fingerprint) is of '\(owner)', and git commits as "
          + "'\(Escaped.text(reviewer.email))', who is '\(reviewer.person)'",
        hint: "set git's user.email, or give another '--key'"
      )
    }
    return reviewer
  }

  /// Who git would commit as, where no key says more.
  static func current(in policies: PolicySet) async throws -> Reviewer {
    let committer = try await Committer.current()
    guard let person = policies.policy.person(email: committer.email) else {
      throw Failure(
        "'\(Escaped.text(committer.email))' is no person of the policy",
        hint: "set git's user.email to the one that the policy has for you"
      )
    }
    guard person.kind == .human else {
      throw Failure("'\(person.id)' is no human, and cannot approve")
    }
    // The trailer is one line, and its e-mail stands between the first two angle brackets.
    let name = committer.name.filter {
      $0 >= 0x20 && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">")
    }
    return Reviewer(
      person: person.id,
      name: name.isEmpty ? Array("\(person.id)".utf8) : name,
      email: committer.email
    )
  }
}
