internal import Glibc
package import GitObjects

/// The machine's time zone.
package enum LocalTime {
  /// The moment when a wall clock here stands at what a clock in UTC shows at the time given.
  package static func moment(_ wallClock: Timestamp) -> Timestamp {
    var seconds = time_t(wallClock.seconds)
    var fields = unsafe tm()
    guard unsafe gmtime_r(&seconds, &fields) != nil else { return wallClock }
    unsafe fields.tm_isdst = -1
    return Timestamp(seconds: Int64(unsafe mktime(&fields)))
  }
}
