/// The instructions of a Dockerfile.
package struct Dockerfile: Sendable {
  package struct Instruction: Hashable, Sendable {
    /// In capitals.
    package let name: String
    /// `--from=x`, as written.
    package let flags: [String]
    /// What follows the name and the flags, joined to one line, without comments.
    package let arguments: String
    /// The same as lines of a shell script, each where it is in the file: for reading commands.
    package let script: String
    package let scriptPosition: Position
    package let position: Position
    package let hereDocuments: [HereDocument]

    /// The words between blanks, or those of a JSON list.
    package var words: [String] {
      list ?? arguments.split { $0 == " " || $0 == "\t" }.map(String.init)
    }

    /// The words of an exec form, `["a", "b"]`; `nil` of a shell form.
    package var list: [String]? {
      guard arguments.hasPrefix("["),
        let items = (try? JSONReader.read(Array(arguments.utf8)))?.array
      else { return nil }
      let words = items.compactMap(\.string)
      return words.count == items.count ? words : nil
    }
  }

  package struct HereDocument: Hashable, Sendable {
    package let name: String
    package let text: String
    package let position: Position
  }

  package let instructions: [Instruction]
  /// `syntax`, `escape` and `check` of the first lines.
  package let directives: [String: String]

  package static func read(
    _ bytes: [UInt8],
    limits: SyntaxLimits = .init()
  ) throws(SyntaxError) -> Dockerfile {
    var reader = DockerfileReader(
      lines: try SourceLines(try SourceText.check(bytes, limits), limits),
      budget: NodeBudget(limits.ofLines)
    )
    try reader.run()
    return Dockerfile(instructions: reader.instructions, directives: reader.directives)
  }
}

/// Reads a Dockerfile line by line.
struct DockerfileReader {
  private let lines: SourceLines
  private var budget: NodeBudget
  private var next = 0
  private var escape = UInt8(ascii: "\\")
  private(set) var instructions: [Dockerfile.Instruction] = []
  private(set) var directives: [String: String] = [:]

  init(lines: SourceLines, budget: NodeBudget) {
    self.lines = lines
    self.budget = budget
  }

  mutating func run() throws(SyntaxError) {
    while next < lines.count, let (name, value) = directive(lines[next]) {
      guard directives.updateValue(value, forKey: name) == nil else {
        throw SyntaxError("the directive '\(name)' stands here twice", at: here)
      }
      next += 1
    }
    if directives["escape"] == "`" { escape = UInt8(ascii: "`") }
    while next < lines.count {
      let line = lines[next].drop(while: isBlank)
      if line.isEmpty || line.first == UInt8(ascii: "#") { next += 1 } else { try instruction() }
    }
  }

  private var here: Position { Position(line: next + 1, column: 1) }

  private func directive(_ line: ArraySlice<UInt8>) -> (String, String)? {
    let text = line.drop(while: isBlank)
    guard text.first == UInt8(ascii: "#"), let sign = text.firstIndex(of: UInt8(ascii: "=")) else {
      return nil
    }
    let name = String(decoding: trimmed(text[..<sign].dropFirst()), as: UTF8.self).lowercased()
    guard ["syntax", "escape", "check"].contains(name) else { return nil }
    return (name, String(decoding: trimmed(text[(sign + 1)...]), as: UTF8.self))
  }

  private mutating func instruction() throws(SyntaxError) {
    let position = here
    try budget.spend(at: position)
    let first = lines[next]
    let indent = first.prefix(while: isBlank).count
    let word = first.drop(while: isBlank).prefix { !isBlank($0) }
    let name = String(decoding: word, as: UTF8.self).uppercased()
    guard word.allSatisfy({ $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A && $0 >= 0x41 }) else {
      throw SyntaxError("expected an instruction", at: position)
    }
    var (joined, script) = logicalLine(skipping: indent + word.count)
    let blanks = joined.prefix(while: isBlank).count
    joined.removeFirst(blanks)
    let flags = takeFlags(&joined)
    let text = String(decoding: trimmed(joined[...]), as: UTF8.self)
    instructions.append(
      Dockerfile.Instruction(
        name: name,
        flags: flags,
        arguments: text,
        script: Self.withoutFlags(String(decoding: script, as: UTF8.self), flags),
        scriptPosition: Position(line: position.line, column: indent + word.count + 1),
        position: position,
        hereDocuments: try documents(of: name, text, position)
      )
    )
  }

  /// The rest of this line and of those that continue it, once joined and once as a script.
  private mutating func logicalLine(skipping count: Int) -> (joined: [UInt8], script: [UInt8]) {
    var joined: [UInt8] = []
    var script: [UInt8] = []
    var line = lines[next].dropFirst(count)
    while true {
      next += 1
      guard let end = continuation(line) else {
        return (joined + line, script + line)
      }
      joined += line[..<end]
      script += line[..<end] + [UInt8(ascii: "\\"), UInt8(ascii: "\n")]
      // Comments and empty lines within an instruction are not there.
      while next < lines.count {
        let text = lines[next].drop(while: isBlank)
        guard text.isEmpty || text.first == UInt8(ascii: "#") else { break }
        script += [UInt8(ascii: "\\"), UInt8(ascii: "\n")]
        next += 1
      }
      guard next < lines.count else { return (joined, script) }
      line = lines[next]
    }
  }

  /// Where the escape is that continues the line.
  private func continuation(_ line: ArraySlice<UInt8>) -> Int? {
    guard let last = line.lastIndex(where: { !isBlank($0) }), line[last] == escape else {
      return nil
    }
    return last
  }

  private func takeFlags(_ text: inout [UInt8]) -> [String] {
    var flags: [String] = []
    var rest = text[...]
    while rest.starts(with: "--".utf8) {
      let flag = rest.prefix { !isBlank($0) }
      flags.append(String(decoding: flag, as: UTF8.self))
      rest = rest.dropFirst(flag.count).drop(while: isBlank)
    }
    text = Array(rest)
    return flags
  }

  /// Blanks in the place of the flags keep the columns.
  private static func withoutFlags(_ script: String, _ flags: [String]) -> String {
    var bytes = Array(script.utf8)
    var place = 0
    for flag in flags {
      while place < bytes.count, bytes[place] != UInt8(ascii: "-") { place += 1 }
      for index in place..<min(bytes.count, place + flag.utf8.count) { bytes[index] = 0x20 }
      place += flag.utf8.count
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func documents(
    of name: String,
    _ text: String,
    _ instruction: Position
  ) throws(SyntaxError) -> [Dockerfile.HereDocument] {
    guard ["RUN", "COPY", "ADD"].contains(name) else { return [] }
    var documents: [Dockerfile.HereDocument] = []
    for word in text.utf8.split(whereSeparator: isBlank) where word.starts(with: "<<".utf8) {
      var end = Array(word.dropFirst(2))
      let stripsTabs = end.first == UInt8(ascii: "-")
      if stripsTabs { end.removeFirst() }
      if let quote = end.first, quote == 0x22 || quote == 0x27, end.last == quote, end.count > 1 {
        end = Array(end.dropFirst().dropLast())
      }
      guard let first = end.first, first | 0x20 >= 0x61 || first == UInt8(ascii: "_") else {
        continue
      }
      documents.append(try document(end, stripsTabs, instruction))
    }
    return documents
  }

  private mutating func document(
    _ end: [UInt8],
    _ stripsTabs: Bool,
    _ instruction: Position
  ) throws(SyntaxError) -> Dockerfile.HereDocument {
    let position = here
    let name = String(decoding: end, as: UTF8.self)
    var text: [UInt8] = []
    while next < lines.count {
      let line = stripsTabs ? lines[next].drop { $0 == 0x09 } : lines[next]
      next += 1
      if line.elementsEqual(end) {
        return .init(name: name, text: String(decoding: text, as: UTF8.self), position: position)
      }
      text += line + [0x0A]
    }
    throw SyntaxError("the document '\(name)' does not end", at: instruction)
  }
}
