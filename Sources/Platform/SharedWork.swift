internal import Synchronization

/// Items that two threads go through, each from the beginning of its own half; whoever is done first helps with the
/// other half.
///
/// The threads do not take items in turns, for the sake of lines of history: git packs most objects as a difference from
/// the next younger one, and who reads a line without gaps has just read that.
///
/// The result is that of one thread, in the items' order: of several failures the first in that order is thrown.
package final class SharedWork<Item: Sendable, Value: Sendable>: Sendable {
  private let items: [Item]
  private let pieceCount: Int
  private let state: Mutex<State>
  private static var pieceSize: Int { 16 }

  private struct State {
    /// The pieces that nobody has taken yet, half by half.
    var left: [Range<Int>]
    var done: [Int: [Value]] = [:]
    /// The first failure in the items' order so far.
    var failure: (piece: Int, error: any Error)?

    mutating func note(_ result: Result<[Value], any Error>, of piece: Int) {
      switch result {
      case .success(let values): done[piece] = values
      case .failure(let error):
        if let failure, failure.piece < piece { return }
        failure = (piece, error)
      }
    }
  }

  package init(_ items: [Item]) {
    self.items = items
    pieceCount = (items.count + Self.pieceSize - 1) / Self.pieceSize
    state = Mutex(State(left: [0..<pieceCount / 2, pieceCount / 2..<pieceCount]))
  }

  /// Does pieces of one half until there are none, then of the other; what comes after a failure is not done.
  package func run(_ half: Int, _ body: (Item) throws -> Value) {
    while let piece = takePiece(of: half) ?? takePiece(of: 1 - half) {
      let start = piece * Self.pieceSize
      let result = Result {
        try items[start..<min(start + Self.pieceSize, items.count)].map(body)
      }
      state.withLock { $0.note(result, of: piece) }
    }
  }

  private func takePiece(of half: Int) -> Int? {
    state.withLock { state in
      guard let piece = state.left[half].first, piece < state.failure?.piece ?? .max else {
        return nil
      }
      state.left[half].removeFirst()
      return piece
    }
  }

  /// What came of all items, once every ``run(_:_:)`` is over.
  package func result() throws -> [Value] {
    let state = state.withLock { $0 }
    if let failure = state.failure { throw failure.error }
    var all: [Value] = []
    all.reserveCapacity(items.count)
    for piece in 0..<pieceCount { all += state.done[piece] ?? [] }
    guard all.count == items.count else {
      throw LostWork()
    }
    return all
  }
}

/// Items of a ``SharedWork`` were left out by both threads, which is a mistake of this program.
private struct LostWork: Error, CustomStringConvertible {
  var description: String { "cannot finish the work: a part of it was not done" }
}
