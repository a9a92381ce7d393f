extension Repository {
  /// Does two things at once, the first on another thread with a handle of its own.
  ///
  /// Where no thread can be made the second is done alone.
  borrowing func withHelper(
    _ first: @escaping @Sendable (borrowing Repository) -> Void,
    meanwhile second: () -> Void
  ) throws(GitError) {
    // Nobody else has the handle.
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
