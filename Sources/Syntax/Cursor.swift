/// A place in a text that is being read, by bytes.
struct Cursor {
  let bytes: [UInt8]
  private(set) var index = 0
  private var line = 1
  /// Where the line begins; before the text where that begins within a line.
  private var lineStart = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// A text that is part of another one.
  init(_ bytes: [UInt8], at start: Position) {
    self.bytes = bytes
    line = start.line
    lineStart = 1 - start.column
  }

  var isAtEnd: Bool { index >= bytes.count }
  var next: UInt8? { index < bytes.count ? bytes[index] : nil }
  var position: Position { Position(line: line, column: index - lineStart + 1) }

  func peek(_ distance: Int) -> UInt8? {
    let place = index + distance
    return place < bytes.count ? bytes[place] : nil
  }

  func starts(with text: String) -> Bool { starts(with: text.utf8) }

  func starts(with text: some Collection<UInt8>) -> Bool {
    bytes[min(index, bytes.count)...].starts(with: text)
  }

  /// Beyond the end there is nothing to take.
  mutating func advance(by count: Int = 1) {
    for _ in 0..<count where index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\n") {
        line += 1
        lineStart = index
      }
    }
  }

  /// Takes the byte if it comes next.
  mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    advance()
    return true
  }

  mutating func skip(while isSkipped: (UInt8) -> Bool) {
    while let byte = next, isSkipped(byte) { advance() }
  }

  func text(from start: Int) -> String {
    String(decoding: bytes[start..<index], as: UTF8.self)
  }
}
