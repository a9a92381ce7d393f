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

  mutating func advance(by count: Int = 1) { cursor.advance(by: count) }

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
  /// By where their actions begin.
  private var blocks: [Int: TemplateBlocks.Block] = [:]

  init(_ bytes: [UInt8]) throws(SyntaxError) {
    finder = TemplateFinder(bytes)
    for block in try TemplateBlocks(bytes).blocks where block.spansLines {
      for action in block.actions { blocks[action] = block }
    }
  }

  mutating func run() throws(SyntaxError) {
    while !finder.cursor.isAtEnd { try line() }
  }

  private struct Taken {
    let text: String
    let position: Position
    /// In the text that is kept.
    let offset: Int
    let block: TemplateBlocks.Block?
  }

  private mutating func take(at offset: Int) throws(SyntaxError) -> Taken {
    let start = finder.cursor.index
    let position = finder.cursor.position
    let block = blocks[start]
    if let block, block.isDefinition {
      finder.advance(by: block.whole.count)
    } else {
      _ = try finder.takeAction()
    }
    let text = finder.cursor.text(from: start)
    return Taken(text: text, position: position, offset: offset, block: block)
  }

  /// One line, or several that an action holds together.
  private mutating func line() throws(SyntaxError) {
    var kept: [UInt8] = []
    var taken: [Taken] = []
    var breaks = 0
    while true {
      let start = finder.cursor.index
      let isAction = finder.skipToAction(inLine: true)
      kept.append(contentsOf: finder.cursor.bytes[start..<finder.cursor.index])
      guard isAction else { break }
      let action = try take(at: kept.count)
      breaks += action.text.utf8.count { $0 == UInt8(ascii: "\n") }
      taken.append(action)
    }
    let isBlank = kept.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    var written = 0
    for action in taken {
      output.append(contentsOf: kept[written..<action.offset])
      written = action.offset
      let decides = isBlank || action.block != nil
      if !decides && !Self.isSilent(action.text) {
        output.append(contentsOf: Placeholder.text(actions.count).utf8)
      }
      let line = action.position.line
      actions.append(
        Templates.Action(
          text: action.text,
          position: action.position,
          isWholeLine: decides,
          lines: action.block?.lines ?? line...line
        )
      )
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
