/// A text of Groovy as statements and blocks, however it is broken into lines.
///
/// Comments are taken out, and space outside of quotes is one space. What a word means is not looked at.
struct GroovyBlocks: Sendable {
  indirect enum Item: Sendable {
    case statement(String, line: Int)
    /// What stands before the brace, and what is in it.
    case block(String, [Item], line: Int)

    var text: String {
      switch self {
      case .statement(let text, _): text
      case .block(let head, let items, _):
        head + " { " + items.map(\.text).joined(separator: "; ") + " }"
      }
    }

    var line: Int {
      switch self {
      case .statement(_, let line), .block(_, _, let line): line
      }
    }
  }

  private(set) var items: [Item] = []
  /// Where braces do not match, or are too many to follow.
  private(set) var isBroken = false
  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  private var text: [UInt8] = []
  private var start = 1

  private static let maximumDepth = 60

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    items = read(depth: 0)
  }

  private func byte(_ offset: Int = 0) -> UInt8 {
    index + offset < bytes.count ? bytes[index + offset] : 0
  }

  private mutating func read(depth: Int) -> [Item] {
    var items: [Item] = []
    var brackets = 0
    func close(_ reader: inout GroovyBlocks) {
      let text = reader.taken()
      if !text.isEmpty { items.append(.statement(text, line: reader.start)) }
    }
    while index < bytes.count {
      let next = byte()
      switch next {
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"): skipLine()
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"): skipComment()
      case UInt8(ascii: "#") where index == 0 && byte(1) == UInt8(ascii: "!"): skipLine()
      case UInt8(ascii: "'"), UInt8(ascii: "\""): takeQuoted()
      case UInt8(ascii: "/") where beginsPattern: takePattern()
      case UInt8(ascii: "{"):
        index += 1
        let line = text.isEmpty ? self.line : start
        let head = taken()
        guard depth < Self.maximumDepth else {
          isBroken = true
          index = bytes.count
          break
        }
        items.append(.block(head, read(depth: depth + 1), line: line))
      case UInt8(ascii: "}"):
        close(&self)
        index += 1
        guard depth == 0 else { return items }
        isBroken = true
      case UInt8(ascii: ";"):
        close(&self)
        index += 1
      case 0x0A, 0x0D:
        index += 1
        if next == 0x0D, byte() == 0x0A { index += 1 }
        if brackets > 0 || continues { space() } else { close(&self) }
        line += 1
      default:
        if next == UInt8(ascii: "(") || next == UInt8(ascii: "[") { brackets += 1 }
        if next == UInt8(ascii: ")") || next == UInt8(ascii: "]") {
          brackets = max(0, brackets - 1)
        }
        index += 1
        if next <= 0x20 { space() } else { take(next) }
      }
    }
    close(&self)
    if depth > 0 { isBroken = true }
    return items
  }

  private mutating func take(_ byte: UInt8) {
    if text.isEmpty { start = line }
    text.append(byte)
  }

  private mutating func space() {
    if let last = text.last, last != 0x20 { text.append(0x20) }
  }

  private mutating func taken() -> String {
    while text.last == 0x20 { text.removeLast() }
    defer { text = [] }
    return String(decoding: text, as: UTF8.self)
  }

  /// Whether a statement goes on in the next line.
  private var continues: Bool {
    guard let last = text.last(where: { $0 != 0x20 }) else { return false }
    return last == UInt8(ascii: ",") || last == UInt8(ascii: "\\")
  }

  /// A comment ends where a line does: at a carriage return, too.
  private mutating func skipLine() {
    while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
  }

  private mutating func skipComment() {
    index += 2
    while index < bytes.count, !(byte() == UInt8(ascii: "*") && byte(1) == UInt8(ascii: "/")) {
      if byte() == 0x0A { line += 1 }
      index += 1
    }
    index += 2
    space()
  }

  private mutating func takeQuoted() {
    let quote = byte()
    let isLong = byte(1) == quote && byte(2) == quote
    let width = isLong ? 3 : 1
    for _ in 0..<width { step() }
    while index < bytes.count {
      if byte() == UInt8(ascii: "\\") {
        step()
        step()
      } else if quote == UInt8(ascii: "\""), byte() == UInt8(ascii: "$"),
        byte(1) == UInt8(ascii: "{")
      {
        takeInserted()
      } else if byte() == quote, !isLong || byte(1) == quote && byte(2) == quote {
        for _ in 0..<width { step() }
        return
      } else if !isLong, byte() == 0x0A {
        // A text of one line that is not closed ends with it.
        return
      } else {
        step()
      }
    }
  }

  /// What stands in `${` and `}` within a text.
  private mutating func takeInserted() {
    var depth = 0
    repeat {
      if byte() == UInt8(ascii: "{") { depth += 1 }
      if byte() == UInt8(ascii: "}") { depth -= 1 }
      step()
    } while index < bytes.count && (depth > 0 || byte(-1) == UInt8(ascii: "$"))
  }

  private mutating func step() {
    guard index < bytes.count else { return }
    let next = bytes[index]
    take(next)
    if next == 0x0A { line += 1 }
    index += 1
  }

  /// A slash that begins a pattern: where a value may begin, and another slash stands in the line.
  private var beginsPattern: Bool {
    let before = text.last { $0 != 0x20 } ?? UInt8(ascii: "(")
    guard "=~(,:[!&|?".utf8.contains(before) else { return false }
    return bytes[(index + 1)...].prefix { $0 != 0x0A && $0 != 0x0D }.contains(UInt8(ascii: "/"))
  }

  private mutating func takePattern() {
    step()
    while index < bytes.count, byte() != UInt8(ascii: "/"), byte() != 0x0A {
      if byte() == UInt8(ascii: "\\") { step() }
      step()
    }
    step()
  }
}
