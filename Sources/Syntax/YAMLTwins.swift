/// The keys of a YAML text that stand twice in one map, and the text with one of each.
///
/// A program that takes such a text has the first of them, or the last: whoever wants to know what it means
/// reads both texts.
package struct YAMLTwins: Sendable {
  /// A key that stands twice, by the keys above it, with all that stands below it each time.
  package struct Twin: Hashable, Sendable {
    package let path: [String]
    package let texts: [[UInt8]]
  }

  package private(set) var twins: [Twin] = []
  /// The text with the first of each, and with the last; lines stay where they are.
  package private(set) var withFirst: [UInt8]
  package private(set) var withLast: [UInt8]

  private let bytes: [UInt8]
  private let starts: [Int]
  private let events: [YAMLEvent]
  private var next = 0

  /// `nil` where the text is no YAML, or where a key that stands twice does not have lines of its own.
  package init?(_ bytes: [UInt8], limits: SyntaxLimits = .init()) {
    guard let text = try? SourceText.check(bytes, limits),
      let events = try? YAMLEvents.read(text, limits)
    else { return nil }
    self.bytes = text
    self.events = events
    withFirst = text
    withLast = text
    starts = [0] + text.indices.filter { text[$0] == 0x0A }.map { $0 + 1 }
    while next < events.count {
      guard walk([]) else { return nil }
      next += 1
    }
  }

  /// One value; `false` where a twin cannot be cut out.
  private mutating func walk(_ path: [String]) -> Bool {
    guard next < events.count else { return true }
    defer { next += 1 }
    switch events[next].kind {
    case .listStart:
      next += 1
      while next < events.count, !isEnd {
        guard walk(path + ["-"]) else { return false }
      }
    case .mapStart:
      next += 1
      return map(path)
    default: break
    }
    return true
  }

  private var isEnd: Bool { if case .end = events[next].kind { true } else { false } }

  private mutating func map(_ path: [String]) -> Bool {
    var order: [String] = []
    var places: [String: [Range<Int>]] = [:]
    while next < events.count, !isEnd {
      let position = events[next].position
      guard case .scalar(let key, _) = events[next].kind else { return false }
      next += 1
      guard walk(path + [key]), next < events.count else { return false }
      let start = offset(of: position)
      if places[key] == nil { order.append(key) }
      places[key, default: []].append(start..<max(start, lineStart(of: events[next].position)))
    }
    for key in order {
      guard let all = places[key], all.count > 1 else { continue }
      guard key != "<<", all.allSatisfy({ !$0.isEmpty && isFirst($0.lowerBound) }) else {
        return false
      }
      twins.append(Twin(path: path + [key], texts: all.map { Array(bytes[$0]) }))
      for range in all.dropFirst() { Self.blank(range, in: &withFirst) }
      for range in all.dropLast() { Self.blank(range, in: &withLast) }
    }
    return true
  }

  private func offset(of position: Position) -> Int {
    min(starts[min(position.line, starts.count) - 1] + position.column - 1, bytes.count)
  }

  /// Behind the last line the text ends.
  private func lineStart(of position: Position) -> Int {
    let isEnd = position.line > starts.count || offset(of: position) >= bytes.count
    return isEnd ? bytes.count : starts[position.line - 1]
  }

  /// Whether nothing stands before it on its line but the signs of a list's items.
  private func isFirst(_ place: Int) -> Bool {
    let line = bytes[..<place].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return bytes[line..<place].allSatisfy { $0 == 0x20 || $0 == UInt8(ascii: "-") }
  }

  private static func blank(_ range: Range<Int>, in text: inout [UInt8]) {
    for place in range where text[place] != 0x0A && text[place] != 0x0D { text[place] = 0x20 }
  }
}
