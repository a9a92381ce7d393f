import Syntax

// What happens to rows on the way to a call, and what functions are given.

extension PythonCalls {
  static let restricting: Set<String> = [
    "drop", "filter", "where", "select", "limit", "sample", "head", "mask", "redact",
    "anonymize", "anonymise", "pseudonymize", "hash", "drop_columns", "dropFields",
    "scrub", "isin", "exclude",
  ]

  func restrictions(in range: Range<Int>) -> [String] {
    var found: [String] = []
    for index in range where tokens[index].kind == .name {
      let name = tokens[index].text
      if let known = restrictions[name], index == 0 || !tokens[index &- 1].isSymbol(".") {
        found += known
      }
      if let text = restriction(at: index) { found.append(text) }
    }
    return Array(SQLSentence.unique(found).prefix(20))
  }

  /// `.drop("ssn")`, as it is written.
  private func restriction(at index: Int) -> String? {
    guard Self.restricting.contains(tokens[index].text), index > 0,
      index &+ 1 < tokens.count, tokens[index &+ 1].isSymbol("("), let close = partner[index &+ 1]
    else { return nil }
    let end = min(close &+ 1, index &+ 60)
    return tokens[index..<end].map(\.text).joined()
  }

  /// What stands between the head of a call and the call: `df.drop("a").write.option("url", u)`.
  func readChain(before open: Int, of call: inout PythonCall) {
    guard call.path.count > 1 else { return }
    var left = restrictions[call.path[0]] ?? []
    var index = open &- 2
    var steps = 0
    while index > 0, steps < 30, tokens[index].isSymbol(".") {
      index &-= 1
      steps &+= 1
      var inner: Int?
      while let start = partner[index], start < index, start > 0 {
        inner = start
        index = start &- 1
      }
      guard tokens[index].kind == .name else { break }
      if let text = restriction(at: index) { left.append(text) }
      if tokens[index].text == "option", let inner, let close = partner[inner] {
        let comma = end(of: inner &+ 1, limit: close)
        let name = value(from: inner &+ 1, to: comma).text
        call.options[name.asciiSmall] = value(from: min(comma &+ 1, close), to: close).text
      }
      index &-= 1
    }
    call.restrictions = SQLSentence.unique(left).sorted()
  }

  /// What is given to the functions of the file, for the names of their parameters.
  mutating func traceArguments() {
    var parameters: [String: [String]] = [:]
    for index in tokens.indices.dropLast(2)
    where tokens[index].kind == .name && tokens[index].text == "def" {
      guard tokens[index + 1].kind == .name, let close = partner[index + 2] else { continue }
      let names = tokens[min(index + 3, close)..<close].filter { $0.kind == .name }.map(\.text)
      parameters[tokens[index + 1].text] = Array(names.prefix(20))
    }
    for call in calls {
      guard let names = parameters[call.name] else { continue }
      let values =
        call.arguments.map(\.raw)
        + call.named.sorted { $0.key < $1.key }.map {
          "\($0.key)=\($0.value.raw)"
        }
      for name in names { given.add(values.joined(separator: ", "), to: name) }
    }
  }
}
