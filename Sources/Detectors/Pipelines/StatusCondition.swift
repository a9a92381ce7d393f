/// A condition as what holds a job or step back, and as what lets it run though something before it failed.
///
/// `always()` is no condition at all: whoever adds it lets a deployment go on when its tests fail.
struct StatusCondition {
  /// What still has to be so; `nil` where nothing has.
  private(set) var restriction: PipelineNote?
  /// Where it says that a failure before it does not count.
  private(set) var heedless: PipelineNote?

  /// Of GitHub, which adds `success()` where no function of the condition asks for the status.
  static func gitHub(_ note: PipelineNote?) -> StatusCondition {
    guard let note else { return StatusCondition() }
    let text = expression(note.text)
    let functions = ["success()", "always()", "cancelled()", "failure()"]
    let asks = functions.contains(where: unquoted(text).contains)
    let isHeld = !holding.isDisjoint(with: conjuncts(text))
    return StatusCondition(
      restriction: open.contains(text) ? nil : note,
      heedless: asks && !isHeld ? note : nil
    )
  }

  /// Of Azure, where any condition stands in the place of `succeeded()`.
  static func azure(_ note: PipelineNote?) -> StatusCondition {
    guard let note else { return StatusCondition() }
    let text = GitHubExpression.spelled(note.text[...])
    let isHeld = text == "false" || arguments(text).contains("succeeded()")
    return StatusCondition(
      restriction: open.contains(text) ? nil : note,
      heedless: isHeld ? nil : note
    )
  }

  /// Whether the condition asks by name that this job ended well.
  static func asks(for job: String, in note: PipelineNote) -> Bool {
    conjuncts(expression(note.text)).contains("needs.\(job.lowercased()).result=='success'")
  }

  /// Each of them by itself asks that nothing failed.
  private static let holding: Set<String> = [
    "success()", "!failure()", "!contains(needs.*.result,'failure')",
  ]

  /// What asks for nothing but the end of what was before.
  private static let open: Set<String> = [
    "always()", "true", "!cancelled()", "not(canceled())", "success()", "succeeded()",
    "!failure()", "!failure()&&!cancelled()", "!cancelled()&&!failure()",
  ]

  private static func expression(_ text: String) -> String {
    let inner = text.firstRange(of: "${{") == nil ? nil : GitHubExpression.all(in: text).first
    return inner ?? GitHubExpression.spelled(text[...])
  }

  /// What all has to be so: what `&&` joins, within brackets as well.
  private static func conjuncts(_ text: String, depth: Int = 0) -> [String] {
    // An alternative outside of brackets undoes whatever stands beside it.
    guard depth < 8, pieces(of: text, at: "||").count == 1 else { return [text] }
    let parts = pieces(of: text, at: "&&")
    if parts.count > 1 { return parts.flatMap { conjuncts($0, depth: depth + 1) } }
    guard text.hasPrefix("("), text.hasSuffix(")") else { return [text] }
    return conjuncts(String(text.dropFirst().dropLast()), depth: depth + 1)
  }

  /// The same of Azure: the arguments of `and`, of those within it as well.
  private static func arguments(_ text: String, depth: Int = 0) -> [String] {
    guard depth < 8, text.hasPrefix("and("), text.hasSuffix(")") else { return [text] }
    return pieces(of: String(text.dropFirst(4).dropLast()), at: ",").flatMap {
      arguments($0, depth: depth + 1)
    }
  }

  /// Pieces outside of brackets and quotes.
  private static func pieces(of text: String, at separator: String) -> [String] {
    let bytes = Array(text.utf8)
    let mark = Array(separator.utf8)
    var pieces: [String] = []
    var (start, index, depth) = (0, 0, 0)
    var inQuotes = false
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "'"): inQuotes.toggle()
      case UInt8(ascii: "("), UInt8(ascii: "["): if !inQuotes { depth += 1 }
      case UInt8(ascii: ")"), UInt8(ascii: "]"): if !inQuotes { depth -= 1 }
      default: break
      }
      guard depth == 0, !inQuotes, bytes[index...].starts(with: mark) else {
        index += 1
        continue
      }
      pieces.append(String(decoding: bytes[start..<index], as: UTF8.self))
      index += mark.count
      start = index
    }
    return pieces + [String(decoding: bytes[start...], as: UTF8.self)]
  }

  private static func unquoted(_ text: String) -> String {
    var inQuotes = false
    return text.filter { character in
      if character == "'" { inQuotes.toggle() }
      return !inQuotes
    }
  }
}
