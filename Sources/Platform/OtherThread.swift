internal import Glibc

/// A second thread for as long as a piece of work lasts.
///
/// A plain thread, since the work blocks and a hook has no use for an executor.
package enum OtherThread {
  /// Does two things at once, the first on another thread.
  ///
  /// Where no thread can be made only the second is done.
  package static func run(_ first: @escaping @Sendable () -> Void, meanwhile second: () -> Void) {
    let job = unsafe Unmanaged.passRetained(Job(first))
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    unsafe pthread_attr_setstacksize(&attributes, 8 << 20)
    var thread = pthread_t()
    let isStarted =
      unsafe pthread_create(
        &thread,
        &attributes,
        { argument in
          guard let argument = unsafe argument else { return nil }
          unsafe Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().body()
          return nil
        },
        job.toOpaque()
      ) == 0
    unsafe pthread_attr_destroy(&attributes)
    second()
    if isStarted { pthread_join(thread, nil) } else { unsafe job.release() }
  }

  /// What the body makes of each item, in the items' order; from `worthIt` items on two threads share them.
  ///
  /// The result is that of one thread: of several failures the first in the items' order is thrown.
  package static func map<Item: Sendable, Value: Sendable>(
    _ items: [Item],
    worthIt: Int,
    _ body: @escaping @Sendable (Item) throws -> Value
  ) throws -> [Value] {
    guard items.count >= worthIt else { return try items.map(body) }
    let work = SharedWork<Item, Value>(items)
    run({ work.run(1, body) }, meanwhile: { work.run(0, body) })
    return try work.result()
  }
}

private final class Job {
  let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}
