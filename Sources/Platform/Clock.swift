internal import Glibc
package import GitObjects

/// The machine's clocks.
///
/// The pure core never asks the time; it is told.
package enum Clock {
  /// The wall clock, in whole seconds.
  package static func now() -> Timestamp {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(seconds: Int64(time.tv_sec))
  }

  /// Seconds on a clock that nobody can set, for deadlines.
  package static func monotonic() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Waits, for another process to finish what it is about.
  package static func pause(milliseconds: Int) {
    usleep(UInt32(max(1, milliseconds) * 1000))
  }
}
