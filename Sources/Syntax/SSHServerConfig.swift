/// The lines of `sshd_config`, as sshd(8) takes them.
package struct SSHServerConfig: Sendable {
  package struct Line: Hashable, Sendable {
    /// In lower case: names are compared so.
    package let keyword: String
    package let words: [String]
    /// The criteria of the block that it stands in; empty outside of any.
    package let block: String
    package let position: Position

    package init(keyword: String, words: [String], block: String, position: Position) {
      self.keyword = keyword
      self.words = words
      self.block = block
      self.position = position
    }
  }

  package private(set) var lines: [Line] = []
  /// The criteria of all blocks, in their order.
  package private(set) var blocks: [String] = []

  package static func read(
    _ bytes: [UInt8],
    limits: SyntaxLimits = .init()
  ) throws(SyntaxError) -> SSHServerConfig {
    let source = try SourceLines(try SourceText.check(bytes, limits), limits)
    var budget = NodeBudget(limits.ofLines)
    var config = SSHServerConfig()
    var block = ""
    for number in 0..<source.count {
      let position = Position(line: number + 1, column: 1)
      let text = trimmed(try source.plain(number))
      guard let first = text.first, first != UInt8(ascii: "#") else { continue }
      try budget.spend(at: position)
      let end = text.firstIndex { isBlank($0) || $0 == UInt8(ascii: "=") } ?? text.endIndex
      let keyword = String(decoding: text[..<end], as: UTF8.self).lowercased()
      var rest = text[end...].drop(while: isBlank)
      if rest.first == UInt8(ascii: "=") { rest = rest.dropFirst() }
      let words = try words(rest, position)
      if keyword == "match" {
        block = words.joined(separator: " ")
        // All blocks after it are for everybody again.
        if block.lowercased() == "all" { block = "all" }
        config.blocks.append(block)
      } else {
        config.lines.append(
          Line(keyword: keyword, words: words, block: block, position: position)
        )
      }
    }
    return config
  }

  /// Up to a comment; double quotes keep blanks.
  private static func words(
    _ text: ArraySlice<UInt8>,
    _ position: Position
  ) throws(SyntaxError) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var isQuoted = false
    var isOpen = false
    for byte in text {
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
        isOpen = true
      } else if !isQuoted, isBlank(byte) {
        if isOpen { words.append(String(decoding: word, as: UTF8.self)) }
        (word, isOpen) = ([], false)
      } else if !isQuoted, !isOpen, byte == UInt8(ascii: "#") {
        break
      } else {
        word.append(byte)
        isOpen = true
      }
    }
    guard !isQuoted else { throw SyntaxError("a quote that does not end", at: position) }
    if isOpen { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }
}
