internal import Classifier
internal import Gate
internal import Git
internal import GitObjects
internal import Policy
internal import Report

/// What a reviewer sees before signing: every change with its bytes, and the count of those that are not shown.
///
/// The difference is made from the very blobs whose ids are signed, and control characters are escaped: what
/// is approved cannot look like something else.
struct ChangeDisplay {
  private(set) var text: [UInt8] = []
  private(set) var total = 0
  /// What is not shown, one name each.
  private(set) var unseen: [String] = []

  private let isColoured: Bool
  private static let blobLimit = 1 << 20
  private static let lineLimit = 20_000

  init(coloured: Bool) { isColoured = coloured }

  mutating func add(_ request: SigningRequest, in clone: borrowing Clone) throws {
    var groups: [(id: ChangeID, findings: [Finding])] = []
    for finding in request.findings {
      if let known = groups.firstIndex(where: { $0.id == finding.id }) {
        groups[known].findings.append(finding)
      } else {
        groups.append((finding.id, [finding]))
      }
    }
    total += groups.count
    line("for '\(request.target)':")
    for text in request.lead { line("  \(text)") }
    for (index, group) in groups.enumerated() {
      try add(group.findings, number: index + 1, of: groups.count, in: clone)
    }
  }

  private mutating func add(
    _ findings: [Finding],
    number: Int,
    of count: Int,
    in clone: borrowing Clone
  ) throws {
    let first = findings[0]
    line("")
    line("\(number) of \(count): \(first.sentence)", bold: true)
    for other in findings.dropFirst() { line("  \(other.sentence)", bold: true) }
    for proof in Set(findings.compactMap(\.proof)).sorted() { line("  \(proof)") }
    for commit in first.carriers.prefix(Page.most) {
      let object = try clone.repository.commit(commit)
      let subject = object.message.prefix { $0 != 0x0A }
      line(
        "  in \(commit.short) by \(Escaped.text(object.author.email)): \(Escaped.text(Array(subject)))"
      )
    }
    switch first.subject {
    case .file(let change): try add(change, in: clone)
    case .ref(let move): line("  from \(Self.id(move.change.old)) to \(Self.id(move.change.new))")
    }
  }

  private mutating func add(_ change: FileChange, in clone: borrowing Clone) throws {
    if let old = change.old, let new = change.new, old.mode != new.mode {
      line("  mode \(old.mode.octal) becomes \(new.mode.octal)")
    }
    guard let old = try content(change.old, in: clone), let new = try content(change.new, in: clone)
    else {
      line("  not shown: \(Self.id(change.old?.id)) becomes \(Self.id(change.new?.id))")
      unseen.append("\(change.path)")
      return
    }
    let lines = try Patch.hunks(from: old, to: new)
    for hunkLine in lines.prefix(Self.lineLimit) { addHunkLine(hunkLine) }
    if lines.count > Self.lineLimit {
      line("… and \(Phrase.count(lines.count - Self.lineLimit, "more line")), not shown")
      unseen.append("\(change.path)")
    }
  }

  /// A submodule is shown as git shows it; `nil` for what cannot be: a binary file, one that is too long.
  private func content(_ side: FileChange.Side?, in clone: borrowing Clone) throws -> [UInt8]? {
    guard let side else { return [] }
    if side.mode == .gitlink { return Array("Subproject commit \(side.id)\n".utf8) }
    guard let (_, size) = try clone.repository.header(side.id),
      size <= Self.blobLimit
    else { return nil }
    let bytes = try clone.repository.object(side.id).bytes
    return bytes.contains(0) ? nil : bytes
  }

  private mutating func addHunkLine(_ bytes: [UInt8]) {
    let colour: String =
      switch bytes.first {
      case UInt8(ascii: "+"): "32"
      case UInt8(ascii: "-"): "31"
      case UInt8(ascii: "@"): "36"
      default: ""
      }
    // Tabs and backslashes are what source text is made of.
    let kept: [UInt8] = [0x09, UInt8(ascii: "\\")]
    var shown = ""
    var rest = bytes[...]
    while !rest.isEmpty {
      let plain = rest.prefix { !kept.contains($0) }
      shown += Escaped.text(Array(plain))
      rest = rest.dropFirst(plain.count)
      if let next = rest.popFirst() { shown.unicodeScalars.append(Unicode.Scalar(next)) }
    }
    append(shown, colour: colour)
  }

  private mutating func line(_ string: String, bold: Bool = false) {
    append(string, colour: bold ? "1" : "")
  }

  private mutating func append(_ string: String, colour: String) {
    let isPlain = !isColoured || colour.isEmpty
    text += Array((isPlain ? string : "\u{1B}[\(colour)m\(string)\u{1B}[m").utf8) + [0x0A]
  }

  private static func id(_ id: ObjectID?) -> String {
    guard let id, !id.isZero else { return "nothing" }
    return id.short
  }
}
