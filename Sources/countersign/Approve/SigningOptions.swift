internal import ArgumentParser
internal import GitObjects
internal import Policy

/// How something is signed and where it goes: the same for whatever is signed.
struct SigningOptions: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: "Where it goes: a note, the message of HEAD, or an empty commit on HEAD."
  )
  var carrier = Carrier.note
  @Option(
    help: ArgumentHelp(
      "The key to sign with: a file, or 'key::ssh-ed25519 AAAA…'; without one, git's user.signingKey.",
      valueName: "key"
    )
  )
  var key: String?
  @Option(help: "Why, in one line; signed with the rest.")
  var reason: String?
  @Option(
    help: ArgumentHelp(
      "For how long it may count, for example 7d; without it, as long as the policy lets an approval live. A veto or a revocation does not run out, nor does a review that is on record.",
      valueName: "duration"
    )
  )
  var expires: String?
  @Option(help: ArgumentHelp("The policy: file:PATH or ref:REF:PATH.", valueName: "source"))
  var policy: String?
  @Option(
    help: ArgumentHelp(
      "The remote that has the target, and that --push pushes to.",
      valueName: "name"
    )
  )
  var remote = "origin"
  @Flag(help: "Push the notes; where another reviewer was faster, fetch, unite and push again.")
  var push = false
  @Flag(
    help:
      "Print the statement and the commands of git and ssh-keygen that sign and leave it; sign nothing."
  )
  var print = false
  @Flag(help: "Do not ask, and go on in a pipeline.")
  var yes = false

  func check() throws {
    if push, carrier != .note {
      throw Failure(
        "'--push' sends notes, and '--as \(carrier.rawValue)' makes a commit",
        hint: "leave '--push' out and run 'git push' yourself"
      )
    }
    if let reason { try Self.check(reason: reason) }
  }

  static func check(reason: String) throws {
    let isPrintable = !reason.utf8.contains { $0 < 0x20 || $0 == 0x7F }
    guard !reason.isEmpty, reason.utf8.count <= 1000, isPrintable else {
      throw Failure("the reason is one line of at most 1000 bytes")
    }
  }

  func validFor(_ policy: Policy) throws -> Int64 {
    guard let expires else { return policy.approvals.validFor }
    guard let seconds = PolicyDuration.seconds(expires), seconds > 0 else {
      throw Failure(
        "'\(Escaped.text(expires))' is no time such as 7d",
        hint: "write '--expires 7d', or 12h, 30m, 90s"
      )
    }
    guard seconds <= policy.approvals.validFor else {
      throw Failure("'\(Escaped.text(expires))' is longer than the policy lets an approval live")
    }
    return seconds
  }
}

/// Which targets it is about, and how they are to move.
struct TargetOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The reference that is to move, or environment/NAME; may be given several times.",
      valueName: "ref"
    )
  )
  var target: [String] = []
  @Flag(help: "The target is to be deleted; the argument is where it is now.")
  var delete = false
  @Flag(
    help:
      "The target is to move to something that does not contain what it is at: a rewind, a moved tag."
  )
  var force = false

  static let rangeHelp: ArgumentHelp =
    "A range such as origin/main..feature; a lone revision means TARGET..REVISION. Without one, HEAD."

  var names: [String] { target.isEmpty ? ["refs/heads/main"] : target }

  func check() throws {
    if delete, force { throw Failure("'--delete' and '--force' are two things") }
  }

  /// The move of one target to what a range leads to.
  func move(_ range: String?, to name: String, in clone: borrowing Clone) throws
    -> (Destination, Clone.Range)
  {
    let destination = try clone.destination(target: name, environment: nil)
    guard destination.entry != nil else {
      throw Failure("'\(destination.name)' is not gated: it needs no approval", exit: .refused)
    }
    let movement: Clone.Movement = delete ? .delete : force ? .force : .advance
    return (destination, try clone.range(range, to: destination, movement))
  }
}
