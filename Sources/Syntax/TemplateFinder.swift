/// Finds where the actions of a template begin and end.
struct TemplateFinder {
  private(set) var cursor: Cursor

  init(_ bytes: [UInt8]) { cursor = Cursor(bytes) }

  /// Goes to the next `{{`, `{%` or `{#`; `false` at the end of the text or of the line.
  mutating func skipToAction(inLine: Bool = false) -> Bool {
    while let byte = cursor.next {
      if inLine, byte == UInt8(ascii: "\n") { return false }
      if byte == UInt8(ascii: "{"), isOpening { return true }
      cursor.advance()
      // `${{ … }}` and `${#…}` are of other languages: their braces open nothing.
      if byte == UInt8(ascii: "$") { cursor.skip { $0 == UInt8(ascii: "{") } }
    }
    return false
  }

  private var isOpening: Bool {
    switch cursor.peek(1) {
    case UInt8(ascii: "{"), UInt8(ascii: "%"), UInt8(ascii: "#"): true
    default: false
    }
  }

  /// Takes the action that begins here.
  mutating func takeAction() throws(SyntaxError) -> String {
    let start = cursor.index
    let position = cursor.position
    if cursor.starts(with: "{#") {
      try skip(to: "#}", position)
    } else if isComment {
      try skip(to: "*/", position)
      try skipCode(to: "}}", position)
    } else if cursor.starts(with: "{%") {
      try skipCode(to: "%}", position)
    } else {
      try skipCode(to: "}}", position)
    }
    return cursor.text(from: start)
  }

  mutating func advance() { cursor.advance() }

  private var isComment: Bool {
    cursor.starts(with: "{{/*") || cursor.starts(with: "{{- /*")
  }

  private mutating func skip(to end: String, _ position: Position) throws(SyntaxError) {
    cursor.advance(by: 2)
    while !cursor.isAtEnd {
      if cursor.starts(with: end) {
        cursor.advance(by: end.utf8.count)
        return
      }
      cursor.advance()
    }
    throw SyntaxError("a template's action that does not end", at: position)
  }

  /// To the closing braces that are in no string.
  private mutating func skipCode(to end: String, _ position: Position) throws(SyntaxError) {
    if cursor.next == UInt8(ascii: "{") { cursor.advance(by: 2) }
    while let byte = cursor.next {
      if cursor.starts(with: end) {
        cursor.advance(by: end.utf8.count)
        return
      }
      cursor.advance()
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): skipString(byte, hasEscapes: true)
      case UInt8(ascii: "`"): skipString(byte, hasEscapes: false)
      default: break
      }
    }
    throw SyntaxError("a template's action that does not end", at: position)
  }

  private mutating func skipString(_ quote: UInt8, hasEscapes: Bool) {
    while let byte = cursor.next {
      cursor.advance()
      if byte == quote { return }
      if hasEscapes, byte == UInt8(ascii: "\\") { cursor.advance() }
    }
  }
}

/// Writes the text of a template without its actions.
struct TemplateBuilder {
  private var finder: TemplateFinder
  private(set) var output: [UInt8] = []
  private(set) var actions: [Templates.Action] = []

  init(_ bytes: [UInt8]) { finder = TemplateFinder(bytes) }

  mutating func run() throws(SyntaxError) {
    while !finder.cursor.isAtEnd { try line() }
  }

  /// One line, or several that an action holds together.
  private mutating func line() throws(SyntaxError) {
    var kept: [UInt8] = []
    var taken: [(text: String, position: Position, offset: Int)] = []
    var breaks = 0
    while true {
      let start = finder.cursor.index
      let isAction = finder.skipToAction(inLine: true)
      kept.append(contentsOf: finder.cursor.bytes[start..<finder.cursor.index])
      guard isAction else { break }
      let position = finder.cursor.position
      let text = try finder.takeAction()
      breaks += text.utf8.count { $0 == UInt8(ascii: "\n") }
      taken.append((text, position, kept.count))
    }
    let isBlank = kept.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    var written = 0
    for (text, position, offset) in taken {
      output.append(contentsOf: kept[written..<offset])
      written = offset
      if !isBlank && !Self.isSilent(text) {
        output.append(contentsOf: Placeholder.text(actions.count).utf8)
      }
      actions.append(Templates.Action(text: text, position: position, isWholeLine: isBlank))
    }
    if taken.isEmpty || !isBlank { output.append(contentsOf: kept[written...]) }
    output.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: breaks))
    if finder.cursor.next != nil {
      finder.advance()
      output.append(UInt8(ascii: "\n"))
    }
  }

  /// Comments write nothing, wherever they stand.
  private static func isSilent(_ text: String) -> Bool {
    text.hasPrefix("{#") || text.hasPrefix("{{/*") || text.hasPrefix("{{- /*")
  }
}
