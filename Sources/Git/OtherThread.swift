internal import Glibc
internal import Synchronization

/// A second thread for as long as a piece of work lasts.
///
/// A plain thread, since the work blocks and a hook has no use for an executor.
package enum OtherThread {
  /// Does two things at once, the first on another thread; where none can be made the second alone is done.
  package static func run(_ first: @escaping @Sendable () -> Void, meanwhile second: () -> Void) {
    let job = Unmanaged.passRetained(Job(first))
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 8 << 20)
    var thread = pthread_t()
    let isStarted =
      pthread_create(
        &thread,
        &attributes,
        { argument in
          guard let argument else { return nil }
          Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().body()
          return nil
        },
        job.toOpaque()
      ) == 0
    pthread_attr_destroy(&attributes)
    second()
    if isStarted { pthread_join(thread, nil) } else { job.release() }
  }

  /// What the body makes of each item, in the items' order, on two threads from `worthIt` items on.
  ///
  /// The result does not depend on the threads: of several failures the first in the items' order is thrown,
  /// as if there were one thread.
  package static func map<Item: Sendable, Value: Sendable>(
    _ items: [Item],
    worthIt: Int,
    _ body: @escaping @Sendable (Item) throws -> Value
  ) throws -> [Value] {
    guard items.count >= worthIt else { return try items.map(body) }
    let work = SharedWork(items, body)
    run({ work.run() }, meanwhile: { work.run() })
    return try work.result()
  }
}

private final class Job {
  let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

/// Items of which each thread takes the next few.
private final class SharedWork<Item: Sendable, Value: Sendable>: Sendable {
  private let items: [Item]
  private let body: @Sendable (Item) throws -> Value
  private let state: Mutex<State>
  private static var piece: Int { 8 }

  private struct State {
    var next = 0
    var isStopped = false
    var pieces: [Int: Result<[Value], any Error>] = [:]
  }

  init(_ items: [Item], _ body: @escaping @Sendable (Item) throws -> Value) {
    self.items = items
    self.body = body
    state = Mutex(State())
  }

  /// Takes pieces until there are none, or one has failed.
  func run() {
    while let start = takePiece() {
      let piece = Result { try items[start..<min(start + Self.piece, items.count)].map(body) }
      state.withLock { state in
        state.pieces[start] = piece
        if case .failure = piece { state.isStopped = true }
      }
    }
  }

  private func takePiece() -> Int? {
    state.withLock { state in
      guard !state.isStopped, state.next < items.count else { return nil }
      defer { state.next += Self.piece }
      return state.next
    }
  }

  /// Pieces are taken in order, so each before the first that failed is there.
  func result() throws -> [Value] {
    let pieces = state.withLock { $0.pieces }
    return try pieces.sorted { $0.key < $1.key }.flatMap { try $0.value.get() }
  }
}
