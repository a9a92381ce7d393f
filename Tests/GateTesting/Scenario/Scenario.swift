/// A scenario file: steps, and the texts that are expected of them.
///
/// A line that begins with `#` is prose, one that begins with `|` belongs to the step or expectation above
/// it, and every other line is a step:
///
///     policy                      (block) replaces these top-level keys of the usual policy
///     empty                       the server has no commit yet; otherwise `main` is at <START>
///     govern N                    commits the policy to `main`, where the server reads it from now on
///     edit FILE FROM TO           replaces text in the clone, for the next commit
///     baseline X REF              a reference that was there before the gate
///     host H · config KEY VALUE   settings of the server
///     commit N [as P] [signed] FILE=CONTENT…    (block: the message) an empty content deletes
///     amend N [as P] [signed] FILE=CONTENT…     the same over the current commit
///     checkout X · name N [X] · merge N X… [as P] [with OPTION…] · tag N X [as P]
///     approve RANGE by P [for TARGET] [as message|commit|note] [naming N] [unpushed]
///     approve RANGE by P breaking REASON     signs a break-glass
///     veto RANGE by P [because REASON] · revoke RANGE by P · review-bypass X by P
///     push X REF · push X:REF … [as P] [force] [with OPTION…]
///     git … [as P] · countersign … [as P] · server …    as they are, `$N` standing for the id
///
/// `! STEP` is a step that is refused (exit 1), `!! STEP` one that cannot be decided (exit 2). Expectations
/// are `stderr` (of a push: what the server said), `stdout`, `refs` and `records` (what the step before added
/// to the ledgers). `COUNTERSIGN_UPDATE=1` writes them anew.
package struct Scenario: Sendable {
  package struct Item: Sendable {
    /// As it stands in the file: a step, an expectation's name, prose, or nothing.
    package let text: String
    package var block: [String] = []

    var isProse: Bool { text.isEmpty || text.hasPrefix("#") }
    var isExpectation: Bool { ["stderr", "stdout", "refs", "records"].contains(text) }
  }

  package var items: [Item] = []

  package init(_ text: String) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("|"), !items.isEmpty {
        items[items.count - 1].block.append(String(line.dropFirst(line.hasPrefix("| ") ? 2 : 1)))
      } else {
        items.append(Item(text: String(line)))
      }
    }
    if items.last?.text == "" { items.removeLast() }
  }

  package var text: String {
    items.map { item in
      ([item.text] + item.block.map { $0.isEmpty ? "|" : "| \($0)" }).map { $0 + "\n" }.joined()
    }.joined()
  }

  /// The words of a step, as a shell would split them.
  static func words(_ step: String) -> [String] {
    var words: [String] = []
    var word: String?
    var isQuoted = false
    for character in step {
      switch character {
      case "'":
        isQuoted.toggle()
        word = word ?? ""
      case " " where !isQuoted:
        if let done = word { words.append(done) }
        word = nil
      default: word = (word ?? "") + String(character)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }
}

/// The words after a step's verb: plain ones, and those behind a keyword such as `as`.
struct StepWords {
  private(set) var plain: [String] = []
  private var named: [String: [String]] = [:]

  /// Sorts the words: `keywords` take the one after them, those of them in `rest` all that follow.
  init(_ words: some Sequence<String>, keywords: Set<String> = ["as"], rest: Set<String> = []) {
    var pending: String?
    for word in words {
      if let keyword = pending {
        named[keyword, default: []].append(word)
        if !rest.contains(keyword) { pending = nil }
      } else if keywords.contains(word) || rest.contains(word) {
        pending = word
      } else {
        plain.append(word)
      }
    }
  }

  subscript(keyword: String) -> String? { named[keyword]?.first }
  func all(_ keyword: String) -> [String] { named[keyword] ?? [] }

  /// Takes a flag out of the plain words.
  mutating func take(_ flag: String) -> Bool {
    guard let index = plain.firstIndex(of: flag) else { return false }
    plain.remove(at: index)
    return true
  }
}
