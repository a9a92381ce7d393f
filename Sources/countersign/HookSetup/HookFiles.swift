internal import Git
internal import GitObjects
internal import Platform
internal import Report

/// The two hook files of a repository.
struct HookFiles {
  private let repository: [UInt8]
  private let chain: Bool

  /// `chain` says whether a hook that is there is kept and run before ours.
  init(_ repository: borrowing Repository, chain: Bool) throws {
    self.repository = repository.commonDirectory
    self.chain = chain
    if let path = try repository.config("core.hooksPath") {
      throw Failure(
        "'core.hooksPath' is '\(Escaped.text(path))': git would run no hook of this repository's own",
        hint: "unset it",
        command:
          "git -C \(ShellWord.quoted(self.repository) ?? "REPOSITORY") config --unset core.hooksPath"
      )
    }
  }

  private func chained(_ hook: Hook) -> ChainedHook { ChainedHook(hook, in: repository) }

  /// Says no before anything is written, where a hook is in the way.
  func check() throws {
    for hook in Hook.allCases { try check(.ours(hook, in: repository)) }
  }

  private func check(_ place: HookPlace) throws {
    let chained = chained(place.hook)
    switch place.origin {
    case nil, .written: return
    case .shipped:
      if place.isLink, place.status?.isExecutable != true {
        throw Failure("'\(place.name)' is not executable", hint: "make what it links to executable")
      }
    case .calling:
      throw Failure(
        "'\(place.name)' is somebody else's, and runs countersign itself",
        hint: "take that out of it and give '--chain', or remove it"
      )
    case .foreign where place.status == nil:
      throw Failure("'\(place.name)' is a link that leads nowhere", hint: "remove it")
    case .foreign where !chain || place.name != HookPlace.git(place.hook, in: repository).name:
      throw Failure(
        "'\(place.name)' is somebody else's",
        hint: "run 'countersign init' with '--chain' to run it before ours"
      )
    case .foreign where chained.isThere:
      throw Failure(
        "'\(place.name)' is somebody else's, and '\(chained.name)' is there already",
        hint: "keep one of the two"
      )
    case .foreign: return
    }
  }

  func install() throws {
    try check()
    let binary = try Self.binary()
    try Files.makeDirectory(Files.join(repository, "hooks"))
    for hook in Hook.allCases { try install(.ours(hook, in: repository), binary: binary) }
  }

  private func install(_ place: HookPlace, binary: [UInt8]) throws {
    let chained = chained(place.hook)
    if place.origin == .foreign {
      try chained.keep(place.path)
      Setup.say("kept", "the hook that was there as \(chained.name); it runs first")
    }
    if chained.isThere {
      try ChainedHook.linkNeighbours(in: repository)
      if !chained.runs { Setup.note("\(chained.name) is not executable, and does not run") }
    }
    let isExecutable = place.status?.isExecutable == true
    if place.origin == .shipped, isExecutable, place.isLink || !chained.runs {
      Setup.say("kept", place.isLink ? "\(place.name), the link it is" : place.name)
      return
    }
    let script = HookScript(place.hook, binary: binary, chained: chained.runs ? chained.path : nil)
    let present = try Files.read(place.path, limit: 1 << 20)
    if present == script.bytes, isExecutable {
      Setup.say("kept", place.name)
    } else {
      try Files.write(script.bytes, to: place.path, mode: 0o755)
      Setup.say(present == nil ? "made" : "renewed", place.name)
    }
  }

  /// Takes ours away, and puts back what was there.
  func remove() throws {
    for hook in Hook.allCases {
      let part = HookPlace.part(hook, in: repository)
      if part.isOurs {
        try Files.remove(part.path)
        Setup.say("removed", part.name)
      }
      try remove(.git(hook, in: repository))
    }
    ChainedHook.removeLinks(in: repository)
  }

  private func remove(_ place: HookPlace) throws {
    guard let origin = place.origin else { return Setup.say("found", "no \(place.name)") }
    guard origin == .written || origin == .shipped else {
      return Setup.say("kept", "\(place.name), which is not ours")
    }
    if chained(place.hook).isThere {
      try chained(place.hook).putBack(as: place.path)
      Setup.say("restored", place.name)
    } else {
      try Files.remove(place.path)
      Setup.say("removed", place.name)
    }
  }

  private static func binary() throws -> [UInt8] {
    guard let path = Files.resolve(Array("/proc/self/exe".utf8)) else {
      throw Failure("cannot find the path of this program")
    }
    return path
  }
}
