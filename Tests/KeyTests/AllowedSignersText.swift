import GateTesting

/// Lines of allowed signers as people write and mistype them.
struct AllowedSignersText {
  var random: SeededGenerator

  /// A file of one or several lines, of which one at least is about a key.
  mutating func text(for key: String) -> String {
    var lines: [String] = []
    if random.once(in: 6) { lines.append(random.pick(["# people", "", "   ", "#alice \(key)"])) }
    lines.append(line(for: key))
    if random.once(in: 6) { lines.append(line(for: key)) }
    return lines.joined(separator: "\n") + (random.once(in: 9) ? "" : "\n")
  }

  private mutating func line(for key: String) -> String {
    let gap = random.once(in: 8) ? random.pick(["  ", "\t", " \t "]) : " "
    var words = [principal()]
    let options = options()
    if !options.isEmpty { words.append(options) }
    words.append(key)
    if random.once(in: 5) { words.append(random.pick(["alice@laptop", "a comment", "# odd"])) }
    let line = words.joined(separator: gap)
    if random.once(in: 12) { return " \(line)" }
    return random.once(in: 12) ? "\(line)\r" : line
  }

  private mutating func principal() -> String {
    guard random.once(in: 9) else { return "alice" }
    return random.pick([
      "\"alice\"", "bob", "*", "al*", "alice,bob", "!alice", "Alice", "carol", "a?ice",
      "bob,!alice",
      "ali\"ce\"", "\"alice",
    ])
  }

  private mutating func options() -> String {
    var options: [String] = []
    if random.once(in: 2) { options.append("namespaces=\(quoted(namespaces()))") }
    if random.once(in: 6) { options.append("valid-after=\(quoted(date()))") }
    if random.once(in: 6) { options.append("valid-before=\(quoted(date()))") }
    if random.once(in: 25) { options.append("cert-authority") }
    if random.once(in: 40) { options.append("no-such-option") }
    if random.once(in: 40), let first = options.first { options.append(first) }
    if random.once(in: 10) { options = options.map { $0.uppercasedName } }
    options.shuffle(using: &random)
    return options.joined(separator: random.once(in: 40) ? ", " : ",")
  }

  private mutating func quoted(_ text: String) -> String {
    random.once(in: 25) ? random.pick([text, "\"\(text)", "'\(text)'"]) : "\"\(text)\""
  }

  private mutating func namespaces() -> String {
    guard random.once(in: 2) else { return random.pick(["countersign", "*", "git,countersign"]) }
    let patterns = [
      "countersign", "git", "counter*", "*", "countersig?", "!git", "!countersign", "Countersign",
      "countersign-record", "c*n", "*sign", "!c*", "????????????", "",
    ]
    return (0..<random.number(1...3)).map { _ in random.pick(patterns) }.joined(separator: ",")
  }

  private mutating func date() -> String {
    let year = random.once(in: 12) ? random.number(1960...2200) : random.number(2023...2031)
    let month = random.once(in: 25) ? random.number(0...14) : random.number(1...12)
    let day = random.once(in: 12) ? random.number(0...32) : random.number(1...28)
    var text = [(year, 4), (month, 2), (day, 2)].map { Self.padded($0.0, $0.1) }.joined()
    let fields = random.number(0...2) == 0 ? 0 : random.number(2...3)
    for index in 0..<fields {
      let top = index == 0 ? 23 : 59
      text += Self.padded(random.once(in: 40) ? top + 1 : random.number(0...top), 2)
    }
    if random.once(in: 50) { text += "0" }
    return text + (random.once(in: 4) ? "" : "Z")
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension String {
  /// An option with its name, before any equals sign, in capitals.
  fileprivate var uppercasedName: String {
    let name = prefix { $0 != "=" }
    return name.uppercased() + dropFirst(name.count)
  }
}
