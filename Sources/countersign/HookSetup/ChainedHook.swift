internal import Platform

/// A hook that was there before ours, and runs first.
///
/// A dispatcher looks for its parts under `basename $0`, beside itself or in `hooks`, and passes
/// silently over what it does not find: then the checks it stood for are off. So the hook keeps its
/// name, stays one level below the git directory, and finds beside it what it found there before.
struct ChainedHook {
  private static let directory = "chained-hooks"

  let path: [UInt8]
  /// The path for people, from the git directory on.
  let name: String

  init(_ hook: Hook, in repository: [UInt8]) {
    name = "\(Self.directory)/\(hook.rawValue)"
    path = Files.join(repository, name)
  }

  var isThere: Bool { FileStatus(of: path, followingLinks: false) != nil }
  /// As with git: what is not executable is passed over.
  var runs: Bool { FileStatus(of: path)?.isExecutable == true }

  /// Moves the file itself, with its mode and owner, and as the link it may be.
  func keep(_ file: [UInt8]) throws(FileError) {
    if let directory = Files.parent(of: path) { try Files.makeDirectory(directory) }
    try Files.rename(file, to: path)
  }

  func putBack(as file: [UInt8]) throws(FileError) { try Files.rename(path, to: file) }

  /// Links what lies in `hooks` beside the kept hooks; a directory `pre-receive.d` may come later.
  static func linkNeighbours(in repository: [UInt8]) throws(FileError) {
    let own = Hook.allCases.map { Array($0.rawValue.utf8) }
    let sample = Array(".sample".utf8)
    let present = try Files.names(in: Files.join(repository, "hooks"))
    let parts = own.map { $0 + Array(".d".utf8) }
    for name in Set(present + parts)
    where !own.contains(name) && !name.reversed().starts(with: sample.reversed()) {
      let link = Files.join(Files.join(repository, directory), name)
      if FileStatus(of: link, followingLinks: false) != nil { continue }
      try Files.makeLink(link, to: Array("../hooks/".utf8) + name)
    }
  }

  /// Takes the links away, and their directory where nothing else is left in it.
  static func removeLinks(in repository: [UInt8]) {
    let directory = Files.join(repository, directory)
    let own = Hook.allCases.map { Array($0.rawValue.utf8) }
    for name in (try? Files.names(in: directory)) ?? [] where !own.contains(name) {
      let path = Files.join(directory, name)
      if FileStatus(of: path, followingLinks: false)?.isSymlink == true { Files.removeTree(path) }
    }
    Files.removeDirectory(directory)
  }
}
