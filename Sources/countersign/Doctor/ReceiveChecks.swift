internal import Git
internal import GitObjects

/// git's own settings for pushes.
enum ReceiveChecks {
  static func run(
    _ repository: borrowing Repository,
    _ git: GitCommand,
    _ diagnosis: inout Diagnosis
  ) async {
    await lookAtObjects(git, &diagnosis)
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
      mend: "git config --replace-all receive.advertisePushOptions true"
    )
    if !repository.isBare, let mode = await git.setting("receive.denyCurrentBranch")?.value,
      mode == "ignore" || mode == "warn"
    {
      diagnosis.warn(
        "'receive.denyCurrentBranch' is '\(mode)', and this repository has a working tree",
        mend: "use a bare repository"
      )
    }
    await HiddenReferenceChecks.run(git, &diagnosis)
  }

  /// As git asks: the setting for all transfers counts where the one for pushes is not set.
  private static func lookAtObjects(_ git: GitCommand, _ diagnosis: inout Diagnosis) async {
    let own = await git.setting("receive.fsckObjects")
    let setting = if let own { own } else { await git.setting("transfer.fsckObjects") }
    let key = own == nil && setting != nil ? "transfer.fsckObjects" : "receive.fsckObjects"
    let state = setting.map { "is '\(Escaped.text($0.value))'" } ?? "is not set"
    diagnosis.expect(
      await git.isTrue(key),
      "git checks every pushed object",
      else: "'\(key)' \(state): git takes malformed objects",
      mend: "git config --replace-all receive.fsckObjects true"
    )
  }
}
