/// A text with the actions of Helm, Jinja and their like taken out, so that what is around them can be read.
///
/// What the actions do nobody knows before they run: a reader of the rest has to say so. Lines stay where
/// they are. An action within a line becomes a placeholder; an action that has lines of its own
/// (`{{- if … }}`, `{% for … %}`, `{{ include … }}`) leaves them blank, and so does one that begins, parts or
/// ends several lines, wherever it stands. A definition with all it holds is one action: it is written elsewhere.
package struct Templates: Sendable {
  package struct Action: Hashable, Sendable {
    /// As written, with its braces.
    package let text: String
    package let position: Position
    /// Whether it has lines of its own, or decides over some, and so could stand for any number of lines.
    package let isWholeLine: Bool
    /// The lines of its block, from the opening action to the closing one; its own where it belongs to no block.
    package let lines: ClosedRange<Int>
  }

  /// With as many lines as the text had.
  package let bytes: [UInt8]
  package let actions: [Action]

  /// Whether a text holds what could be an action.
  ///
  /// `${{ … }}`, as GitHub's workflows have it, is none.
  package static func arePresent(in bytes: [UInt8]) -> Bool {
    var finder = TemplateFinder(bytes)
    return finder.skipToAction()
  }

  package static func takeOut(of bytes: [UInt8]) throws(SyntaxError) -> Templates {
    let text = String(decoding: bytes, as: UTF8.self)
    guard !text.unicodeScalars.contains(where: Placeholder.isMark) else {
      throw SyntaxError("a character for private use", at: SourceText.start)
    }
    try SourceLines.check(bytes, SyntaxLimits())
    var builder = try TemplateBuilder(bytes)
    try builder.run()
    return Templates(bytes: builder.output, actions: builder.actions)
  }

  /// The same tree with the actions' own text where placeholders are.
  package func restored(_ node: Node) -> Node {
    guard !actions.isEmpty else { return node }
    let value: Node.Value
    switch node.value {
    case .string(let text): value = .string(restored(text))
    case .array(let items): value = .array(items.map(restored))
    case .object(let members):
      value = .object(
        members.map {
          Node.Member(
            key: restored($0.key),
            keyPosition: $0.keyPosition,
            value: restored($0.value)
          )
        }
      )
    default: value = node.value
    }
    return Node(value, at: node.position, tag: node.tag)
  }

  /// The text with the actions' own text where placeholders are.
  package func restored(_ text: String) -> String {
    Placeholder.replace(in: text) { actions.indices.contains($0) ? actions[$0].text : nil }
  }
}

extension Node {
  /// Whether the value itself, not what is in it, holds an action of a template.
  package var isTemplated: Bool {
    guard let string else { return false }
    return Templates.arePresent(in: Array(string.utf8))
  }
}

extension YAMLReader {
  /// Reads what is around the actions of a template; their text stands where they were.
  package static func readTemplate(
    _ bytes: [UInt8],
    limits: SyntaxLimits = .init()
  ) throws(SyntaxError) -> (documents: [Node], templates: Templates) {
    let text = try SourceText.check(bytes, limits)
    let templates = try Templates.takeOut(of: text)
    let documents = try read(templates.bytes, limits: limits)
    return (documents.map(templates.restored), templates)
  }
}

/// What stands for an action while the text around it is read.
enum Placeholder {
  /// Of the private use area: no text of a template has them, or it is refused.
  private static let first: Unicode.Scalar = "\u{F0000}"
  private static let last: Unicode.Scalar = "\u{F0001}"

  static func isMark(_ scalar: Unicode.Scalar) -> Bool { scalar == first || scalar == last }

  static func text(_ index: Int) -> String { "\(first)\(index)\(last)" }

  static func replace(in text: String, by action: (Int) -> String?) -> String {
    guard text.unicodeScalars.contains(first) else { return text }
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let start = rest.firstIndex(of: first) {
      result.append(contentsOf: rest[..<start])
      let end = rest[start...].firstIndex(of: last) ?? rest.endIndex
      let number = Int(String(rest[rest.index(after: start)..<end]))
      if let number, let replacement = action(number) {
        result.append(contentsOf: replacement.unicodeScalars)
      }
      rest = end < rest.endIndex ? rest[rest.index(after: end)...] : rest[end...]
    }
    result.append(contentsOf: rest)
    return String(result)
  }
}
