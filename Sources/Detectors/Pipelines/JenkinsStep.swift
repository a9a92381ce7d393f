/// What one statement of a Jenkinsfile says, as far as it is known.
enum JenkinsStep {
  /// The commands that a step gives to a shell, else the statement itself.
  static func command(_ text: String) -> String {
    let verb = text.prefix { $0.isLetter || $0 == "_" }
    guard ["sh", "bat", "powershell", "pwsh"].contains(String(verb)) else { return text }
    let rest = text.dropFirst(verb.count).drop { $0 == " " || $0 == "(" }
    guard let quote = rest.first, quote == "'" || quote == "\"" else {
      guard let named = rest.firstRange(of: "script:") else { return String(rest) }
      return unquoted(rest[named.upperBound...])
    }
    return unquoted(rest)
  }

  private static func unquoted(_ text: Substring) -> String {
    let start = text.drop { $0 == " " }
    guard let quote = start.first, quote == "'" || quote == "\"" else { return String(start) }
    let inner = start.drop { $0 == quote }
    guard let end = inner.lastIndex(of: quote) else { return String(inner) }
    var result = inner[..<end]
    while result.last == quote { result = result.dropLast() }
    return String(result)
  }

  /// The first argument, where it is a text.
  static func argument(of verb: String, in text: String) -> String? {
    guard text.hasPrefix(verb) else { return nil }
    let rest = text.dropFirst(verb.count).drop { $0 == " " || $0 == "(" }
    guard let quote = rest.first, quote == "'" || quote == "\"" else { return nil }
    return String(rest.dropFirst().prefix { $0 != quote })
  }

  /// Whether it waits for somebody's answer: `input "go?"`, `def answer = input(…)`.
  static func asks(_ text: String) -> Bool {
    var rest = text[...]
    while let range = rest.firstRange(of: "input") {
      let before =
        range.lowerBound == text.startIndex ? " " : text[text.index(before: range.lowerBound)]
      rest = rest[range.upperBound...]
      let isWord = !(before.isLetter || before.isNumber || "._-/'\"$".contains(before))
      let isCalled =
        rest.isEmpty || rest.hasPrefix("(") || rest.hasPrefix(" (")
        || rest.hasPrefix(" '") || rest.hasPrefix(" \"") || rest.hasPrefix(" message")
        || rest.hasPrefix(" id") || rest.hasPrefix(" submitter")
      let isAtStart = range.lowerBound == text.startIndex || before == "=" || before == " "
      if isWord, isCalled, isAtStart { return true }
    }
    return false
  }

  /// Names behind `submitter`; `nil` where there is no such word.
  static func submitters(in text: String) -> [String]? {
    var rest = text[...]
    while let range = rest.firstRange(of: "submitter") {
      rest = rest[range.upperBound...]
      guard rest.first.map({ !$0.isLetter }) ?? false else { continue }
      let value = rest.drop { " :(=".contains($0) }
      guard let quote = value.first, quote == "'" || quote == "\"" else { return [String(value)] }
      let names = value.dropFirst().prefix { $0 != quote }.split(separator: ",")
      // No name is anybody's.
      return names.isEmpty ? nil : names.map { ScriptText.trimmed($0) }
    }
    return nil
  }

  static func credentials(in text: String) -> [String] {
    ["credentials(", "credentials:", "credentialsId"].flatMap { marker -> [String] in
      var names: [String] = []
      var rest = text[...]
      while let range = rest.firstRange(of: marker), names.count < 100 {
        rest = rest[range.upperBound...]
        let quoted = rest.drop { " :=([".contains($0) }
        guard let quote = quoted.first else { break }
        let isQuoted = quote == "'" || quote == "\""
        names.append(
          isQuoted
            ? String(quoted.dropFirst().prefix { $0 != quote })
            : String(quoted.prefix { $0 != "," && $0 != ")" && $0 != "]" })
        )
      }
      return names
    }
  }

  /// `image 'a:1'` of an agent, `docker 'a:1'`, `docker.image('a:1')`.
  static func image(in text: String, under head: String?) -> String? {
    if let image = argument(of: "image", in: text) { return image }
    if head == "agent", let image = argument(of: "docker", in: text) { return image }
    guard let range = text.firstRange(of: "docker.image") else { return nil }
    return argument(of: "docker.image", in: String(text[range.lowerBound...]))
  }

  static func library(in text: String) -> (name: String, version: String)? {
    guard text.hasPrefix("@Library") || text.hasPrefix("library"),
      let name = text.firstRange(of: "(").map({ text[$0.upperBound...] })
        ?? text.firstRange(of: " ").map({ text[$0.upperBound...] })
    else { return nil }
    let bare = name.filter { !"'\"()_".contains($0) }
    let parts = bare.split(separator: "@", maxSplits: 1)
    return (
      ScriptText.trimmed(parts.first ?? ""), parts.count == 2 ? ScriptText.trimmed(parts[1]) : ""
    )
  }
}
