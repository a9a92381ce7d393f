/// One command of a script, as far as a question to the gate has to be told from others.
struct GateCommand: Sendable {
  let words: [String]
  /// What makes its failure count for nothing: `|| true`, `&`, `set +e`.
  let ignored: String?

  var asksGate: Bool {
    guard let first = words.first(where: { !Self.isAssignment($0) }) else { return false }
    guard !Self.silent.contains(first), let index = words.firstIndex(where: Self.isGate) else {
      return false
    }
    let next = words[words.index(after: index)...].first { !$0.hasPrefix("-") }
    return next.map(Self.questions.contains) ?? false
  }

  private static let questions: Set<String> = [
    "check", "audit", "reconcile", "policy", "doctor", "hook",
  ]

  /// Commands that only speak of others.
  private static let silent: Set<String> = [
    "echo", "printf", ":", "true", "false", "cat", "export",
  ]

  private static func isAssignment(_ word: String) -> Bool {
    guard let equals = word.firstIndex(of: "=") else { return false }
    return word[..<equals].allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
  }

  /// The program, at whatever path, or an action of its name.
  static func isGate(_ word: String) -> Bool {
    let name = word.split(separator: "/").last.map(String.init) ?? word
    let bare = name.split { $0 == "@" || $0 == ":" }.first.map(String.init) ?? name
    return bare == "countersign" || bare == "countersign-action"
      || word.hasPrefix("countersign/")
  }

  static func all(in script: String) -> [GateCommand] {
    guard script.utf8.count < 200_000 else { return [] }
    var commands: [GateCommand] = []
    var goesOn = false
    for line in ScriptText.joined(script) {
      let parts = GateWords.split(line)
      for (index, part) in parts.enumerated() {
        let next = index + 1 < parts.count ? parts[index + 1] : nil
        if part.words.starts(with: ["set", "+e"]) { goesOn = true }
        if part.words.starts(with: ["set", "-e"]) { goesOn = false }
        commands.append(
          GateCommand(words: part.words, ignored: why(part, next) ?? (goesOn ? "set +e" : nil))
        )
      }
    }
    return commands.filter { !$0.words.isEmpty }
  }

  private static func why(_ part: GateWords.Part, _ next: GateWords.Part?) -> String? {
    switch part.end {
    case "&": return "&"
    case "|": return "| \(next?.words.first ?? "")"
    case "||":
      let fails = next.map { ["exit", "false", "return"].contains($0.words.first ?? "") } ?? false
      let isZero = next.map { $0.words.dropFirst().first == "0" } ?? false
      return fails && !isZero ? nil : "|| \(next?.words.joined(separator: " ") ?? "")"
    default: break
    }
    return ["if", "while", "until", "!"].contains(part.words.first ?? "") ? part.words.first : nil
  }
}

/// Splits a line of shell into commands and words; quotes are taken off, nothing is expanded.
enum GateWords {
  struct Part: Sendable {
    var words: [String] = []
    /// The operator behind it.
    var end = ""
  }

  static func split(_ line: Substring) -> [Part] {
    var parts: [Part] = []
    var part = Part()
    var word = ""
    var isOpen = false
    var quote: Character?
    func close() {
      if isOpen { part.words.append(word) }
      word = ""
      isOpen = false
    }
    var index = line.startIndex
    while index < line.endIndex {
      let character = line[index]
      index = line.index(after: index)
      if let open = quote {
        if character == open { quote = nil } else { word.append(character) }
        continue
      }
      switch character {
      case "'", "\"":
        quote = character
        isOpen = true
      case "\\" where index < line.endIndex:
        word.append(line[index])
        isOpen = true
        index = line.index(after: index)
      case " ", "\t", "\r", "(", ")", "`": close()
      case "#" where !isOpen: index = line.endIndex
      case ";", "&", "|":
        close()
        part.end = String(character)
        if index < line.endIndex, line[index] == character {
          part.end.append(character)
          index = line.index(after: index)
        }
        parts.append(part)
        part = Part()
      default:
        word.append(character)
        isOpen = true
      }
    }
    close()
    if !part.words.isEmpty { parts.append(part) }
    return parts
  }
}
