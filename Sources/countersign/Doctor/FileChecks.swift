internal import Gathering
internal import Git
internal import GitObjects
internal import Platform
internal import Report

/// Whose the repository is, and what a crash left behind in it.
enum FileChecks {
  static func run(_ repository: borrowing Repository, _ diagnosis: inout Diagnosis) throws {
    let directory = repository.commonDirectory
    lookAtOwner(directory, &diagnosis)
    try lookAtLocks(directory, &diagnosis)
    try lookAtLeftovers(directory, &diagnosis)
  }

  private static func lookAtOwner(_ directory: [UInt8], _ diagnosis: inout Diagnosis) {
    guard let directory = Files.resolve(directory), let owner = FileStatus(of: directory)?.owner
    else { return }
    diagnosis.expect(
      owner == FileStatus.effectiveUser,
      "the repository is owned by the user who runs this",
      else:
        "'\(Escaped.text(directory))' belongs to user \(Accounts.describe(user: owner)), and this runs as user "
        + Accounts.describe(user: FileStatus.effectiveUser),
      mend: "run it as that user"
    )
  }

  /// A lock without a process blocks git and countersign alike, for ever.
  private static func lookAtLocks(_ directory: [UInt8], _ diagnosis: inout Diagnosis) throws {
    var locks: [String] = []
    for (folder, prefix) in [
      ("", ""), ("refs/notes/countersign", "refs/notes/countersign/"),
      ("refs/countersign", "refs/countersign/"),
    ] {
      for name in try Files.names(in: folder.isEmpty ? directory : Files.join(directory, folder))
      where name.suffix(5).elementsEqual(".lock".utf8) { locks.append(prefix + Escaped.text(name)) }
    }
    for lock in locks {
      // A push at work holds one for some milliseconds.
      if lock.contains("countersign/"), isHeld(Files.join(directory, lock)) {
        diagnosis.fail(
          "'\(lock)' was left behind: no push that is recorded there goes through",
          mend: "rm '\(lock)'"
        )
        continue
      }
      diagnosis.warn(
        "'\(lock)' is there: if no git process runs, a crash left it",
        mend: "rm '\(lock)'"
      )
    }
    if locks.isEmpty { diagnosis.ok("no lock was left behind") }
  }

  /// Whether a lock is there for a whole second.
  private static func isHeld(_ lock: [UInt8]) -> Bool {
    for _ in 0..<10 {
      if FileStatus(of: lock, followingLinks: false) == nil { return false }
      Clock.pause(milliseconds: 100)
    }
    return true
  }

  private static func lookAtLeftovers(_ directory: [UInt8], _ diagnosis: inout Diagnosis) throws {
    let pending = try Files.names(in: Files.join(directory, "countersign/pending")).count
    diagnosis.expect(
      pending == 0,
      "no decision is open",
      else: "\(Phrase.count(pending, "decision")) may not have landed",
      mend: "countersign reconcile"
    )
    let incoming = try Files.names(in: Files.join(directory, "objects"))
      .filter { $0.starts(with: "tmp_objdir-incoming-".utf8) }.count
    if incoming > 0 {
      diagnosis.warn(
        "\(Phrase.count(incoming, "push")) in flight, or left behind by a crash",
        mend: "run 'git gc' when nobody pushes"
      )
    }
  }
}
