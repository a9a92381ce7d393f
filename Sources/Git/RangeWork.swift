internal import GitObjects
internal import Synchronization

/// A range in pieces, for threads that each take the next one.
///
/// What comes out is in the range's order.
final class RangeWork: Sendable {
  /// A thread and a repository handle of its own cost about as much as this many commits.
  static let worthAThread = 512
  private static let piece = 128

  private let range: [ObjectID]
  private let filter: any PathFilter
  private let limits: WalkLimits
  private let state: Mutex<State>

  private struct State {
    var next = 0
    var changes = 0
    var pieces: [Int: [CommitChanges]] = [:]
    /// The first failure in the range's order.
    var failure: (start: Int, error: GitError)?
  }

  init(range: [ObjectID], filter: any PathFilter, limits: WalkLimits) {
    self.range = range
    self.filter = filter
    self.limits = limits
    state = Mutex(State())
  }

  /// Takes pieces until there are none, or one has failed.
  func run(in repository: borrowing Repository) {
    var reader = RangeReader(filter: filter, limits: limits)
    while let start = takePiece() {
      do throws(GitError) {
        try read(start, with: &reader, in: repository)
      } catch {
        fail(start, error)
      }
    }
  }

  /// A thread that could not even start leaves everything to the other.
  func result() throws(GitError) -> [CommitChanges] {
    let state = state.withLock { $0 }
    if let failure = state.failure { throw failure.error }
    var result: [CommitChanges] = []
    for start in stride(from: 0, to: range.count, by: Self.piece) {
      guard let piece = state.pieces[start] else {
        throw GitError(.other, "judge the push", "a part of it was not read")
      }
      result += piece
    }
    return result
  }

  private func takePiece() -> Int? {
    state.withLock { state in
      guard state.failure == nil, state.next < range.count else { return nil }
      defer { state.next += Self.piece }
      return state.next
    }
  }

  private func read(
    _ start: Int,
    with reader: inout RangeReader,
    in repository: borrowing Repository
  ) throws(GitError) {
    try limits.checkTime()
    var result: [CommitChanges] = []
    var count = 0
    for id in range[start..<min(start + Self.piece, range.count)] {
      let read = try reader.read(id, in: repository)
      count += read.changes.reduce(0) { $0 + $1.count }
      if read.hasChanges || read.mentionsApproval { result.append(read) }
    }
    let (piece, changes) = (result, count)
    let total = state.withLock { state in
      state.pieces[start] = piece
      state.changes += changes
      return state.changes
    }
    try limits.checkChanges(total)
  }

  private func fail(_ start: Int, _ error: GitError) {
    state.withLock { state in
      if let known = state.failure, known.start <= start { return }
      state.failure = (start, error)
    }
  }
}
