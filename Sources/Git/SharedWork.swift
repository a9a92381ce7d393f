internal import Synchronization

/// Items that two threads go through, each from the beginning of its own half, and who is done first helps with
/// what is left of the other.
///
/// Not in turns: of a line of history most objects are packed as what they differ in from the next younger one,
/// and whoever reads it unbroken has just read what each is made from.
///
/// What comes out is in the items' order and does not depend on the threads: of several failures the first in
/// that order is thrown, as if there were one thread.
final class SharedWork<Item: Sendable, Value: Sendable>: Sendable {
  private let items: [Item]
  private let pieceCount: Int
  private let state: Mutex<State>
  private static var pieceSize: Int { 16 }

  private struct State {
    /// The pieces that nobody has taken yet, half by half.
    var left: [Range<Int>]
    var done: [Int: [Value]] = [:]
    /// Where the first failure is.
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

  init(_ items: [Item]) {
    self.items = items
    pieceCount = (items.count + Self.pieceSize - 1) / Self.pieceSize
    state = Mutex(State(left: [0..<pieceCount / 2, pieceCount / 2..<pieceCount]))
  }

  /// Does pieces of one half until there are none, then of the other; what comes after a failure is left.
  func run(_ half: Int, _ body: (Item) throws -> Value) {
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

  func result() throws -> [Value] {
    let state = state.withLock { $0 }
    if let failure = state.failure { throw failure.error }
    var all: [Value] = []
    all.reserveCapacity(items.count)
    for piece in 0..<pieceCount { all += state.done[piece] ?? [] }
    guard all.count == items.count else {
      throw GitError(.other, "judge the push", "a part of it was not read")
    }
    return all
  }
}
