internal import Git
internal import GitObjects
internal import Platform

/// The two hook files of a repository.
struct HookFiles {
  private let repository: [UInt8]
  private let directory: [UInt8]
  private let chain: Bool

  /// `chain` says whether a hook that is there is kept and run before ours.
  init(_ repository: borrowing Repository, chain: Bool) throws {
    self.repository = repository.commonDirectory
    directory = Files.join(repository.commonDirectory, "hooks")
    self.chain = chain
    if let path = try repository.config("core.hooksPath") {
      throw Failure(
        "'core.hooksPath' is '\(Escaped.text(path))': git would run no hook of this repository's own",
        hint: "git config --unset core.hooksPath"
      )
    }
  }

  private func path(_ hook: Hook) -> [UInt8] { Files.join(directory, hook.rawValue) }
  private func chained(_ hook: Hook) -> ChainedHook { ChainedHook(hook, in: repository) }

  /// Says no before anything is written, where a hook is in the way.
  func check() throws {
    for hook in Hook.allCases where !chain && isForeign(hook) {
      throw Failure(
        "'hooks/\(hook.rawValue)' is somebody else's",
        hint: "run 'countersign init' with '--chain' to run it before ours"
      )
    }
    for hook in Hook.allCases where isForeign(hook) {
      if FileStatus(of: path(hook)) == nil {
        throw Failure("'hooks/\(hook.rawValue)' is a link that leads nowhere", hint: "remove it")
      }
      if chained(hook).isThere {
        throw Failure(
          "'hooks/\(hook.rawValue)' is somebody else's, and '\(chained(hook).name)' is there already",
          hint: "keep one of the two"
        )
      }
    }
  }

  func install() throws {
    try check()
    let binary = try Self.binary()
    try Files.makeDirectory(directory)
    for hook in Hook.allCases { try install(hook, binary: binary) }
  }

  private func install(_ hook: Hook, binary: [UInt8]) throws {
    let chained = chained(hook)
    if isForeign(hook) {
      try chained.keep(path(hook))
      Setup.say("kept", "the hook that was there as \(chained.name); it runs first")
    }
    if chained.isThere {
      try ChainedHook.linkNeighbours(in: repository)
      if !chained.runs { Setup.say("note:", "\(chained.name) is not executable, and does not run") }
    }
    let script = HookScript(hook, binary: binary, chained: chained.runs ? chained.path : nil)
    let present = try Files.read(path(hook), limit: 1 << 20)
    if present == script.bytes, FileStatus(of: path(hook))?.isExecutable == true {
      Setup.say("kept", "hooks/\(hook.rawValue)")
    } else {
      try Files.write(script.bytes, to: path(hook), mode: 0o755)
      Setup.say(present == nil ? "made" : "renewed", "hooks/\(hook.rawValue)")
    }
  }

  /// Takes ours away, and puts back what was there.
  func remove() throws {
    for hook in Hook.allCases {
      guard !isForeign(hook) else {
        Setup.say("kept", "hooks/\(hook.rawValue), which is not ours")
        continue
      }
      guard FileStatus(of: path(hook), followingLinks: false) != nil else {
        Setup.say("found", "no hooks/\(hook.rawValue)")
        continue
      }
      if chained(hook).isThere {
        try chained(hook).putBack(as: path(hook))
        Setup.say("restored", "hooks/\(hook.rawValue)")
      } else {
        try Files.remove(path(hook))
        Setup.say("removed", "hooks/\(hook.rawValue)")
      }
    }
    ChainedHook.removeLinks(in: repository)
  }

  /// Something is there that we did not write.
  ///
  /// A link is never ours.
  private func isForeign(_ hook: Hook) -> Bool {
    guard let status = FileStatus(of: path(hook), followingLinks: false) else { return false }
    guard status.isRegular, let content = try? Files.read(path(hook), limit: 1 << 20) else {
      return true
    }
    return !HookScript.isOurs(content)
  }

  private static func binary() throws -> [UInt8] {
    guard let path = Files.resolve(Array("/proc/self/exe".utf8)) else {
      throw Failure("cannot find the path of this program")
    }
    return path
  }
}
