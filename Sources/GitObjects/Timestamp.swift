/// A moment in whole seconds since 1970, in UTC.
///
/// One spelling: `2026-11-23T05:00:00Z`.
package struct Timestamp: Hashable, Sendable, Comparable {
  package let seconds: Int64

  package init(seconds: Int64) {
    self.seconds = seconds
  }

  /// Takes exactly `YYYY-MM-DDTHH:MM:SSZ` with a date that exists; anything else is `nil` (no fraction,
  /// no offset, no 30 February, no leap second).
  package init?(_ text: some Collection<UInt8>) {
    let text = Array(text)
    guard text.count == 20 else { return nil }
    for (index, separator) in Self.separators where text[index] != separator { return nil }
    func number(_ range: Range<Int>) -> Int64? {
      var value: Int64 = 0
      for byte in text[range] {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value = value * 10 + Int64(byte - UInt8(ascii: "0"))
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year),
      hour < 24, minute < 60, second < 60
    else { return nil }
    seconds =
      Self.daysSinceEpoch(year: year, month: month, day: day) * 86_400 + hour * 3600 + minute * 60
      + second
  }

  /// How far somebody else's clock may run ahead of ours, in seconds.
  package static let skew: Int64 = 300

  package static func < (a: Self, b: Self) -> Bool { a.seconds < b.seconds }

  /// Saturates instead of trapping: the amount may come from a stranger.
  package func adding(seconds amount: Int64) -> Timestamp {
    let (sum, overflow) = seconds.addingReportingOverflow(amount)
    return Timestamp(seconds: overflow ? (amount < 0 ? .min : .max) : sum)
  }

  private static let separators: [(Int, UInt8)] = [
    (4, UInt8(ascii: "-")), (7, UInt8(ascii: "-")), (10, UInt8(ascii: "T")),
    (13, UInt8(ascii: ":")), (16, UInt8(ascii: ":")), (19, UInt8(ascii: "Z")),
  ]

  private static func days(in month: Int64, of year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  // Days from civil date and back in the proleptic Gregorian calendar, with years that begin in March
  // so that the leap day is the last.
  private static func daysSinceEpoch(year: Int64, month: Int64, day: Int64) -> Int64 {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private var civil: (year: Int64, month: Int64, day: Int64) {
    let days = (seconds >= 0 ? seconds / 86_400 : (seconds + 1) / 86_400 - 1) + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }
}

extension Timestamp: CustomStringConvertible {
  package var description: String {
    func padded(_ number: Int64, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let (year, month, day) = civil
    let second = ((seconds % 86_400) + 86_400) % 86_400
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2) + "T"
      + padded(second / 3600, 2) + ":" + padded(second / 60 % 60, 2) + ":" + padded(second % 60, 2)
      + "Z"
  }
}
