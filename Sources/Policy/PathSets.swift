internal import GitObjects
internal import Synchronization

/// Several sets of paths, and which of them a changed path is in.
///
/// A path is in a set together with its twins: what a file system that folds names takes for the same path. A link or a
/// submodule is in it, too, where it takes the place of a directory above: it stands for all that lies below.
struct PathSets: Sendable {
  struct Patterns: Sendable {
    let paths: [PathPattern]
    /// What is left out again, as it is written.
    var ignore: [PathPattern] = []
  }

  private let count: Int
  private let machine: PatternMachine
  private let root: DirectoryState
  private let memory = DirectoryMemory()

  init(_ sets: [Patterns]) {
    count = sets.count
    machine = PatternMachine(sets)
    root = DirectoryState(root: machine, sets: sets.count)
  }

  /// The positions of the sets that the path of a change is in, in their order.
  func members(of change: FileChange) -> [Int] {
    let (directory, name) = Self.split(change.path.bytes[...])
    let state = state(of: directory)
    var verdict = state.verdict
    state.weigh(name, isLink: change.isOfLink, machine, &verdict)
    return (0..<count).filter { verdict.isIncluded[$0] && !verdict.isIgnored[$0] }
  }

  /// Whether a path below this directory could be in a set.
  func mayMatch(below directory: [UInt8]) -> Bool { state(of: directory[...]).isOpen }

  private func state(of directory: ArraySlice<UInt8>) -> DirectoryState {
    if directory.isEmpty { return root }
    let path = TreePath(bytes: Array(directory))
    if let known = memory.state(of: path) { return known }
    let (parent, name) = Self.split(directory)
    let state = state(of: parent).entered(name, machine)
    memory.keep(state, of: path)
    return state
  }

  private static func split(_ path: ArraySlice<UInt8>) -> (
    directory: ArraySlice<UInt8>, name: ArraySlice<UInt8>
  ) {
    guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return ([], path) }
    return (path[..<slash], path[(slash + 1)...])
  }
}

extension FileChange {
  /// Whether it is, or was, no file but what leads elsewhere.
  var isOfLink: Bool { [old, new].contains { $0?.mode.isIndirection == true } }
}

/// What was found out about directories before.
private final class DirectoryMemory: Sendable {
  private let states = Mutex<[TreePath: DirectoryState]>([:])
  /// A client chooses how many directories there are, so they are forgotten now and then.
  private static let limit = 1 << 16

  func state(of directory: TreePath) -> DirectoryState? {
    states.withLock { $0[directory] }
  }

  func keep(_ state: DirectoryState, of directory: TreePath) {
    states.withLock { states in
      if states.count > Self.limit { states = [:] }
      states[directory] = state
    }
  }
}
