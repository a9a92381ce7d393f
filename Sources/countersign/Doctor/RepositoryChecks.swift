internal import Git
internal import GitObjects
internal import Platform

/// What a repository must not be for the gate to see all of it, on a server or in a clone.
enum RepositoryChecks {
  static func run(_ repository: borrowing Repository, _ git: GitCommand, _ diagnosis: inout Diagnosis) async {
    diagnosis.ok("the object format is sha1, references are files")
    if repository.isShallow {
      diagnosis.fail("the repository is shallow: commits it does not have cannot be judged", mend: "run 'git fetch --unshallow'")
    } else {
      diagnosis.ok("the history is complete")
    }
    let grafts = Files.join(repository.commonDirectory, "info/grafts")
    if FileStatus(of: grafts) != nil {
      diagnosis.fail("'info/grafts' shows people another history than the gate judges", mend: "remove it")
    }
    diagnosis.look(at: "references") { try lookAtReferences(repository, &$0) }
    if let lines = await git.lines("for-each-ref", "--format=%(symref) %(refname)") {
      lookAtSymbolic(lines, &diagnosis)
    } else {
      diagnosis.unknown(
        "git does not list the references; it may not trust the repository's owner",
        mend: "run it as the user that owns the repository")
    }
  }

  private static func lookAtReferences(_ repository: borrowing Repository, _ diagnosis: inout Diagnosis) throws {
    let references = try repository.references()
    let replaced = references.filter { $0.name.isBelow("refs/replace") }.count
    if replaced > 0 {
      diagnosis.warn(
        "\(replaced) replacement objects show people another history than the gate judges",
        mend: "git replace -d $(git replace)")
    }
    let own = references.filter { $0.name.isBelow("refs/notes/countersign") || $0.name == .policy }
    for (name, id) in own where try repository.header(id)?.kind != .commit {
      diagnosis.fail("'\(name)' points to no commit", mend: "restore it from a backup; run 'countersign audit verify'")
    }
    // The clock that signs records must not run behind the last of them.
    for name in [RefName.decisions, .refusals] {
      guard let tip = references.first(where: { $0.name == name })?.id,
        let seconds = try moment(of: repository.commit(tip).committer)
      else { continue }
      let ahead = seconds - Clock.now().seconds
      if ahead > 300 {
        diagnosis.fail("the clock is \(ahead) seconds behind the last record of '\(name)'", mend: "set the clock")
      } else {
        diagnosis.ok("the clock is not behind the last record of '\(name)'")
      }
    }
  }

  private static func moment(of identity: Identity) -> Int64? {
    let fields = identity.raw.split(separator: 0x20)
    return fields.dropLast().last.flatMap { Int64(String(decoding: $0, as: UTF8.self)) }
  }

  private static func lookAtSymbolic(_ lines: [String], _ diagnosis: inout Diagnosis) {
    for line in lines where !line.hasPrefix(" ") {
      let words = line.split(separator: " ")
      guard words.count == 2, !words[1].hasPrefix("refs/remotes/") else { continue }
      let isOwn = words[1].hasPrefix("refs/notes/countersign") || words[1].hasPrefix("refs/countersign")
      let text = "'\(words[1])' is symbolic and moves '\(words[0])'"
      let mend = "git symbolic-ref -d \(words[1])"
      if isOwn { diagnosis.fail(text, mend: mend) } else { diagnosis.warn(text, mend: mend) }
    }
  }
}
