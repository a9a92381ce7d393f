internal import Git
internal import GitObjects
internal import Platform

/// The two hook files of a repository.
struct HookFiles {
  private let directory: [UInt8]
  private let chain: Bool

  /// `chain` says whether a hook that is there is kept and run before ours.
  init(_ repository: borrowing Repository, chain: Bool) throws {
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
  private func chained(_ hook: Hook) -> [UInt8] { path(hook) + Array(".chained".utf8) }

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
      if FileStatus(of: chained(hook), followingLinks: false) != nil {
        throw Failure(
          "'hooks/\(hook.rawValue)' is somebody else's, and 'hooks/\(hook.rawValue).chained' is there already",
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
    if isForeign(hook) {
      // The file itself moves, with its mode and owner, and as the link it may be.
      try Files.rename(path(hook), to: chained(hook))
      Setup.say("kept", "the hook that was there as hooks/\(hook.rawValue).chained; it runs first")
    }
    let status = FileStatus(of: chained(hook))
    if let status, !status.isExecutable {
      Setup.say("note:", "hooks/\(hook.rawValue).chained is not executable, and does not run")
    }
    let script = HookScript(
      hook,
      binary: binary,
      chained: status?.isExecutable == true ? chained(hook) : nil
    )
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
      if FileStatus(of: chained(hook), followingLinks: false) != nil {
        try Files.rename(chained(hook), to: path(hook))
        Setup.say("restored", "hooks/\(hook.rawValue)")
      } else {
        try Files.remove(path(hook))
        Setup.say("removed", "hooks/\(hook.rawValue)")
      }
    }
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

/// What a hook file says.
///
/// The binary replaces the shell: a script that did anything after it could turn its crash into an
/// acceptance.
struct HookScript {
  let bytes: [UInt8]
  private static let mark = "# Installed by countersign init."

  /// `chained` is a hook that runs first, with the same input; what it refuses is refused.
  init(_ hook: Hook, binary: [UInt8], chained: [UInt8]?) {
    var text = Array("#!/bin/sh\n\(Self.mark)\n".utf8)
    if let chained {
      text += Array("set -e\ninput=$(mktemp)\ncat >\"$input\"\n".utf8)
      text += Self.quoted(chained) + Array(" \"$@\" <\"$input\" || ".utf8)
      // After the fact nothing can be refused, and what has landed must be recorded all the same.
      text += Array((hook == .preReceive ? "{ rm -f \"$input\"; exit 1; }\n" : ":\n").utf8)
      text += Array("exec <\"$input\"\nrm -f \"$input\"\n".utf8)
    }
    bytes =
      text + Array("SWIFT_BACKTRACE=enable=no exec ".utf8) + Self.quoted(binary)
      + Array(" hook \(hook.rawValue)\n".utf8)
  }

  static func isOurs(_ script: [UInt8]) -> Bool {
    script.split(separator: 0x0A).contains { $0.elementsEqual(mark.utf8) }
  }

  private static func quoted(_ path: [UInt8]) -> [UInt8] {
    let quote = UInt8(ascii: "'")
    return [quote] + path.flatMap { $0 == quote ? Array("'\\''".utf8) : [$0] } + [quote]
  }
}

/// How `init` and `uninstall` say what they did.
enum Setup {
  static func say(_ verb: String, _ what: String) {
    Streams.write("countersign: \(verb) \(what)\n")
  }
}
