/// A policy as text, in which whole top-level keys are replaced.
package enum PolicyText {
  package static func replacing(_ block: [String], in policy: String) -> String {
    var sections = sections(
      policy.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    )
    for (key, lines) in PolicyText.sections(block) {
      if let index = sections.firstIndex(where: { $0.key == key }) {
        sections[index].lines = lines
      } else {
        sections.append((key, lines))
      }
    }
    return sections.flatMap(\.lines).map { $0 + "\n" }.joined()
  }

  /// The usual policy with some of its top-level keys replaced.
  package static func usual(with text: String) -> String {
    replacing(
      text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init),
      in: TestServer.policy
    )
  }

  private static func sections(_ lines: [String]) -> [(key: String, lines: [String])] {
    var result: [(key: String, lines: [String])] = []
    for line in lines where !line.isEmpty {
      if let first = line.first, first != " ", first != "-", first != "#" {
        result.append((String(line.prefix { $0 != ":" }), [line]))
      } else if !result.isEmpty {
        result[result.count - 1].lines.append(line)
      }
    }
    return result
  }
}
