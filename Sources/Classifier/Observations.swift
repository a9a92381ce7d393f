internal import ContentPatterns
internal import Detection
internal import GitObjects

/// What is observed of a change by no detector.
enum Observations {
  /// Of a file that no detector is given, since it is too long, or a pointer.
  static func unread(_ path: TreePath, _ obstacle: String) -> Observation {
    unknown(line: nil, "changes \(path), which \(obstacle)")
  }

  /// Of a file of which a detector does not know what to make.
  static func doubt(_ path: TreePath, _ reason: String, line: Int?) -> Observation {
    unknown(line: line, "changes \(path): \(reason)")
  }

  private static func unknown(line: Int?, _ summary: String) -> Observation {
    Observation(named: "path.unread", .unknown, .high, line: line, summary: summary)
  }

  static func equal(_ change: FileChange) -> Observation {
    Observation(
      named: "path.equal",
      .equal,
      .low,
      summary: "changes nothing of access in \(change.path)"
    )
  }

  /// What may run, or may not any more, is not told by the bytes.
  static func mode(of change: FileChange) -> Observation? {
    guard let old = change.old, let new = change.new, old.mode != new.mode else { return nil }
    return Observation(
      named: "path.mode",
      .unknown,
      .high,
      summary: new.mode == .executable
        ? "makes executable \(change.path)" : "changes the mode of \(change.path)"
    )
  }

  /// A key could be anywhere in it.
  static let unsearched = Observation(
    named: "content.unsearched",
    .unknown,
    .critical,
    summary: "changes a file too long to be searched"
  )

  static func match(
    _ pattern: ContentPattern,
    _ line: Int,
    _ encoding: AddedLines.Encoding,
    isDecided: Bool
  ) -> Observation {
    let what = isDecided ? "adds what matches" : "adds a line too long to be searched for"
    let place =
      switch encoding {
      case .utf8: "in line \(line)"
      case .utf16: "in line \(line), in UTF-16"
      case .binary: "in a binary file"
      }
    return Observation(
      named: "content.matched",
      .unknown,
      .critical,
      line: line,
      summary: "\(what) '\(pattern.text)' \(place)"
    )
  }
}
