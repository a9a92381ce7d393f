internal import Git
internal import GitObjects
internal import Platform
internal import Report

/// What a repository must not be for the gate to see all of it, on a server or in a clone.
enum RepositoryChecks {
  static func run(
    _ repository: borrowing Repository,
    _ git: GitCommand,
    _ diagnosis: inout Diagnosis
  ) async {
    diagnosis.ok("the object format is sha1, references are files")
    diagnosis.look(at: "history") { try lookAtHistory(repository, &$0) }
    let grafts = Files.join(repository.commonDirectory, "info/grafts")
    if FileStatus(of: grafts) != nil {
      diagnosis.fail(
        "'info/grafts' shows people another history than the gate judges",
        mend: "rm \(ShellWord.quoted(grafts) ?? "FILE")"
      )
    }
    diagnosis.look(at: "references") { try lookAtReferences(repository, &$0) }
    guard await git.run("rev-parse", "--git-dir")?.isSuccess == true else {
      diagnosis.unknown(
        "git does not open the repository; it may not trust its owner",
        mend: "run it as the user that owns the repository"
      )
      return
    }
  }

  private static func lookAtReferences(
    _ repository: borrowing Repository,
    _ diagnosis: inout Diagnosis
  ) throws {
    let references = try repository.references()
    let replaced = references.filter { $0.name.isBelow("refs/replace") }.count
    if replaced > 0 {
      diagnosis.warn(
        "\(replaced) replacement objects show people another history than the gate judges",
        mend: "git replace -d $(git replace)"
      )
    }
    let own = references.filter { $0.name.isBelow("refs/notes/countersign") || $0.name == .policy }
    for (name, id) in own where try repository.header(id)?.kind != .commit {
      diagnosis.fail(
        "'\(name)' points to no commit",
        mend: "restore it from a backup; run 'countersign audit verify'"
      )
    }
    let symbolic = try repository.symbolicReferences()
    for (name, target) in symbolic where !name.isBelow("refs/remotes") {
      let leadsNowhere = ((try? repository.resolve(name).id) ?? nil) == nil
      lookAtSymbolic(name, target, leadsNowhere: leadsNowhere, &diagnosis)
    }
    try lookAtClock(
      references.filter { $0.name == .decisions || $0.name == .refusals }.map(\.id),
      repository,
      &diagnosis
    )
  }

  /// The clock that signs records must not run behind the last of them.
  private static func lookAtClock(
    _ tips: [ObjectID],
    _ repository: borrowing Repository,
    _ diagnosis: inout Diagnosis
  ) throws {
    var last: Int64 = 0
    for tip in tips { last = max(last, try moment(of: repository.commit(tip).committer) ?? 0) }
    let ahead = last - Clock.now().seconds
    if ahead > 300 {
      diagnosis.fail(
        "the clock is \(Phrase.count(Int(ahead), "second")) behind the last record",
        mend: "set the clock"
      )
    } else if !tips.isEmpty {
      diagnosis.ok("the clock is not behind the last record")
    }
  }

  private static func moment(of identity: Identity) -> Int64? {
    let fields = identity.raw.split(separator: 0x20)
    return fields.dropLast().last.flatMap { Int64(String(decoding: $0, as: UTF8.self)) }
  }

  private static func lookAtHistory(
    _ repository: borrowing Repository,
    _ diagnosis: inout Diagnosis
  ) throws {
    if try repository.isShallow() {
      diagnosis.fail(
        "the repository is shallow: commits it does not have cannot be judged",
        mend: "run 'git fetch --unshallow'"
      )
    } else {
      diagnosis.ok("the history is complete")
    }
  }

  /// A push to a symbolic reference moves another one; the hooks follow it, people may not.
  private static func lookAtSymbolic(
    _ name: RefName,
    _ target: [UInt8],
    leadsNowhere: Bool,
    _ diagnosis: inout Diagnosis
  ) {
    let text = "'\(name)' is symbolic and moves '\(Escaped.text(target))'"
    let quoted = ShellWord.quoted(name.bytes) ?? "REFERENCE"
    if !name.isGatesOwn {
      diagnosis.warn(text, mend: "git symbolic-ref -d \(quoted)")
    } else if leadsNowhere {
      diagnosis.fail("\(text), which is not there", mend: "git symbolic-ref -d \(quoted)")
    } else {
      // Deleted, it would take vetoes and records with it.
      diagnosis.fail(
        "\(text); if what is there is the gate's own, keep it",
        mend: "git update-ref --no-deref \(quoted) \"$(git rev-parse \(quoted))\""
      )
    }
  }
}
