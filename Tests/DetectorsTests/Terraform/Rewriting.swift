/// The same Terraform text by another hand.
enum Rewriting {
  /// With comments and blank lines between the lines, outside of heredocs.
  static func commented(_ text: String) -> String {
    outsideHeredocs(text) { line in
      ["", "  # a remark", line + (line.hasSuffix("{") ? " // more" : "")]
    }
  }

  /// With other blanks.
  static func reformatted(_ text: String) -> String {
    outsideHeredocs(text) { line in
      guard let sign = line.range(of: " = "), !line.contains("\"") else { return ["\t" + line] }
      return ["    " + line[..<sign.lowerBound] + "    =  " + line[sign.upperBound...] + "  "]
    }
  }

  /// With neighbouring arguments of one line each in the opposite order.
  static func reordered(_ text: String) -> String {
    var made: [String] = []
    var run: [String] = []
    var mark: Substring?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let end = mark {
        if line.trimmed == end { mark = nil }
        made.append(String(line))
        continue
      }
      mark = heredoc(line)
      let isSimple =
        line.contains(" = ") && mark == nil && !line.trimmed.hasPrefix("\"")
        && !line.contains { "[]{}()?,:#".contains($0) }
      if isSimple {
        run.append(String(line))
      } else {
        made += run.reversed()
        run = []
        made.append(String(line))
      }
    }
    return (made + run.reversed()).joined(separator: "\n")
  }

  private static func outsideHeredocs(_ text: String, _ change: (Substring) -> [String]) -> String {
    var made: [String] = []
    var mark: Substring?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let end = mark {
        if line.trimmed == end { mark = nil }
        made.append(String(line))
      } else {
        mark = heredoc(line)
        made += mark == nil ? change(line) : [String(line)]
      }
    }
    return made.joined(separator: "\n")
  }

  private static func heredoc(_ line: Substring) -> Substring? {
    guard let start = line.range(of: "<<") else { return nil }
    let word = line[start.upperBound...].drop { $0 == "-" }
    return word.trimmed
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var text = drop { $0 == " " || $0 == "\t" }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }

  fileprivate func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
