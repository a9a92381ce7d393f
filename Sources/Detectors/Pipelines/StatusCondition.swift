/// Conditions that take the place of "only if all that it waits for has ended well".
enum StatusCondition {
  /// Whether GitHub runs it though something before it has failed.
  ///
  /// A condition in which no function asks for the status has `success()` added to it.
  static func isHeedless(gitHub text: String) -> Bool {
    let inner = text.firstRange(of: "${{") == nil ? nil : GitHubExpression.all(in: text).first
    let expression = unquoted(inner ?? GitHubExpression.spelled(text[...]))
    let functions = ["success()", "always()", "cancelled()", "failure()"]
    guard functions.contains(where: { expression.firstRange(of: $0) != nil }) else { return false }
    return !parts(of: expression, at: "&&").contains("success()")
  }

  /// Whether Azure does: any condition takes the default's place.
  static func isHeedless(azure text: String) -> Bool {
    let expression = unquoted(GitHubExpression.spelled(text[...]))
    guard expression != "false" else { return false }
    return !conjuncts(expression).contains("succeeded()")
  }

  /// What all has to be so: the arguments of `and`, of those within it as well.
  private static func conjuncts(_ expression: String) -> [String] {
    guard expression.hasPrefix("and("), expression.hasSuffix(")") else { return [expression] }
    return parts(of: String(expression.dropFirst(4).dropLast()), at: ",").flatMap {
      $0.utf8.count < expression.utf8.count ? conjuncts($0) : [$0]
    }
  }

  /// Pieces outside of brackets; brackets around a whole piece are taken off.
  private static func parts(of text: String, at separator: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var depth = 0
    var rest = text[...]
    while let character = rest.first {
      if depth == 0, rest.hasPrefix(separator) {
        parts.append(part)
        part = ""
        rest = rest.dropFirst(separator.count)
        continue
      }
      if character == "(" || character == "[" { depth += 1 }
      if character == ")" || character == "]" { depth -= 1 }
      part.append(character)
      rest = rest.dropFirst()
    }
    parts.append(part)
    // An alternative outside of brackets undoes whatever stands beside it.
    return separator == "&&" && parts.contains(where: hasAlternative) ? [] : parts
  }

  private static func hasAlternative(_ text: String) -> Bool {
    var depth = 0
    var last: Character = " "
    for character in text {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if depth == 0, character == "|", last == "|" { return true }
      last = character
    }
    return false
  }

  private static func unquoted(_ text: String) -> String {
    var inQuotes = false
    return text.filter { character in
      if character == "'" { inQuotes.toggle() }
      return !inQuotes
    }
  }
}
