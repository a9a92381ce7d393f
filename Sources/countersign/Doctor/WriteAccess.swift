internal import Git
internal import GitObjects
internal import Platform
internal import Report

/// Who besides root and a repository's owner can write a file, or replace what lies in a directory.
struct WriteAccess {
  /// Of the repository, as its directory says.
  private let directory: [UInt8]
  private let owner: UInt32
  private let group: UInt32
  private let isShared: Bool

  /// `directory` is the repository's, without symlinks.
  init?(_ repository: borrowing Repository, in directory: [UInt8]) throws {
    guard let status = FileStatus(of: directory) else { return nil }
    self.directory = directory
    owner = status.owner
    group = status.group
    isShared = try Self.isShared(repository)
  }

  /// What is wrong, and the command that mends it.
  struct Flaw {
    let text: String
    let mend: String
  }

  /// `isAbove` says that the path is of interest for what lies in it alone.
  func flaws(of path: [UInt8], isAbove: Bool = false) -> [Flaw] {
    guard let status = FileStatus(of: path) else { return [] }
    let (name, word) = (shown(path), ShellWord.quoted(path) ?? "FILE")
    var flaws: [Flaw] = []
    if ![owner, 0].contains(status.owner), !Accounts.isOutside(user: status.owner) {
      flaws.append(
        Flaw(
          text: "'\(name)' belongs to user \(Accounts.describe(user: status.owner))",
          mend: "chown \(isInside(path) ? owner : 0) \(word)"
        )
      )
    }
    // There nobody renames or removes what is another's.
    if isAbove, status.isSticky { return flaws }
    let byAll = status.permissions & 0o002 != 0
    let byGroup = status.permissions & 0o020 != 0 && !isLetIn(status, at: path)
    guard byAll || byGroup else { return flaws }
    let whose =
      byAll
      ? "anybody on this machine" : "the group \(Accounts.describe(group: status.group))"
    let mode = byAll && byGroup ? "go-w" : byAll ? "o-w" : "g-w"
    flaws.append(
      Flaw(
        text: "\(whose) can \(isAbove ? "replace what lies in" : "write") '\(name)'",
        mend: "chmod \(mode) \(word)"
      )
    )
    return flaws
  }

  /// A group is let in where it is the owner's alone, and where `core.sharedRepository` says so, whatever else it may
  /// write there; outside the repository the one that shares it, and one that nobody is in.
  private func isLetIn(_ status: FileStatus, at path: [UInt8]) -> Bool {
    if [status.owner, owner].contains(where: { Accounts.isPrivate(status.group, of: $0) }) {
      return true
    }
    if isInside(path) { return isShared }
    return isShared && status.group == group || Accounts.isEmpty(status.group)
  }

  private func isInside(_ path: [UInt8]) -> Bool {
    path == directory || path.starts(with: Files.join(directory, ""))
  }

  private func shown(_ path: [UInt8]) -> String {
    let prefix = Files.join(directory, "")
    return Escaped.text(path.starts(with: prefix) ? Array(path.dropFirst(prefix.count)) : path)
  }

  private static func isShared(_ repository: borrowing Repository) throws -> Bool {
    let value = try repository.config("core.sharedRepository")
    let unshared = ["umask", "false", "no", "off", "0", ""]
    guard let text = value.map({ String(decoding: $0, as: UTF8.self).lowercased() }),
      !unshared.contains(text)
    else { return false }
    // A mode in octal may let the group read alone; a single digit is a word of git's.
    return text.count < 3 || Int(text, radix: 8).map { $0 & 0o020 != 0 } ?? true
  }
}
