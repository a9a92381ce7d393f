internal import Platform
internal import Report

/// The hook that `init --chain` kept: somebody counts on its checks as well.
enum ChainedHookChecks {
  /// `script` is what git runs.
  static func run(
    _ hook: Hook,
    of repository: [UInt8],
    script: FoundScript,
    _ diagnosis: inout Diagnosis
  ) {
    let chained = ChainedHook(hook, in: repository)
    let isCalled = script.mentions(chained.name)
    switch (isCalled, chained.isThere) {
    case (false, false): return
    case (true, false):
      let what = hook == .preReceive ? "every push is refused" : "nothing runs in its place"
      diagnosis.fail(
        "hooks/\(hook.rawValue) first runs \(chained.name), which is not there: \(what)",
        mend: "countersign init"
      )
    case (_, true) where !chained.runs:
      diagnosis.warn(
        "\(chained.name) is not executable, and its checks do not run",
        mend: "make it executable, or remove it; then run 'countersign init'"
      )
    case (false, true):
      diagnosis.fail(
        "hooks/\(hook.rawValue) does not run \(chained.name), and its checks are off",
        mend: "countersign init"
      )
    case (true, true):
      diagnosis.ok("\(chained.name) runs first")
      lookForSecond(hook, of: repository, &diagnosis)
    }
  }

  /// Two of ours judge and record each push twice.
  private static func lookForSecond(
    _ hook: Hook,
    of repository: [UInt8],
    _ diagnosis: inout Diagnosis
  ) {
    for place in [HookPlace.chained(hook, in: repository), .part(hook, in: repository)] {
      guard place.origin != nil, place.origin != .foreign, place.status?.isExecutable == true else {
        continue
      }
      diagnosis.warn(
        "\(place.name) runs countersign too: each push is judged and recorded twice",
        mend: "rm \(ShellWord.quoted(place.path) ?? "FILE") && countersign init"
      )
    }
  }
}
