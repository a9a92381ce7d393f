internal import Gathering
internal import Git
internal import GitObjects
internal import Platform
internal import Policy
internal import Report

/// Whoever can write the hooks, the policy or what names them decides what is let through.
enum AccessChecks {
  /// `hooks` is where git looks for hooks; `policies` is what the files of the policy are known by, if it loads.
  static func run(
    _ repository: borrowing Repository,
    hooks: String,
    _ policies: PolicySet?,
    _ diagnosis: inout Diagnosis
  ) throws {
    guard let directory = Files.resolve(repository.commonDirectory) else { return }
    let configuration = try Configuration(repository)
    var places = Places()
    for name in ["", "config", "countersign", hooks] { places.add(Files.join(directory, name)) }
    for hook in Hook.allCases {
      places.add(file: HookPlace.git(hook, in: directory, hooks: hooks).path)
      places.add(file: HookPlace.part(hook, in: directory).path)
    }
    if case .file(let path) = configuration.policy {
      let policy = Files.join(directory, path)
      places.add(file: policy)
      for file in policies?.files ?? [] {
        places.add(file: Files.join(Files.parent(of: policy) ?? [], file.name))
      }
    }
    if let key = configuration.signingKey.flatMap({ Files.parent(of: $0) }) { places.add(key) }
    let isShared = try isShared(repository)
    let owner = FileStatus(of: directory)?.owner
    var isClosed = true
    for path in places.paths {
      if let status = FileStatus(of: path), let owner, ![owner, 0].contains(status.owner) {
        isClosed = false
        diagnosis.fail(
          "'\(shown(path, in: directory))' belongs to user \(Accounts.describe(user: status.owner))",
          mend: "chown \(owner) \(ShellWord.quoted(path) ?? "FILE")"
        )
      }
      guard let access = Access(to: path, isShared: isShared) else { continue }
      isClosed = false
      diagnosis.fail(
        "\(access.whose) can write '\(shown(path, in: directory))'",
        mend: "chmod \(access.mode) \(ShellWord.quoted(path) ?? "FILE")"
      )
    }
    if isClosed { diagnosis.ok("nobody else can write the hooks and the policy") }
  }

  private static func shown(_ path: [UInt8], in directory: [UInt8]) -> String {
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

  /// Paths without symlinks, each once.
  private struct Places {
    private(set) var paths: [[UInt8]] = []

    mutating func add(_ path: [UInt8]) {
      guard let path = Files.resolve(path), !paths.contains(path) else { return }
      paths.append(path)
    }

    /// With the directory it lies in, and the one that a link to it lies in: what can be replaced there can be
    /// written as well.
    mutating func add(file path: [UInt8]) {
      guard let resolved = Files.resolve(path) else { return }
      for path in [path, resolved] { if let parent = Files.parent(of: path) { add(parent) } }
      add(resolved)
    }
  }

  /// Who besides its owner can write a file, and the mode that ends it.
  private struct Access {
    let whose: String
    let mode: String

    /// A group is let in where `core.sharedRepository` says so, whatever else it may write there, and where it is
    /// the owner's alone.
    init?(to path: [UInt8], isShared: Bool) {
      guard let status = FileStatus(of: path) else { return nil }
      let byAll = status.permissions & 0o002 != 0
      let byGroup =
        status.permissions & 0o020 != 0 && !isShared
        && !Accounts.isPrivate(status.group, of: status.owner)
      guard byAll || byGroup else { return nil }
      whose =
        byAll
        ? "anybody on this machine" : "the group \(Accounts.describe(group: status.group))"
      mode = byAll && byGroup ? "go-w" : byAll ? "o-w" : "g-w"
    }
  }
}
