internal import Git
internal import GitObjects
internal import Platform

/// git passes silently over a hook that is not executable, and over a link that leads nowhere: the push lands.
enum HookChecks {
  static func run(
    _ repository: borrowing Repository,
    _ git: GitCommand,
    host: String?,
    _ diagnosis: inout Diagnosis
  ) async {
    let directory = repository.commonDirectory
    var hooks = Files.join(directory, "hooks")
    if let path = await git.config("core.hooksPath") {
      hooks = Files.join(directory, path)
      diagnosis.warn(
        "'core.hooksPath' is '\(Escaped.text(path))': the repository's own hooks do not run",
        mend: "git config --unset core.hooksPath, in whichever file sets it"
      )
    }
    for hook in Hook.allCases { look(at: hook, in: hooks, of: directory, host: host, &diagnosis) }
  }

  private static func look(
    at hook: Hook,
    in hooks: [UInt8],
    of directory: [UInt8],
    host: String?,
    _ diagnosis: inout Diagnosis
  ) {
    let file = Files.join(hooks, hook.rawValue)
    let part = HookPlace.part(hook, in: directory)
    let belongsToPart = HookPlace.ours(hook, in: directory).path == part.path
    var places = [file]
    if host == "gitea" || belongsToPart { places.append(part.path) }
    if host == "gitlab" {
      places += ["hooks", "custom_hooks"].map {
        Files.join(directory, "\($0)/\(hook.rawValue).d/countersign")
      }
    }
    let ours = places.first { place in
      content(of: place).map {
        $0.firstRange(of: "countersign") != nil && $0.firstRange(of: "hook \(hook.rawValue)") != nil
      } ?? false
    }
    let mend = "countersign init"
    guard let ours else {
      if let status = FileStatus(of: file, followingLinks: false) {
        let isDangling = status.isSymlink && FileStatus(of: file) == nil
        diagnosis.fail(
          isDangling
            ? "hooks/\(hook.rawValue) is a link that leads nowhere: pushes are not judged"
            : "hooks/\(hook.rawValue) does not run countersign",
          mend: isDangling || belongsToPart ? mend : "countersign init --chain"
        )
      } else if host == "gitlab" {
        diagnosis.unknown(
          "hooks/\(hook.rawValue) is not here; it may be in Gitaly's custom_hooks_dir",
          mend: "countersign doctor --canary"
        )
      } else {
        diagnosis.fail("hooks/\(hook.rawValue) is missing: pushes are not judged", mend: mend)
      }
      return
    }
    for runs in ours == part.path ? [file, ours] : [ours] {
      guard FileStatus(of: runs) != nil else {
        return diagnosis.fail(
          "hooks/\(hook.rawValue), which runs \(part.name), is missing: pushes are not judged",
          mend: "let the host write its hooks anew"
        )
      }
      guard FileStatus(of: runs)?.isExecutable == true else {
        return diagnosis.fail(
          "'\(Escaped.text(runs))' is not executable: git passes over it",
          mend: "chmod +x '\(Escaped.text(runs))'"
        )
      }
    }
    let script = content(of: ours) ?? ""
    lookAtBinary(of: hook, script, &diagnosis)
    ChainedHookChecks.run(hook, of: directory, script: script, &diagnosis)
  }

  private static func content(of path: [UInt8]) -> String? {
    guard let bytes = try? Files.read(path, limit: 1 << 20) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A script that goes on after the binary could turn its crash into an acceptance.
  private static func lookAtBinary(of hook: Hook, _ script: String, _ diagnosis: inout Diagnosis) {
    let last = script.split(separator: "\n").last.map(String.init) ?? ""
    guard let start = last.firstRange(of: "exec "),
      let end = last.firstRange(of: " hook \(hook.rawValue)"),
      start.upperBound <= end.lowerBound
    else {
      diagnosis.fail(
        "hooks/\(hook.rawValue) does not end by replacing itself with countersign ('exec')",
        mend: "countersign init"
      )
      return
    }
    let binary = last[start.upperBound..<end.lowerBound].filter { $0 != "'" }
    guard binary.hasPrefix("/") else {
      diagnosis.ok("hooks/\(hook.rawValue) runs '\(Escaped.text(binary))' from the PATH")
      return
    }
    let path = Array(binary.utf8)
    guard FileStatus(of: path)?.isExecutable == true else {
      diagnosis.fail(
        "hooks/\(hook.rawValue) runs '\(Escaped.text(binary))', which is not there: every push is refused",
        mend: "countersign init"
      )
      return
    }
    let isThis = Files.resolve(path) == Files.resolve(Array("/proc/self/exe".utf8))
    diagnosis.expect(
      isThis,
      "hooks/\(hook.rawValue) runs this binary",
      else: "hooks/\(hook.rawValue) runs another binary, '\(Escaped.text(binary))'",
      mend: "countersign init"
    )
  }
}
