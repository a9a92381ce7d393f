import Syntax

/// Files whose names hang on what another run may give otherwise: `file("${var.env}.yaml")`.
extension Evaluator {
  private static let readers: Set<String> = ["file", "filebase64", "templatefile"]

  /// The name of the file that is to be read in the place of the one at hand; `nil` where that counts.
  ///
  /// Only the last part of a name may be otherwise: which of the files beside each other is read.
  func otherFile(of function: String, _ name: Expression, _ value: Value, _ scope: Scope) -> Value?
  {
    guard Self.readers.contains(function), case .template(let parts) = name.value,
      let pattern = pattern(of: parts, scope), let what = spelling(of: name)
    else { return nil }
    let folder = Value(.text(pattern.folder), at: value.origin)
    guard let path = pattern.folder.isEmpty ? files.path : files.path(folder) else { return nil }
    let known = files.source.files(in: path).map { String(decoding: $0, as: UTF8.self) }
      .filter { Self.isOf(pattern.name, $0) }.sorted()
    guard budget.spend(known.count + 1), !known.isEmpty else { return nil }
    if let forced = openness.forced[what] {
      let slash = pattern.folder.isEmpty ? "" : "/"
      return Value(.text(pattern.folder + [.literal(slash + forced)]), at: value.origin)
    }
    openness.note(
      Decision(
        what: what,
        chosen: value.pieces.flatMap(Self.lastName),
        keys: Array(known.prefix(12)),
        isCut: known.count > 12
      )
    )
    return nil
  }

  /// The folder, and the name in it with a `*` for what may be otherwise; `nil` where nothing may.
  private func pattern(of parts: [TemplatePart], _ scope: Scope)
    -> (folder: [Value.Piece], name: String)?
  {
    var folder: [Value.Piece] = []
    var name = ""
    var isOpen = false
    for part in parts {
      switch part {
      case .literal(let text):
        guard let slash = text.lastIndex(of: "/") else {
          name += text
          continue
        }
        // What may be otherwise stands in a folder's name.
        if isOpen { return nil }
        folder += [.literal(name + text[..<slash])]
        name = String(text[text.index(after: slash)...])
      case .interpolation(let inner):
        let (value, mayDiffer) = deciding(inner, scope)
        if !mayDiffer, let text = value.literal {
          name += text
        } else if folder.isEmpty, name.isEmpty, let pieces = value.pieces, Self.isPlace(pieces) {
          folder = pieces
        } else {
          isOpen = true
          name += "*"
        }
      default: return nil
      }
    }
    return isOpen ? (folder, name) : nil
  }

  private static func isPlace(_ pieces: [Value.Piece]) -> Bool {
    pieces == [.atom("path.module")] || pieces == [.atom("path.root")]
  }

  private static func lastName(_ pieces: [Value.Piece]) -> String? {
    guard case .literal(let text)? = pieces.last else { return nil }
    return text.split(separator: "/").last.map(String.init)
  }
}
