internal import Git
internal import GitObjects
internal import Platform
internal import Report

/// git passes silently over a hook that is not executable, and over a link that leads nowhere: the push lands.
struct HookChecks {
  private let repository: [UInt8]
  private let host: String?
  /// Where git looks for hooks.
  private let hooks: String
  /// Where that is not the repository's own directory: the command that makes it so.
  private let unset: String?

  /// `hooks` is where git looks for them; `setting` has it look there, where it is not `hooks`.
  init(_ repository: borrowing Repository, hooks: String, setting: GitSetting?, host: String?) {
    self.repository = repository.commonDirectory
    self.hooks = hooks
    self.host = host
    unset = setting?.unsetting("core.hooksPath")
  }

  func run(_ diagnosis: inout Diagnosis) {
    if let unset {
      diagnosis.warn(
        "'core.hooksPath' is '\(Escaped.text(hooks))': the repository's own hooks do not run",
        mend: unset
      )
    }
    for hook in Hook.allCases {
      look(at: .git(hook, in: repository, hooks: hooks), &diagnosis)
    }
  }

  /// `init` writes the repository's own hooks alone, and takes no hook's place that is somebody else's.
  private func mend(_ place: HookPlace) -> String {
    if let unset { return unset }
    switch place.origin {
    case .shipped where place.isLink: return "mend what \(place.name) links to"
    case nil, .written, .shipped: return "countersign init"
    case .foreign where place.status == nil:
      return "rm \(word(place.path)) && countersign init"
    case .foreign where ChainedHook(place.hook, in: repository).isThere:
      let kept = ChainedHook(place.hook, in: repository).name
      return "keep one of \(place.name) and \(kept), then run 'countersign init --chain'"
    case .foreign: return "countersign init --chain"
    case .calling:
      return "take countersign out of it and run 'countersign init --chain', or remove it and run "
        + "'countersign init'"
    }
  }

  private func word(_ path: [UInt8]) -> String { ShellWord.quoted(path) ?? "FILE" }

  /// Looks for ours in `git`, the file that git runs, and where hosts have the parts of theirs.
  private func look(at git: HookPlace, _ diagnosis: inout Diagnosis) {
    let part = HookPlace.part(git.hook, in: repository)
    let belongsToPart = HookPlace.ours(git.hook, in: repository).path == part.path
    var places = [git]
    if host == "gitea" || belongsToPart { places.append(part) }
    if host == "gitlab" { places += HookPlace.gitlab(git.hook, in: repository) }
    let ours = places.first { $0.origin.map { $0 != .foreign } ?? false }
    guard let ours, let script = ours.script else {
      lacksOurs(git, mend: belongsToPart ? "countersign init" : mend(git), &diagnosis)
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
          mend: "chmod +x \(word(runs.path))"
        )
      }
    }
    look(at: script, in: ours, &diagnosis)
    ChainedHookChecks.run(git.hook, of: repository, script: script, &diagnosis)
  }

  private func lacksOurs(_ git: HookPlace, mend: String, _ diagnosis: inout Diagnosis) {
    if git.isThere, git.status == nil {
      diagnosis.fail("\(git.name) is a link that leads nowhere: pushes are not judged", mend: mend)
    } else if git.isThere {
      diagnosis.fail("\(git.name) does not run countersign", mend: mend)
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
  private func look(at script: FoundScript, in place: HookPlace, _ diagnosis: inout Diagnosis) {
    guard let program = script.program else {
      return diagnosis.fail(
        "\(place.name) does not end by replacing itself with countersign ('exec')",
        mend: mend(place)
      )
    }
    switch script.origin {
    case .shipped: look(at: program, of: place, &diagnosis)
    case .written where script.isWhole: look(at: program, of: place, &diagnosis)
    case .written:
      diagnosis.fail(
        "\(place.name) is not what 'countersign init' wrote, and may let pushes by",
        mend: mend(place)
      )
    case .calling, .foreign:
      diagnosis.unknown(
        "\(place.name) is somebody else's, and does more than run countersign: whether each push is "
          + "judged is not to be seen in it",
        mend: "countersign doctor --canary"
      )
    }
  }

  /// A program that says yes to everything lets every push through: no other than this one is taken for the gate.
  private func look(at program: [UInt8], of place: HookPlace, _ diagnosis: inout Diagnosis) {
    let name = Escaped.text(program)
    guard program.first == UInt8(ascii: "/") else {
      return diagnosis.ok("\(place.name) runs '\(name)' from the PATH")
    }
    guard FileStatus(of: program)?.isExecutable == true else {
      return diagnosis.fail(
        "\(place.name) runs '\(name)', which is not there: every push is refused",
        mend: mend(place)
      )
    }
    if Files.areSame(program, Array("/proc/self/exe".utf8)) {
      return diagnosis.ok("\(place.name) runs this binary")
    }
    // What a host put there `init` leaves as it is.
    let isKept = place.origin == .shipped
    diagnosis.fail(
      "\(place.name) runs another program, '\(name)', which may let everything through",
      mend: isKept ? "have it run this one, or ask that one: \(name) doctor" : mend(place)
    )
  }
}
