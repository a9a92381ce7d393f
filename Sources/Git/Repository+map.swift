internal import Platform

extension Repository {
  /// What the body makes of each item, in the items' order.
  ///
  /// From `worthIt` items on two threads share them, each with a handle of its own and with a copy of `state`. The result
  /// is that of one thread.
  package borrowing func map<Item: Sendable, State: Sendable, Value: Sendable>(
    _ items: [Item],
    worthIt: Int,
    from state: State,
    _ body: @escaping @Sendable (Item, inout State, borrowing Repository) throws -> Value
  ) throws -> [Value] {
    var own = state
    guard items.count >= worthIt else {
      var result: [Value] = []
      for item in items { result.append(try body(item, &own, self)) }
      return result
    }
    let work = SharedWork<Item, Value>(items)
    try withHelper { other in
      var state = state
      work.run(1) { item in try body(item, &state, other) }
    } meanwhile: {
      work.run(0) { item in try body(item, &own, self) }
    }
    return try work.result()
  }

  /// Does two things at once, the first on another thread with a handle of its own.
  ///
  /// Where no thread can be made only the second is done.
  private borrowing func withHelper(
    _ first: @escaping @Sendable (borrowing Repository) -> Void,
    meanwhile second: () -> Void
  ) throws(GitError) {
    // The other thread alone uses the handle.
    nonisolated(unsafe) let job = Job(try reopened(), first)
    OtherThread.run({ job.run() }, meanwhile: second)
  }
}

/// What the other thread is given.
private final class Job {
  private let repository: Repository
  private let body: @Sendable (borrowing Repository) -> Void

  init(
    _ repository: consuming Repository,
    _ body: @escaping @Sendable (borrowing Repository) -> Void
  ) {
    self.repository = repository
    self.body = body
  }

  func run() { body(repository) }
}
