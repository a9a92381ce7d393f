internal import Clibgit2
internal import Glibc

extension Repository {
  /// Does two things at once, the first on another thread with a handle of its own.
  ///
  /// A plain thread, since the work blocks and a hook has no use for an executor. Where none can be made the
  /// second is done alone.
  borrowing func withHelper(
    _ first: @escaping @Sendable (borrowing Repository) -> Void,
    meanwhile second: () -> Void
  ) throws(GitError) {
    let job = Unmanaged.passRetained(Job(try reopened(), first))
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
          Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().run()
          return nil
        },
        job.toOpaque()
      ) == 0
    pthread_attr_destroy(&attributes)
    second()
    if isStarted { pthread_join(thread, nil) } else { job.release() }
  }
}

/// What the other thread is given: nobody else has the handle.
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
