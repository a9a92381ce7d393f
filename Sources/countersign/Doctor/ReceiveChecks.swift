internal import Git
internal import GitObjects

/// git's own settings for pushes.
enum ReceiveChecks {
  static func run(
    _ repository: borrowing Repository,
    _ git: GitCommand,
    _ diagnosis: inout Diagnosis
  ) async {
    diagnosis.expect(
      await git.isTrue("receive.fsckObjects"),
      "git checks every pushed object",
      else: "'receive.fsckObjects' is not set: git takes malformed objects",
      mend: "git config receive.fsckObjects true"
    )
    if await git.isTrue("receive.shallowUpdate") {
      diagnosis.fail(
        "'receive.shallowUpdate' takes pushes that make the repository shallow",
        mend: await git.setting("receive.shallowUpdate")?.unsetting("receive.shallowUpdate")
      )
    }
    if let setting = await git.setting("receive.procReceiveRefs") {
      diagnosis.warn(
        "'receive.procReceiveRefs' is '\(Escaped.text(setting.value))': what that hook does is not judged",
        mend: setting.unsetting("receive.procReceiveRefs")
      )
    }
    diagnosis.expect(
      await git.isTrue("receive.advertisePushOptions"),
      "push options are taken",
      else: "push options are not taken, so nobody can break the glass",
      mend: "git config receive.advertisePushOptions true"
    )
    if !repository.isBare, let mode = await git.setting("receive.denyCurrentBranch")?.value,
      mode == "ignore" || mode == "warn"
    {
      diagnosis.warn(
        "'receive.denyCurrentBranch' is '\(mode)', and this repository has a working tree",
        mend: "use a bare repository"
      )
    }
    await lookAtHidden(git, &diagnosis)
  }

  private static func lookAtHidden(_ git: GitCommand, _ diagnosis: inout Diagnosis) async {
    let receive = await git.lines("config", "--get-all", "receive.hideRefs") ?? []
    let transfer = await git.lines("config", "--get-all", "transfer.hideRefs") ?? []
    let hidden = receive + transfer
    func hides(_ list: [String], _ name: String) -> Bool {
      list.contains { name == $0 || name.hasPrefix("\($0)/") }
    }
    let notes = "refs/notes/countersign"
    for ledger in ["decisions", "refusals"] where !hides(hidden, "\(notes)/\(ledger)") {
      diagnosis.warn(
        "'\(notes)/\(ledger)' is not hidden from pushes; the hook alone refuses them",
        mend: "git config --add receive.hideRefs \(notes)/\(ledger)"
      )
    }
    if hides(hidden, "\(notes)/approvals") {
      diagnosis.fail(
        "reviewers cannot push approvals: '\(notes)/approvals' is hidden",
        mend: "git config --edit"
      )
    }
    if hides(transfer, "\(notes)/decisions") || hides(transfer, "refs/countersign/policy") {
      diagnosis.warn(
        "clones cannot fetch the policy and the records: 'transfer.hideRefs' hides them",
        mend: "git config --edit"
      )
    }
  }
}
