internal import Approvals
internal import GitObjects
internal import Platform
internal import Report

/// Shows what is to be signed, asks, signs it with the reviewer's own key, and leaves the trailers.
struct SigningRun {
  let act: SigningAct
  let options: SigningOptions

  /// `requests` says what the reviewer is to sign.
  func run(
    _ requests: (Reviewer, borrowing Clone) throws -> [SigningRequest]
  ) async throws -> Exit {
    if !options.print { try Consent.refuseInPipelines(yes: options.yes) }
    try options.check()
    let clone = try Clone.open(policy: options.policy, remote: options.remote)
    let signer = try await signer(clone)
    let requests = try requests(signer.reviewer, clone)
    if options.print {
      let commands = StockCommands(requests, signer, options.carrier, act, remote: options.remote)
      Streams.write(try await commands.text(in: clone))
      return .allowed
    }
    try await consent(to: requests, by: signer.reviewer, in: clone)
    try await options.carrier.leave(requests, signer, act, in: clone)
    Streams.write(try await conclusion(requests, signer.reviewer))
    return .allowed
  }

  /// Without a key only the commands can be printed; then whoever git commits as is the reviewer.
  private func signer(_ clone: borrowing Clone) async throws -> Signer {
    if options.print, options.key == nil, (try? await SigningKey.find(nil)) == nil {
      return Signer(reviewer: try await Reviewer.current(in: clone.policies), key: nil)
    }
    let key = try await SigningKey.find(options.key)
    return Signer(reviewer: try await Reviewer.find(key, in: clone.policies), key: key)
  }

  private func consent(
    to requests: [SigningRequest],
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
    try Consent.ask(display, act, signer: reviewer.person, yes: options.yes)
  }

  private func conclusion(_ requests: [SigningRequest], _ reviewer: Reviewer) async throws
    -> String
  {
    var page = Page()
    for request in requests {
      page.add("\(act.past) \(request.subject) for '\(request.target)' as '\(reviewer.person)'")
      for statement in request.statements {
        page.add(act.closing(statement), indent: 2)
      }
    }
    switch options.carrier {
    case .note where options.push:
      try await NotesPush(remote: options.remote).run()
      page.add("sent to '\(Escaped.text(options.remote))'")
    case .note:
      page.hint("send it with")
      page.command(
        "git push \(ShellWord.quoted(options.remote) ?? "REMOTE") \(NoteCarrier.reference)"
      )
    case .message:
      page.add("HEAD is amended; hand it to its author, who pushes it")
      page.hint(
        "whoever pushes it first, to any branch, has a hand in it: from you it would be a "
          + "'self-approval'"
      )
    case .commit:
      page.add("the \(act.noun) is the new HEAD; let the author push it")
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
