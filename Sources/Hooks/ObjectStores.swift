internal import Approvals
internal import Gate
internal import Gathering
internal import GitObjects
internal import Platform

/// Where the objects of a push are: the quarantine, the repository's own store, and all that they borrow.
///
/// libgit2 drops an alternate it cannot find, does not unquote one, and does not follow a relative one of an
/// alternate, where git does: then a pushed object is missing that git has. So the list is made here.
struct ObjectStores {
  /// The stores besides the repository's own, nearest first.
  private(set) var directories: [[UInt8]] = []
  /// Where the pushed objects wait; `nil` where the host put them into the repository at once.
  private(set) var quarantine: [UInt8]?
  private static let depth = 5

  /// Lists the stores, given what git's environment names, `named`, as it stands there.
  ///
  /// Where a store that the environment names is not there, a ``GatheringError`` is thrown.
  init(gitDirectory: [UInt8], named: [[UInt8]]) throws {
    let main = Files.resolve(Files.join(gitDirectory, "objects"))
    for (index, name) in named.enumerated() {
      guard let directory = Files.resolve(Files.join(gitDirectory, name)) else {
        throw GatheringError.undecidable(
          Reason(
            .objectsMissing,
            "git names the object directory '\(Escaped.text(name))', which is not there",
            hint: "the server's admin can run 'countersign doctor'"
          )
        )
      }
      guard directory != main else { continue }
      if index == 0 { quarantine = directory }
      try add(directory, depth: 0)
    }
    if let main { try addBorrowed(by: main, depth: 0) }
  }

  private mutating func add(_ directory: [UInt8], depth: Int) throws {
    guard !directories.contains(directory) else { return }
    directories.append(directory)
    try addBorrowed(by: directory, depth: depth)
  }

  /// What `info/alternates` names; git passes over what is not there, and then misses what it held.
  private mutating func addBorrowed(by directory: [UInt8], depth: Int) throws {
    guard depth < Self.depth,
      let list = try Files.read(Files.join(directory, "info/alternates"), limit: 1 << 20)
    else { return }
    for line in list.split(separator: 0x0A) where line.first != UInt8(ascii: "#") {
      let path = CQuoted.unquoted(line) ?? Array(line)
      guard let borrowed = Files.resolve(Files.join(directory, path)) else { continue }
      try add(borrowed, depth: depth + 1)
    }
  }
}
