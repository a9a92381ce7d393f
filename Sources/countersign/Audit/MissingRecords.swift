internal import Git
internal import GitObjects
internal import Report

/// Notes of the server that are not here: a clone fetches them, and a server has lost them.
extension Failure {
  /// `exit` is what it comes to on the server.
  static func decisionsMissing(
    in repository: borrowing Repository,
    from remote: String,
    exit: Exit = .undecided
  ) throws -> Failure {
    if try repository.isGated() { return lost("decisions", .decisions, exit) }
    return notFetched("the server's decisions are not here", "refs/notes/countersign/*", remote)
  }

  static func approvalsMissing(in repository: borrowing Repository, from remote: String) throws
    -> Failure
  {
    if try repository.isGated() { return lost("approvals", .approvals, .undecided) }
    return notFetched(
      "the server's approvals are not here, and a veto may be among them",
      "\(RefName.approvals)",
      remote
    )
  }

  private static func lost(_ what: String, _ name: RefName, _ exit: Exit) -> Failure {
    Failure(
      "this server has lost its \(what): there is no '\(name)'",
      hint: "restore it from a backup or a clone",
      exit: exit
    )
  }

  /// Not forced: what a reviewer has not sent yet may lie there.
  private static func notFetched(_ what: String, _ names: String, _ remote: String) -> Failure {
    let remote = ShellWord.quoted(remote) ?? "REMOTE"
    return Failure(
      what,
      hint: "fetch them with",
      command: "git fetch \(remote) '\(names):\(names)'"
    )
  }
}

extension Repository {
  /// What `init` sets on a server; a signing key alone may be a deploy stage's.
  func isGated() throws -> Bool { try config("countersign.mode") != nil }
}
