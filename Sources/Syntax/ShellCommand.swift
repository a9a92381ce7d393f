/// One simple command of a script: `NAME=value program argument > file`.
package struct ShellCommand: Hashable, Sendable {
  package struct Assignment: Hashable, Sendable {
    package let name: String
    package let value: ShellWord
  }

  package struct Redirection: Hashable, Sendable {
    /// `>`, `>>`, `<`, `>|`, `<>`, `>&`, `<&`, `&>`, `&>>` or `<<<`.
    package let sign: String
    package let target: ShellWord
  }

  package struct HereDocument: Hashable, Sendable {
    package let text: String
    /// Of its first line.
    package let position: Position
    /// Whether nothing is expanded in it.
    package let isQuoted: Bool
  }

  package var words: [ShellWord] = []
  package var assignments: [Assignment] = []
  package var redirections: [Redirection] = []
  package var hereDocuments: [HereDocument] = []
  package let position: Position
  /// The same for commands that are joined by `|`, in their order.
  package var pipeline: Int
  /// As it stands in the script.
  package var raw = ""

  /// The program's name as far as it is literal.
  package var name: String? { words.first?.literal }
}

/// One word after quotes are taken away.
package struct ShellWord: Hashable, Sendable {
  package enum Part: Hashable, Sendable {
    case literal(String)
    /// `$NAME` or `${NAME}`
    case variable(String)
    /// Whatever only a run can tell: `$(…)`, `${NAME:-…}`, `$((…))`, `<(…)`, as it is written.
    case opaque(String)
  }

  package var parts: [Part] = []
  package let position: Position
  package var raw = ""
  /// Whether any of it was in quotes: then it is no keyword and no operator.
  package var isQuoted = false

  /// The text if all of it is literal.
  package var literal: String? {
    var text = ""
    for part in parts {
      guard case .literal(let piece) = part else { return nil }
      text += piece
    }
    return text
  }

  /// The literal text in front of the first part that is not.
  package var literalPrefix: String {
    var text = ""
    for part in parts {
      guard case .literal(let piece) = part else { return text }
      text += piece
    }
    return text
  }

  mutating func append(_ bytes: ArraySlice<UInt8>) {
    let piece = String(decoding: bytes, as: UTF8.self)
    if case .literal(var text)? = parts.last {
      // Taken out, so that it grows in its place.
      parts.removeLast()
      text += piece
      parts.append(.literal(text))
    } else {
      parts.append(.literal(piece))
    }
  }
}
