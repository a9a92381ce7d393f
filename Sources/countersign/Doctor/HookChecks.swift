internal import Git
internal import GitObjects
internal import Platform

/// git passes silently over a hook that is not executable, and over a link that leads nowhere: the push lands.
enum HookChecks {
  private static let mend = "countersign init"

  static func run(
    _ repository: borrowing Repository,
    _ git: GitCommand,
    host: String?,
    _ diagnosis: inout Diagnosis
  ) async {
    let path = await git.config("core.hooksPath")
    if let path {
      diagnosis.warn(
        "'core.hooksPath' is '\(Escaped.text(path))': the repository's own hooks do not run",
        mend: "git config --unset core.hooksPath, in whichever file sets it"
      )
    }
    let directory = repository.commonDirectory
    for hook in Hook.allCases {
      look(at: .git(hook, in: directory, hooks: path ?? "hooks"), of: directory, host, &diagnosis)
    }
  }

  /// Looks for ours in `git`, the file that git runs, and where hosts have the parts of theirs.
  private static func look(
    at git: HookPlace,
    of directory: [UInt8],
    _ host: String?,
    _ diagnosis: inout Diagnosis
  ) {
    let part = HookPlace.part(git.hook, in: directory)
    let belongsToPart = HookPlace.ours(git.hook, in: directory).path == part.path
    var places = [git]
    if host == "gitea" || belongsToPart { places.append(part) }
    if host == "gitlab" { places += HookPlace.gitlab(git.hook, in: directory) }
    let ours = places.first { $0.origin.map { $0 != .foreign } ?? false }
    guard let ours, let script = ours.script else {
      lacksOurs(git, host, mend: belongsToPart ? mend : "countersign init --chain", &diagnosis)
      return
    }
    for runs in ours.path == part.path ? [git, ours] : [ours] {
      guard let status = runs.status else {
        return diagnosis.fail(
          "\(git.name), which runs \(part.name), is missing: pushes are not judged",
          mend: "let the host write its hooks anew"
        )
      }
      guard status.isExecutable else {
        return diagnosis.fail(
          "'\(Escaped.text(runs.path))' is not executable: git passes over it",
          mend: "chmod +x '\(Escaped.text(runs.path))'"
        )
      }
    }
    look(at: script, in: ours, &diagnosis)
    ChainedHookChecks.run(git.hook, of: directory, script: script, &diagnosis)
  }

  private static func lacksOurs(
    _ git: HookPlace,
    _ host: String?,
    mend chaining: String,
    _ diagnosis: inout Diagnosis
  ) {
    if git.isThere, git.status == nil {
      diagnosis.fail("\(git.name) is a link that leads nowhere: pushes are not judged", mend: mend)
    } else if git.isThere {
      diagnosis.fail("\(git.name) does not run countersign", mend: chaining)
    } else if host == "gitlab" {
      diagnosis.unknown(
        "\(git.name) is not here; it may be in Gitaly's custom_hooks_dir",
        mend: "countersign doctor --canary"
      )
    } else {
      diagnosis.fail("\(git.name) is missing: pushes are not judged", mend: mend)
    }
  }

  /// A script that goes on after the binary could turn its crash into an acceptance, and one that does anything
  /// before it may never come to it.
  private static func look(
    at script: FoundScript,
    in place: HookPlace,
    _ diagnosis: inout Diagnosis
  ) {
    guard let program = script.program else {
      return diagnosis.fail(
        "\(place.name) does not end by replacing itself with countersign ('exec')",
        mend: mend
      )
    }
    switch script.origin {
    case .shipped: look(at: program, of: place, &diagnosis)
    case .written where script.isWhole: look(at: program, of: place, &diagnosis)
    case .written:
      diagnosis.fail(
        "\(place.name) is not what 'countersign init' wrote, and may let pushes by",
        mend: mend
      )
    case .calling, .foreign:
      diagnosis.unknown(
        "\(place.name) is somebody else's, and does more than run countersign: whether each push is "
          + "judged is not to be seen in it",
        mend: "countersign doctor --canary"
      )
    }
  }

  private static func look(
    at program: [UInt8],
    of place: HookPlace,
    _ diagnosis: inout Diagnosis
  ) {
    let name = Escaped.text(program)
    guard program.first == UInt8(ascii: "/") else {
      return diagnosis.ok("\(place.name) runs '\(name)' from the PATH")
    }
    guard FileStatus(of: program)?.isExecutable == true else {
      return diagnosis.fail(
        "\(place.name) runs '\(name)', which is not there: every push is refused",
        mend: mend
      )
    }
    diagnosis.expect(
      Files.resolve(program) == Files.resolve(Array("/proc/self/exe".utf8)),
      "\(place.name) runs this binary",
      else: "\(place.name) runs another binary, '\(name)'",
      mend: mend
    )
  }
}
