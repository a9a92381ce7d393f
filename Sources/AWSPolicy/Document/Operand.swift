/// Reads the values of conditions that are no strings.
enum Operand {
  static func reads(_ glob: Glob, _ test: Condition.Test) -> Bool {
    switch test {
    case .string, .like, .equalsIgnoringCase, .opaque: true
    case .bool, .null: glob.literal.map { ["true", "false"].contains($0.lowercased()) } ?? false
    case .number, .less, .lessOrEqual, .greater, .greaterOrEqual:
      glob.literal.flatMap(number) != nil
    case .date, .dateLess, .dateLessOrEqual, .dateGreater, .dateGreaterOrEqual:
      glob.literal.flatMap(date) != nil
    case .address: glob.literal.flatMap(Network.init) != nil
    }
  }

  /// No more digits than a double tells apart.
  static func number(_ text: String) -> Double? {
    let digits = text.utf8.filter { (0x30...0x39).contains($0) }
    guard !digits.isEmpty, digits.count <= 15,
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D })
    else { return nil }
    return Double(text)
  }

  /// Seconds since 1970: `2026-11-23T05:00:00Z`, its date alone, or the seconds themselves.
  static func date(_ text: String) -> Double? {
    if let seconds = number(text), !text.dropFirst().utf8.contains(0x2D) { return seconds }
    let bytes = Array(text.utf8)
    guard bytes.count == 10 || (bytes.count == 20 && bytes[10] == 0x54 && bytes[19] == 0x5A) else {
      return nil
    }
    let fields = text.split(whereSeparator: { "-:TZ".contains($0) }).map(String.init)
    let numbers = fields.compactMap {
      $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? Int($0) : nil
    }
    guard numbers.count == fields.count, numbers.count == (bytes.count == 10 ? 3 : 6),
      (1...12).contains(numbers[1]), (1...31).contains(numbers[2]), numbers[0] < 10_000
    else { return nil }
    let clock = numbers.count == 6 ? numbers[3] * 3_600 + numbers[4] * 60 + numbers[5] : 0
    return Double(days(numbers[0], numbers[1], numbers[2]) * 86_400 + clock)
  }

  /// Days from 1970-01-01, with the year begun in March.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let age = year - (year / 400) * 400
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return (year / 400) * 146_097 + age * 365 + age / 4 - age / 100 + ofYear - 719_468
  }
}
