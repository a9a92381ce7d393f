import Detection
import Syntax

/// Variables of an image that hold a secret as it is: `ENV`, and the default of an `ARG`.
///
/// Only by name: what a value looks like is the matter of content patterns. The value is never said.
enum ImageVariables {
  static let kind = Kind(
    "image-variable",
    of: .secret,
    title: "An image holds a secret",
    help:
      "Whoever can pull the image has what its variables hold, and so do its history and every layer cache.",
    example: Kind.Example(
      path: "Dockerfile",
      old: "FROM alpine:3.20\nUSER app\n",
      new: "FROM alpine:3.20\nENV DB_PASSWORD=example\nUSER app\n"
    )
  )

  static func facts(of instruction: Dockerfile.Instruction) -> [Fact] {
    names(in: instruction.words).filter(SecretName.isMeant).map { name in
      Fact(
        kind,
        slot: name,
        .high,
        line: instruction.position.line,
        "a value of '\(name)'",
        "into the image",
        verbs: Fact.Verbs(comes: "writes", goes: "no longer writes")
      )
    }
  }

  /// The names that are given a value of their own: `NAME=value …`, or the old `NAME value`.
  private static func names(in words: [String]) -> [String] {
    guard let first = words.first else { return [] }
    if words.count > 1, !first.contains("=") {
      return isLiteral(words[1...].joined(separator: " ")) ? [first] : []
    }
    return words.compactMap { word in
      guard let sign = word.firstIndex(of: "=") else { return nil }
      return isLiteral(String(word[word.index(after: sign)...])) ? String(word[..<sign]) : nil
    }
  }

  /// Not empty, and not taken from another variable.
  private static func isLiteral(_ value: String) -> Bool {
    value.contains { $0 != "\"" && $0 != "'" } && !value.contains("$")
  }
}
