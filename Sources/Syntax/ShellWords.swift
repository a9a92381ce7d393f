/// Takes a shell script apart into its simple commands, without running or expanding anything.
///
/// Commands within `$(…)`, backquotes, `<(…)`, groups and control structures are listed too. Keywords that
/// only introduce a command (`if`, `then`, `do`, `!`) are left out. It takes more than a shell would: it is
/// for finding commands, not for checking scripts.
package struct ShellWords {
  var cursor: Cursor
  var budget: NodeBudget
  var commands: [ShellCommand] = []
  private var pipelines = 0
  private var groups = ShellGroups()
  private var waiting: [WaitingDocument] = []
  var depth: Int

  /// A here document whose lines begin behind the next newline.
  private struct WaitingDocument {
    let end: [UInt8]
    let isQuoted: Bool
    let stripsTabs: Bool
    let command: Int
  }

  /// The commands in the order they begin in.
  package static func read(
    _ bytes: [UInt8],
    limits: SyntaxLimits = .init(),
    at start: Position = Position(line: 1, column: 1)
  ) throws(SyntaxError) -> [ShellCommand] {
    let text = try SourceText.check(bytes, limits)
    var reader = ShellWords(
      cursor: Cursor(text, at: start),
      budget: NodeBudget(limits),
      depth: 1
    )
    while !reader.cursor.isAtEnd { try reader.list() }
    return reader.commands
  }

  private init(cursor: Cursor, budget: NodeBudget, depth: Int) {
    self.cursor = cursor
    self.budget = budget
    self.depth = depth
  }

  /// Commands up to a closing parenthesis, which is taken, or the end; whether there was one.
  @discardableResult
  private mutating func list() throws(SyntaxError) -> Bool {
    depth += 1
    try budget.check(depth: depth, at: cursor.position)
    let outer = groups
    groups = ShellGroups()
    defer {
      groups = outer
      depth -= 1
    }
    while let byte = cursor.next {
      switch byte {
      case UInt8(ascii: ")"):
        cursor.advance()
        return true
      case UInt8(ascii: "("): try openGroup()
      case UInt8(ascii: "|") where cursor.peek(1) != UInt8(ascii: "|"): pipe()
      case UInt8(ascii: "&") where cursor.peek(1) == UInt8(ascii: ">"): try command()
      case UInt8(ascii: "\n"), UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"):
        endPipeline(byte)
      case UInt8(ascii: "#"): cursor.skip { $0 != UInt8(ascii: "\n") }
      case UInt8(ascii: "\\") where cursor.peek(1) == UInt8(ascii: "\n"): cursor.advance(by: 2)
      default: if Self.isBlank(byte) { cursor.advance() } else { try command() }
      }
    }
    return false
  }

  /// What a group writes goes through the pipe behind it.
  private mutating func pipe() {
    // `|&` is a pipe as well.
    cursor.advance(by: cursor.peek(1) == UInt8(ascii: "&") ? 2 : 1)
    if let first = groups.closed, let pipeline = groups.pipeline {
      for place in first..<commands.count { commands[place].pipeline = pipeline }
    }
    groups.closed = nil
    groups.isPiped = true
  }

  private mutating func endPipeline(_ byte: UInt8) {
    groups.closed = nil
    let isDouble = byte != UInt8(ascii: "\n") && cursor.peek(1) == byte
    cursor.advance(by: isDouble ? 2 : 1)
    // A pipe goes on in the next line.
    if byte == UInt8(ascii: "\n") { takeDocuments() } else { groups.isPiped = false }
  }

  private mutating func openGroup() throws(SyntaxError) {
    if cursor.starts(with: "((") { return try skipArithmetic() }
    let first = commands.count
    cursor.advance()
    try list()
    guard first < commands.count else { return }
    groups.closed = first
    groups.pipeline = commands[first].pipeline
    groups.isPiped = false
  }

  // MARK: - One command

  private mutating func command() throws(SyntaxError) {
    let start = cursor.index
    let place = commands.count
    let previous = groups.isPiped ? groups.pipeline : nil
    pipelines += 1
    commands.append(
      ShellCommand(position: cursor.position, pipeline: previous ?? pipelines)
    )
    while let byte = cursor.next,
      !Self.endsCommand(byte) || isRedirection(byte) || isArray(place) || isTest(place, byte)
    {
      if isTest(place, byte),
        Self.endsCommand(byte) || byte == UInt8(ascii: "<")
          || byte == UInt8(ascii: ">")
      {
        cursor.advance()
      } else if isArray(place) {
        try array()
      } else if Self.isBlank(byte) {
        cursor.advance()
      } else if cursor.starts(with: "\\\n") {
        cursor.advance(by: 2)
      } else if byte == UInt8(ascii: "#") {
        cursor.skip { $0 != UInt8(ascii: "\n") }
      } else if try redirection(place) {
        continue
      } else {
        let word = try word()
        if add(word, place) { break }
      }
    }
    commands[place].raw = cursor.text(from: start)
    let command = commands[place]
    if command.words.isEmpty && command.assignments.isEmpty && command.redirections.isEmpty
      && !waiting.contains(where: { $0.command == place }) && place == commands.count - 1
    {
      commands.removeLast()
    } else {
      groups.isPiped = false
      groups.closed = nil
      groups.pipeline = commands[place].pipeline
    }
  }

  /// `true` after a word that another command can follow at once.
  private mutating func add(_ word: ShellWord, _ place: Int) -> Bool {
    if commands[place].words.isEmpty {
      if let assignment = Self.assignment(word) {
        commands[place].assignments.append(assignment)
        return false
      }
      if !word.isQuoted, let text = word.literal, commands[place].assignments.isEmpty,
        groups.take(keyword: text, at: place)
      {
        return true
      }
    }
    // `function f {`
    if commands[place].words.count == 2, word.raw == "{", commands[place].name == "function" {
      return groups.take(keyword: "{", at: place)
    }
    commands[place].words.append(word)
    return false
  }

  /// `NAME=value`, `NAME+=value`; the name and the sign are never quoted or expanded.
  private static func assignment(_ word: ShellWord) -> ShellCommand.Assignment? {
    guard case .literal(let text)? = word.parts.first,
      let sign = text.utf8.firstIndex(of: UInt8(ascii: "="))
    else { return nil }
    var name = text[..<sign]
    if name.hasSuffix("+") { name = name.dropLast() }
    guard let first = name.utf8.first, !first.isDigit, name.utf8.allSatisfy(Self.isNameByte),
      word.raw.hasPrefix(name)
    else { return nil }
    var value = ShellWord(position: word.position, raw: word.raw, isQuoted: word.isQuoted)
    let rest = String(text[text.index(after: sign)...])
    if !rest.isEmpty { value.parts.append(.literal(rest)) }
    value.parts += word.parts.dropFirst()
    return ShellCommand.Assignment(name: String(name), value: value)
  }

  // MARK: - Redirections

  private func isRedirection(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "&") && cursor.peek(1) == UInt8(ascii: ">")
  }

  private static let signs = [
    "&>>", "&>", "<<<", "<<-", "<<", "<>", "<&", ">>", ">&", ">|", ">", "<",
  ]

  private mutating func redirection(_ place: Int) throws(SyntaxError) -> Bool {
    var digits = 0
    while let byte = cursor.peek(digits), byte.isDigit { digits += 1 }
    guard let sign = cursor.peek(digits),
      sign == UInt8(ascii: "<") || sign == UInt8(ascii: ">")
        || digits == 0 && isRedirection(sign)
    else { return false }
    // `<(…)` and `>(…)` are words.
    if cursor.peek(digits + 1) == UInt8(ascii: "(") { return false }
    cursor.advance(by: digits)
    guard let sign = Self.signs.first(where: { cursor.starts(with: $0) }) else { return false }
    cursor.advance(by: sign.utf8.count)
    cursor.skip(while: Self.isBlank)
    let target = try word()
    if sign == "<<" || sign == "<<-" {
      waiting.append(
        WaitingDocument(
          end: Array((target.literal ?? target.raw).utf8),
          isQuoted: target.isQuoted,
          stripsTabs: sign == "<<-",
          command: place
        )
      )
    } else {
      commands[place].redirections.append(.init(sign: sign, target: target))
    }
    return true
  }

  /// Reads the here documents that begin on this line.
  private mutating func takeDocuments() {
    let documents = waiting
    waiting = []
    for document in documents {
      let position = cursor.position
      var text: [UInt8] = []
      while !cursor.isAtEnd {
        let start = cursor.index
        cursor.skip { $0 != UInt8(ascii: "\n") }
        var line = cursor.bytes[start..<cursor.index]
        cursor.advance()
        if document.stripsTabs { line = line.drop { $0 == 0x09 } }
        if line.elementsEqual(document.end) { break }
        text += line + [0x0A]
      }
      commands[document.command].hereDocuments.append(
        .init(
          text: String(decoding: text, as: UTF8.self),
          position: position,
          isQuoted: document.isQuoted
        )
      )
    }
  }

  // MARK: - What words need

  /// The commands of a substitution whose opening parenthesis is taken.
  mutating func substitution(from position: Position) throws(SyntaxError) {
    guard try list() else {
      throw SyntaxError("a substitution that does not end", at: position)
    }
  }

  /// The commands within backquotes.
  mutating func commands(in bytes: [UInt8], at position: Position) throws(SyntaxError) {
    var inner = ShellWords(cursor: Cursor(bytes, at: position), budget: budget, depth: depth + 1)
    while !inner.cursor.isAtEnd { try inner.list() }
    budget = inner.budget
    let base = pipelines
    pipelines += inner.pipelines
    for var command in inner.commands {
      command.pipeline += base
      commands.append(command)
    }
  }
}
