/// Parts a script as migration tools do: what goes up, and what only a way back runs.
///
/// A `REVOKE` behind `-- +goose Down` never takes back what stands above it. Tools look at lines alone, also
/// within strings, so this does as well. What is left out is blank: everything keeps its place.
package struct MigrationSections: Sendable {
  package let up: [UInt8]
  /// `nil` where no line parts the script.
  package let aside: [UInt8]?

  package init(_ text: [UInt8]) {
    let marks = Self.marks(in: text)
    guard !marks.isEmpty else {
      up = text
      aside = nil
      return
    }
    var parts = (up: text, aside: text)
    // What stands above the first mark runs only where that mark is not the one to begin at.
    var goesUp = !marks.contains { $0.goesUp }
    var next = marks[...]
    for index in text.indices {
      if let mark = next.first, mark.place == index {
        goesUp = mark.goesUp
        next.removeFirst()
      }
      guard text[index] != UInt8(ascii: "\n") else { continue }
      if goesUp { parts.aside[index] = 0x20 } else { parts.up[index] = 0x20 }
    }
    (up, aside) = parts
  }

  private struct Mark {
    let place: Int
    let goesUp: Bool
  }

  private static func marks(in text: [UInt8]) -> [Mark] {
    var marks: [Mark] = []
    for line in text.split(separator: UInt8(ascii: "\n")) {
      let bytes = line.drop { $0 == 0x20 || $0 == 0x09 }
      guard bytes.starts(with: "--".utf8) || bytes.first == UInt8(ascii: "#"),
        let goesUp = direction(bytes.prefix(100))
      else { continue }
      marks.append(Mark(place: line.startIndex, goesUp: goesUp))
    }
    return marks
  }

  /// What may stand beside `up` and `down`: names of tools, and how they run it.
  private static let besides: Set<String> = [
    "goose", "migrate", "migration", "migrations", "micrate", "rambler", "transaction",
    "notransaction", "no", "false", "true", "section", "script", "sql",
  ]

  /// Whether a comment begins what goes up, or what does not; `nil` of any other.
  private static func direction(_ line: ArraySlice<UInt8>) -> Bool? {
    let words = line.split { $0 | 0x20 < 0x61 || $0 | 0x20 > 0x7A }.map {
      String(decoding: $0, as: UTF8.self).asciiSmall
    }
    if words == ["create", "above", "drop", "below"] { return false }
    guard words.count <= 5,
      let place = words.prefix(2).firstIndex(where: {
        ["up", "ups", "down", "downs", "undo"].contains($0)
      }),
      words.enumerated().allSatisfy({ $0 == place || besides.contains($1) })
    else { return nil }
    return words[place].hasPrefix("up")
  }
}
