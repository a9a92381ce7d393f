internal import Approvals
internal import ArgumentParser
internal import Gate
internal import GitObjects
internal import Platform
internal import Policy
internal import Report

/// Shows what is being approved, asks, signs it with the reviewer's own key, and leaves the trailer.
struct Approve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Sign your approval of exactly these changes for exactly this target.",
    discussion: """
      Shows every sensitive change with its difference, asks, and signs with your SSH key. The approval names the \
      changes by their bytes, so it survives a rebase and dies with any other edit.

        countersign approve origin/feature --target main --push
        countersign approve 4f2c1d9e31..9a0b7c6d5e --target release/2 --as commit
        countersign approve --delete --target release/1 --push
        countersign approve origin/feature --target main --print

      Exit codes: 0 approved, 1 nothing was signed, 2 it could not be done.
      """
  )

  @Argument(
    help:
      "A range such as origin/main..feature; a lone revision means TARGET..REVISION. Without one, HEAD."
  )
  var range: String?
  @Option(
    help: ArgumentHelp(
      "The reference that is to move, or environment/NAME; may be given several times.",
      valueName: "ref"
    )
  )
  var target: [String] = []
  @Option(
    name: .customLong("as"),
    help: "Where the approval goes: a note, the message of HEAD, or an empty commit on HEAD."
  )
  var carrier = Carrier.note
  @Flag(help: "The target is to be deleted; the argument is where it is now.")
  var delete = false
  @Flag(
    help:
      "The target is to move to something that does not contain what it is at: a rewind, a moved tag."
  )
  var force = false
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
      "For how long, for example 7d; without it, as long as the policy lets an approval live.",
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

  func run() async throws {
    await Failure.guarding {
      if !self.print { try Consent.refuseInPipelines(yes: yes) }
      try checkOptions()
      let clone = try Clone.open(policy: policy, remote: remote)
      let signer = try await signer(clone)
      let requests = try requests(by: signer.reviewer, in: clone)
      if self.print {
        Streams.write(
          try await StockCommands(requests, signer, carrier, remote: remote).text(in: clone)
        )
        return .allowed
      }
      try await consent(to: requests, by: signer.reviewer, in: clone)
      try await carrier.leave(requests, signer, in: clone)
      Streams.write(try await conclusion(requests, signer.reviewer, clone))
      return .allowed
    }
  }

  private func checkOptions() throws {
    if push, carrier != .note {
      throw Failure(
        "'--push' sends notes, and '--as \(carrier.rawValue)' makes a commit",
        hint: "leave '--push' out and run 'git push' yourself"
      )
    }
    if delete, force { throw Failure("'--delete' and '--force' are two things") }
    if let reason, reason.utf8.count > 1000 || reason.utf8.contains(where: { $0 < 0x20 }) {
      throw Failure("the reason is one line of at most 1000 bytes")
    }
  }

  /// Without a key only the commands can be printed; then whoever git commits as is the reviewer.
  private func signer(_ clone: borrowing Clone) async throws -> Signer {
    if self.print, key == nil, (try? await SigningKey.find(nil)) == nil {
      return Signer(reviewer: try await Reviewer.current(in: clone.policies), key: nil)
    }
    let key = try await SigningKey.find(key)
    return Signer(reviewer: try await Reviewer.find(key, in: clone.policies), key: key)
  }

  private func requests(by reviewer: Reviewer, in clone: borrowing Clone) throws
    -> [ApprovalRequest]
  {
    let terms = ApprovalRequest.Terms(validFor: try validFor(clone.policies.policy), reason: reason)
    var requests: [ApprovalRequest] = []
    for name in target.isEmpty ? ["refs/heads/main"] : target {
      let destination = try clone.destination(target: name, environment: nil)
      guard destination.entry != nil else {
        throw Failure("'\(destination.name)' is not gated: it needs no approval", exit: .refused)
      }
      let range = try clone.range(
        range,
        to: destination,
        delete ? .delete : force ? .force : .advance
      )
      requests.append(try ApprovalRequest(range, to: destination, by: reviewer, in: clone, terms))
    }
    let needing = requests.filter { !$0.findings.isEmpty }
    guard !needing.isEmpty else {
      throw Failure(
        "nothing in '\(Escaped.text(range ?? "HEAD"))' needs an approval",
        exit: .refused
      )
    }
    return needing
  }

  private func validFor(_ policy: Policy) throws -> Int64 {
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

  private func consent(
    to requests: [ApprovalRequest],
    by reviewer: Reviewer,
    in clone: borrowing Clone
  ) async throws {
    let isColoured = Streams.isOutputTerminal && ProcessEnvironment.value(of: "NO_COLOR") == nil
    var display = ChangeDisplay(coloured: isColoured)
    for request in requests { try display.add(request, in: clone) }
    try await Consent.show(display)
    var page = Page()
    for warning in requests.flatMap(\.warnings) { page.add("warning: \(warning)") }
    Streams.writeError(page.text)
    try Consent.ask(display, signer: reviewer.person, yes: yes)
  }

  private func conclusion(
    _ requests: [ApprovalRequest],
    _ reviewer: Reviewer,
    _ clone: borrowing Clone
  ) async throws
    -> String
  {
    var page = Page()
    for request in requests {
      let count = Set(request.findings.map(\.id)).count
      page.add(
        "approved \(Phrase.count(count, "change")) for '\(request.destination.name)' as '\(reviewer.person)'"
      )
      if let statement = request.statements.first {
        page.add("it is good until \(statement.expires)", indent: 2)
      }
    }
    switch carrier {
    case .note where push:
      try await NotesPush(remote: remote).run()
      page.add("sent to '\(Escaped.text(remote))'")
    case .note:
      page.hint("send it with")
      page.command(
        "git push \(ShellWord.quoted(remote) ?? "REMOTE") refs/notes/countersign/approvals"
      )
    case .message:
      page.add("HEAD is amended; hand it to its author, who pushes it")
      page.hint(
        "whoever pushes it first, to any branch, has a hand in it: from you it would be a "
          + "'self-approval'"
      )
    case .commit:
      page.add("the approval is the new HEAD; let the author push it")
      page.hint(
        "whoever pushes it there, or was the first to push its commits anywhere, has a hand in "
          + "it: from you it would be a 'self-approval'"
      )
    }
    return page.text
  }
}

/// Who signs, and with what; without a key nothing can be signed, only printed.
struct Signer {
  let reviewer: Reviewer
  let key: SigningKey?

  func trailer(_ statement: Statement, _ signature: Trailer.Signature) -> Trailer {
    Trailer(name: reviewer.name, email: reviewer.email, statement: statement, signature: signature)
  }

  func signed(_ statement: Statement) async throws -> Trailer {
    guard let key else { throw Failure("there is no key to sign with", hint: "give '--key FILE'") }
    return trailer(statement, .ssh(try await key.sign(statement.encoded)))
  }
}
