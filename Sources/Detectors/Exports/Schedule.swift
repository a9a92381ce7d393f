/// How often a cron expression lets something run.
struct Schedule {
  let text: String

  init(_ text: String) { self.text = text }

  /// Runs in a day of thirty; `nil` where it is no such expression.
  var runsPerMonth: Int? {
    switch text {
    case "": return nil
    case "@yearly", "@annually": return 0
    case "@monthly": return 1
    case "@weekly": return 4
    case "@daily", "@midnight": return 30
    case "@hourly": return 720
    default: break
    }
    let fields = text.utf8.split(whereSeparator: { $0 <= 0x20 }).map(Array.init)
    guard fields.count == 5, let minutes = Self.count(fields[0], 60),
      let hours = Self.count(fields[1], 24), let days = Self.count(fields[2], 30),
      let months = Self.count(fields[3], 12), let weekdays = Self.count(fields[4], 7)
    else { return nil }
    let dates = weekdays < 7 && days == 30 ? weekdays &* 30 / 7 : days
    return minutes &* hours &* dates &* months / 12
  }

  private static func count(_ field: [UInt8], _ size: Int) -> Int? {
    var total = 0
    for part in field.split(separator: UInt8(ascii: ",")) {
      let pieces = part.split(separator: UInt8(ascii: "/"), maxSplits: 1)
      guard let range = pieces.first else { return nil }
      var span = 1
      if range.elementsEqual("*".utf8) || range.elementsEqual("?".utf8) {
        span = size
      } else if let ends = ends(of: range) {
        span = ends.1 >= ends.0 ? ends.1 &- ends.0 &+ 1 : size
      } else if range.contains(where: { !$0.isAlphanumeric }) {
        return nil
      }
      let step = pieces.count == 2 ? Int(String(decoding: pieces[1], as: UTF8.self)) ?? 0 : 1
      guard step > 0 else { return nil }
      if pieces.count == 2, span == 1 { span = size }
      total &+= (min(span, size) &+ step &- 1) / step
    }
    return total > 0 ? min(total, size) : nil
  }

  private static func ends(of range: ArraySlice<UInt8>) -> (Int, Int)? {
    let parts = range.split(separator: UInt8(ascii: "-"))
    guard parts.count == 2, let a = Int(String(decoding: parts[0], as: UTF8.self)),
      let b = Int(String(decoding: parts[1], as: UTF8.self)), (0...99).contains(a),
      (0...99).contains(b)
    else { return nil }
    return (a, b)
  }

  var words: String {
    guard let runs = runsPerMonth else { return "at '\(text)'" }
    switch runs {
    case 30: return "daily"
    case 720: return "hourly"
    case 1: return "monthly"
    case 4: return "weekly"
    case let runs where runs > 720: return "every \(max(1, 43_200 / runs)) minutes"
    default: return "at '\(text)'"
    }
  }
}

extension UInt8 {
  var isAlphanumeric: Bool {
    (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
  }
}
