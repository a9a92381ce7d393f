import Syntax

/// Where the lines of a template stand: in which document, and below which keys.
struct TemplateLayout {
  private let lines: [ArraySlice<UInt8>]
  /// Of each line, once for all that is asked of it; `nil` of blanks and comments.
  private let indentations: [Int?]
  private let separators: [Bool]

  /// Of the text without its actions.
  init(_ templates: Templates) {
    lines = templates.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    indentations = lines.map(Self.indentation)
    separators = lines.map { $0.starts(with: "---".utf8) }
  }

  var lastLine: Int { lines.count }

  private func text(_ line: Int) -> ArraySlice<UInt8> {
    line >= 1 && line <= lines.count ? lines[line - 1] : []
  }

  private func indentation(of line: Int) -> Int? {
    line >= 1 && line <= lines.count ? indentations[line - 1] : nil
  }

  private static func indentation(of text: ArraySlice<UInt8>) -> Int? {
    let rest = text.drop { $0 == 0x20 }
    guard let first = rest.first(where: { $0 != 0x09 && $0 != 0x0D }), first != UInt8(ascii: "#")
    else { return nil }
    return text.count - rest.count
  }

  /// The first line below with anything on it.
  func nextLine(after line: Int) -> Int? {
    ((line + 1)..<(lines.count + 2)).first { indentation(of: $0) != nil }
  }

  func isFirst(_ line: Int) -> Bool { (1..<max(line, 1)).allSatisfy { indentation(of: $0) == nil } }

  func startsAtMargin(_ line: Int) -> Bool { indentation(of: line) == 0 }

  /// The key of a line, or all of it where it has none or is an item of a list: that tells items apart.
  ///
  /// Numbers are left out, since those of placeholders are counted through the text.
  func words(of line: Int) -> String {
    let text = String(decoding: text(line), as: UTF8.self).filter { $0.isASCII && !$0.isNumber }
    let isItem = text.drop { $0 == " " }.hasPrefix("-")
    guard !isItem, let colon = text.firstIndex(of: ":") else { return text }
    return String(text[..<colon])
  }

  /// The document that a line is of, by its first and last line.
  func document(of line: Int) -> ClosedRange<Int> {
    var first = min(max(line, 1), max(lines.count, 1))
    var last = first
    while first > 1, !isSeparator(first) { first -= 1 }
    while last < lines.count, !isSeparator(last + 1) { last += 1 }
    return first...last
  }

  private func isSeparator(_ line: Int) -> Bool {
    line >= 1 && line <= lines.count && separators[line - 1]
  }

  /// The keys that something at this indentation stands below, the nearest first.
  func keys(above line: Int, indentation start: Int, isItem: Bool = false) -> [String] {
    var keys: [String] = []
    var limit = start
    // The items of a list may stand as far left as its key.
    var isItem = isItem
    var place = line - 1
    while place >= 1, limit > 0 || isItem, !isSeparator(place) {
      defer { place -= 1 }
      guard let own = indentation(of: place), own < limit || isItem && own == limit else {
        continue
      }
      let rest = text(place).dropFirst(own)
      let opensItem = rest.starts(with: "- ".utf8)
      if opensItem {
        guard own < limit else { continue }
        let inner = rest.dropFirst(2).drop { $0 == 0x20 }
        if own + (rest.count - inner.count) < limit { keys.append(Self.key(inner)) }
      } else {
        keys.append(Self.key(rest))
      }
      limit = own
      isItem = opensItem
    }
    return keys
  }

  /// The outermost keys on these lines, and those above them; none of its own for an empty block.
  func keys(within range: ClosedRange<Int>) -> (own: [String], above: [String])? {
    let inner = range.filter { indentation(of: $0) != nil }
    guard let first = inner.first, let least = inner.compactMap(indentation).min() else {
      return nil
    }
    let tops = inner.filter { indentation(of: $0) == least }.map { text($0).dropFirst(least) }
    let isItem = tops.contains { $0.starts(with: "-".utf8) }
    return (tops.map(Self.key), keys(above: first, indentation: least, isItem: isItem))
  }

  private static func key(_ text: ArraySlice<UInt8>) -> String {
    let key = text.prefix { $0 != UInt8(ascii: ":") }
    return String(decoding: key.filter { $0 != 0x22 && $0 != 0x27 }, as: UTF8.self)
  }
}
