/// The conditions, loops and definitions of a template, by where their actions stand.
struct TemplateBlocks {
  struct Block {
    /// `if`, `range`, `define` and so on.
    let word: String
    /// From the action that opens it to behind the one that closes it.
    let whole: Range<Int>
    /// What stands between its actions: one part for each branch.
    let branches: [Range<Int>]
    /// Where its actions begin.
    let actions: [Int]
    let lines: ClosedRange<Int>

    var spansLines: Bool { lines.count > 1 }
    /// What it holds is written where another action names it, and not here.
    var isDefinition: Bool { ["define", "macro"].contains(word) }
  }

  private struct Open {
    let word: String
    let start: Int
    let line: Int
    var branches: [Range<Int>] = []
    var actions: [Int]
    var next: Int
  }

  /// Nobody writes a longer chain, and each branch costs a reading of the whole text.
  private static let limit = 16

  let bytes: [UInt8]
  /// Inner ones first; none where actions do not pair.
  private(set) var blocks: [Block] = []

  init(_ bytes: [UInt8]) throws(SyntaxError) {
    self.bytes = bytes
    var finder = TemplateFinder(bytes)
    var open: [Open] = []
    while finder.skipToAction() {
      let start = finder.cursor.index
      let line = finder.cursor.position.line
      let word = Self.word(of: try finder.takeAction())
      let end = finder.cursor.index
      if Self.opening.contains(word) {
        open.append(Open(word: word, start: start, line: line, actions: [start], next: end))
      } else if word == "else" || word == "elif" {
        guard var last = open.popLast() else {
          blocks = []
          return
        }
        last.branches.append(last.next..<start)
        last.actions.append(start)
        last.next = end
        open.append(last)
      } else if Self.closing.contains(word) {
        guard let last = open.popLast() else {
          blocks = []
          return
        }
        blocks.append(
          Block(
            word: last.word,
            whole: last.start..<end,
            branches: last.branches + [last.next..<start],
            actions: last.actions + [start],
            lines: last.line...line
          )
        )
      }
    }
    if !open.isEmpty { blocks = [] }
  }

  private static let opening: Set<String> = ["if", "with", "range", "for", "define", "macro"]
  private static let closing: Set<String> = ["end", "endif", "endwith", "endfor", "endmacro"]

  /// The word that an action begins with; empty for comments and variables.
  static func word(of action: String) -> String {
    let inside = action.utf8.dropFirst(2).drop { "-+ \t\r\n".utf8.contains($0) }
    return String(Substring(inside.prefix { 0x61...0x7A ~= $0 | 0x20 }))
  }

  /// The text with one branch of each condition, in as many ways as the longest has branches.
  ///
  /// The n-th text has the n-th branch of all of them, or their last. Lines stay where they are.
  func branchTexts() throws(SyntaxError) -> [[UInt8]] {
    let chains = blocks.filter { $0.branches.count > 1 && $0.spansLines }
    let count = chains.map(\.branches.count).max() ?? 1
    guard count <= Self.limit else {
      throw SyntaxError("a condition of more than \(Self.limit) branches", at: SourceText.start)
    }
    return (0..<count).map { choice in
      var text = bytes
      for chain in chains {
        let kept = min(choice, chain.branches.count - 1)
        for (index, branch) in chain.branches.enumerated() where index != kept {
          for place in branch where text[place] != UInt8(ascii: "\n") {
            text[place] = UInt8(ascii: " ")
          }
        }
      }
      return text
    }
  }
}

extension YAMLReader {
  /// Reads a template as ``readTemplate(_:limits:)`` does, or branch by branch where both branches of a
  /// condition cannot stand in one text.
  package static func readBranches(
    _ bytes: [UInt8],
    limits: SyntaxLimits = .init()
  ) throws(SyntaxError) -> (branches: [[Node]], templates: Templates) {
    do throws(SyntaxError) {
      let (documents, templates) = try readTemplate(bytes, limits: limits)
      return ([documents], templates)
    } catch {
      let text = try SourceText.check(bytes, limits)
      let texts = try TemplateBlocks(text).branchTexts()
      guard texts.count > 1 else { throw error }
      var branches: [[Node]] = []
      for text in texts { branches.append(try readTemplate(text, limits: limits).documents) }
      return (branches, try Templates.takeOut(of: text))
    }
  }
}
