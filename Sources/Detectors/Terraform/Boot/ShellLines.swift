import Syntax

/// The lines of a shell script that say something, and the pipelines on each.
///
/// A line that is blank or a comment is left out only where no command, quote or here document goes over it.
struct ShellLines {
  struct Line {
    let text: String
    /// Of the commands that stand on it.
    let pipelines: Set<Int>
  }

  let lines: [Line]

  init(_ script: String, _ commands: [ShellCommand]) {
    var pipelines: [Int: Set<Int>] = [:]
    for command in commands {
      for line in Self.span(of: command) { pipelines[line, default: []].insert(command.pipeline) }
    }
    lines = script.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
      .compactMap { index, bytes in
        let here = pipelines[index + 1] ?? []
        let first = bytes.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
        let isMark = index == 0 && bytes.starts(with: "#!".utf8)
        let isNothing = first == nil || first == UInt8(ascii: "#")
        if here.isEmpty, isNothing, !isMark { return nil }
        return Line(text: String(decoding: Array(bytes), as: UTF8.self), pipelines: here)
      }
  }

  private static func span(of command: ShellCommand) -> ClosedRange<Int> {
    let start = command.position.line
    var end = start + command.raw.utf8.count { $0 == 0x0A }
    for document in command.hereDocuments {
      let last = document.position.line + document.text.utf8.count { $0 == 0x0A }
      end = max(end, last)
    }
    return start...end
  }
}
