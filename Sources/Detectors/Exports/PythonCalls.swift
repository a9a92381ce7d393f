import Syntax

/// A call with its arguments.
struct PythonCall: Sendable {
  /// The names between dots: `["df", "write", "save"]`; a call in between is left out.
  let path: [String]
  let arguments: [PythonValue]
  let named: [String: PythonValue]
  let line: Int
  /// What leaves rows or columns out, or hides them, on the way to it: `drop("ssn")`.
  var restrictions: [String] = []
  /// Options that are set on the way to it, by name.
  var options: [String: String] = [:]

  var name: String { path.last ?? "" }

  /// A named argument, or the one at a place.
  func value(_ names: String..., at place: Int? = nil) -> PythonValue? {
    for name in names { if let value = named[name] { return value } }
    return place.flatMap { $0 < arguments.count ? arguments[$0] : nil }
  }
}

/// An argument, as far as it is literal.
struct PythonValue: Sendable {
  /// Strings joined, names with their values; what is not known is `{name}`.
  let text: String
  /// The items of a list.
  let items: [String]
  let isString: Bool
  /// Its tokens as they are, for what must be the same.
  var raw = ""
}

/// Finds the calls of a text.
struct PythonCalls {
  let tokens: [PythonToken]
  /// Where the bracket that opens at a token is closed, and back.
  var partner: [Int: Int] = [:]
  private(set) var constants: [String: String?] = [:]
  private(set) var calls: [PythonCall] = []
  /// What a variable was read from, and what was left out.
  private var origins: [String: [String]] = [:]
  var restrictions: [String: [String]] = [:]
  /// Lists by their names.
  private(set) var lists: [String: PythonValue] = [:]
  /// What names were given, in order.
  var given = ValueTrace()

  init(_ tokens: [PythonToken]) {
    self.tokens = tokens
    match()
    learn()
    trace()
    for index in tokens.indices where tokens[index].isSymbol("(") {
      if let call = call(at: index) { calls.append(call) }
    }
    traceArguments()
  }

  private mutating func match() {
    var open: [Int] = []
    for (index, token) in tokens.enumerated() where token.kind == .symbol {
      if ["(", "[", "{"].contains(token.text) { open.append(index) }
      if [")", "]", "}"].contains(token.text), let start = open.popLast() {
        partner[start] = index
        partner[index] = start
      }
    }
  }

  /// `NAME = "literal"`, where a name has one value only.
  private mutating func learn() {
    for index in tokens.indices.dropLast(2)
    where tokens[index].kind == .name && tokens[index &+ 1].isSymbol("=") {
      let isStart = index == 0 || tokens[index &- 1].kind == .newline
      guard isStart else { continue }
      let value = tokens[index &+ 2]
      let ends = index &+ 3 >= tokens.count || tokens[index &+ 3].kind == .newline
      let name = tokens[index].text
      let text: String? = value.kind == .string && ends ? filled(value.text) : nil
      let end = statementEnd(from: index &+ 2)
      given.add(tokens[(index &+ 2)..<end].map(\.text).joined(separator: " "), to: name)
      if value.isSymbol("["), let close = partner[index &+ 2] {
        lists[name] = lists[name] == nil ? self.value(from: index &+ 2, to: close &+ 1) : nil
      }
      if let known = constants[name], known != text {
        constants[name] = .some(nil)
      } else {
        constants[name] = .some(text)
      }
    }
  }

  private func statementEnd(from start: Int) -> Int {
    let limit = min(tokens.count, start &+ 200)
    return tokens[start..<limit].firstIndex { $0.kind == .newline } ?? limit
  }

  /// `f"…{NAME}…"` with what is known.
  private func filled(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var rest = bytes[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "{")),
      let close = rest[open...].firstIndex(of: UInt8(ascii: "}"))
    {
      let word = rest[(open &+ 1)..<close]
      let isName = word.allSatisfy(\.isSQLWord)
      let value = isName ? constants[String(decoding: word, as: UTF8.self)] ?? nil : nil
      result += rest[..<open]
      if let value { result += value.utf8 } else { result += rest[open...close] }
      rest = rest[(close &+ 1)...]
      // Constants of constants would double with every line.
      guard result.count < 100_000 else { break }
    }
    return String(decoding: result + rest, as: UTF8.self)
  }

  // MARK: - Where values come from

  private static let readers: Set<String> = [
    "table", "read_sql", "read_sql_query", "read_sql_table", "read_csv", "read_parquet", "read_gbq",
    "load", "parquet", "csv", "json", "orc", "sql", "execute", "query", "read_table",
  ]

  private mutating func trace() {
    var start = 0
    for (index, token) in tokens.enumerated()
    where token.kind == .newline || index == tokens.count &- 1 {
      defer { start = index &+ 1 }
      guard start &+ 2 < index, tokens[start].kind == .name, tokens[start &+ 1].isSymbol("=") else {
        continue
      }
      let sources = origins(in: (start &+ 2)..<min(index &+ 1, start &+ 400))
      let name = tokens[start].text
      if !sources.isEmpty { origins[name] = sources }
      let left = restrictions(in: (start &+ 2)..<min(index &+ 1, start &+ 400))
      if !left.isEmpty { restrictions[name] = left }
    }
  }

  private func origins(in range: Range<Int>) -> [String] {
    var found: [String] = []
    for index in range where tokens[index].kind == .name {
      let name = tokens[index].text
      if let known = origins[name], index == 0 || !tokens[index &- 1].isSymbol(".") {
        found += known
      }
      guard Self.readers.contains(name), index &+ 2 < tokens.count, tokens[index &+ 1].isSymbol("(")
      else { continue }
      let argument = value(
        from: index &+ 2,
        to: end(of: index &+ 2, limit: partner[index &+ 1] ?? range.upperBound)
      )
      found += Self.sources(of: argument.text)
    }
    return Array(SQLSentence.unique(found).prefix(20))
  }

  /// The tables of a query, or the name itself.
  static func sources(of text: String) -> [String] {
    let start = text.utf8.drop { $0 <= 0x20 }.prefix(7)
    let word = String(decoding: Array(start), as: UTF8.self).asciiCapitals
    guard word.hasPrefix("SELECT") || word.hasPrefix("WITH ") else {
      return text.isEmpty ? [] : [text]
    }
    return SQLQuery(text: text).tables
  }

  // MARK: - Calls

  func end(of start: Int, limit: Int) -> Int {
    var index = start
    while index < limit, !tokens[index].isSymbol(",") {
      index = (partner[index].map { max($0, index) } ?? index) &+ 1
    }
    return min(index, limit)
  }

  private func call(at open: Int) -> PythonCall? {
    guard let close = partner[open], open > 0, tokens[open &- 1].kind == .name else { return nil }
    let path = self.path(before: open)
    if let first = path.first, ["def", "class"].contains(first) { return nil }
    var arguments: [PythonValue] = []
    var named: [String: PythonValue] = [:]
    var index = open &+ 1
    while index < close, arguments.count &+ named.count < 200 {
      let end = self.end(of: index, limit: close)
      if index &+ 1 < end, tokens[index].kind == .name, tokens[index &+ 1].isSymbol("=") {
        named[tokens[index].text] = value(from: index &+ 2, to: end)
      } else {
        arguments.append(value(from: index, to: end))
      }
      index = end &+ 1
    }
    var call = PythonCall(
      path: path,
      arguments: arguments,
      named: named,
      line: tokens[open &- 1].line
    )
    readChain(before: open, of: &call)
    return call
  }

  /// The names in front of a parenthesis, through calls between them.
  private func path(before open: Int) -> [String] {
    var path = [tokens[open &- 1].text]
    var index = open &- 2
    while index > 0, path.count < 30, tokens[index].isSymbol(".") {
      index &-= 1
      while let start = partner[index], start < index, start > 0 { index = start &- 1 }
      guard tokens[index].kind == .name else { break }
      path.insert(tokens[index].text, at: 0)
      index &-= 1
    }
    if index >= 0, tokens[index].kind == .name, ["def", "class"].contains(tokens[index].text) {
      path.insert(tokens[index].text, at: 0)
    }
    return path
  }

  /// What an expression is, as far as it is made of strings and names.
  func value(from start: Int, to end: Int) -> PythonValue {
    var value = expression(from: start, to: end)
    if start < end {
      value.raw = tokens[start..<min(end, start &+ 500)].map(\.text).joined(separator: " ")
    }
    return value
  }

  private func expression(from start: Int, to end: Int) -> PythonValue {
    guard start < end else { return PythonValue(text: "", items: [], isString: false) }
    if tokens[start].isSymbol("["), partner[start] == end &- 1 { return list(start, end) }
    var text = ""
    var isString = false
    var index = start
    while index < end, text.utf8.count < 20_000 {
      let token = tokens[index]
      switch token.kind {
      case .string:
        isString = true
        text += filled(token.text)
      case .name: text += name(token, index, in: start..<end)
      case .symbol where token.text == "+": break
      case .symbol where partner[index] != nil:
        text += "{…}"
        index = max(index, min(partner[index] ?? index, end))
      default: text += isString || end &- start > 1 ? "" : token.text
      }
      index &+= 1
    }
    return PythonValue(text: text, items: [], isString: isString)
  }

  private func name(_ token: PythonToken, _ index: Int, in range: Range<Int>) -> String {
    if let value = constants[token.text] ?? nil { return value }
    return index > range.lowerBound && tokens[index &- 1].isSymbol(".") ? "" : "{\(token.text)}"
  }

  private func list(_ start: Int, _ end: Int) -> PythonValue {
    var items: [String] = []
    var index = start &+ 1
    while index < end &- 1, items.count < 500 {
      let next = self.end(of: index, limit: end &- 1)
      items.append(value(from: index, to: next).text)
      index = next &+ 1
    }
    return PythonValue(text: items.joined(separator: " "), items: items, isString: true)
  }

  /// What the variable at the head of a call's path was read from.
  func origins(of call: PythonCall) -> [String] { call.path.first.flatMap { origins[$0] } ?? [] }
}
