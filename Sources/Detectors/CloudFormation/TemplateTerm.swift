import AWSPolicy
import Syntax

/// Reads values of CloudFormation templates: its functions become references or parts of texts.
struct TemplateTerm {
  /// Names that a `Fn::Sub` defines.
  private var names: [String: Term] = [:]
  private let scope: TemplateScope
  /// Conditions of which it is known whether they hold.
  private let turned: [String: Bool]

  init(_ scope: TemplateScope, turned: [String: Bool] = [:]) {
    self.scope = scope
    self.turned = turned
  }

  func term(_ node: Node) -> Term {
    if let call = Call(node) { return term(of: call, at: node.position) }
    switch node.value {
    case .array(let items):
      return Term(.list(items.filter { !isNoValue($0) }.map(term)), at: node.position)
    case .object(let members):
      let entries = members.filter { !isNoValue($0.value) }.map { member in
        Term.Entry(
          key: [.literal(member.key)],
          position: member.keyPosition,
          value: term(member.value)
        )
      }
      return Term(.map(entries), at: node.position)
    default: return Term(node)
    }
  }

  private func term(of call: Call, at position: Position) -> Term {
    switch call.name {
    case "Ref":
      let name = call.value.string ?? "?"
      if let standard = scope.standard(of: name) { return Term(standard.value, at: position) }
      return reference("Ref " + name, at: position)
    case "FindInMap":
      if let found = lookup(call.value, at: position) { return found }
    // A script's own text, as it is run.
    case "Base64": return term(call.value)
    case "GetAtt":
      let name = call.value.list.compactMap(\.string).joined(separator: ".")
      return reference("GetAtt " + name, at: position)
    case "Sub": return substitution(call.value, at: position)
    case "If":
      if let branch = chosen(call.value) { return term(branch) }
    case "Join":
      if let parts = joined(call.value) { return Term(.text(parts), at: position) }
    default: break
    }
    return reference(call.name + " " + term(call.value).described, at: position)
  }

  /// The branch of an `If` whose condition is known.
  private func chosen(_ node: Node) -> Node? {
    guard !turned.isEmpty, let items = node.array, items.count == 3,
      let holds = items[0].string.flatMap({ turned[$0] })
    else { return nil }
    return items[holds ? 1 : 2]
  }

  /// The value of a mapping where only one is possible, else all that are, so that none changes unseen.
  private func lookup(_ node: Node, at position: Position) -> Term? {
    let place = (node.array ?? []).prefix(3).map { term($0).literal }
    guard let found = scope.values(at: place) else { return nil }
    let terms = found.prefix(32).map(term)
    if let only = terms.first, found.count <= 32, terms.allSatisfy({ $0.says(theSameAs: only) }) {
      return Term(only.value, at: position)
    }
    return reference(
      "FindInMap \(Term.text(of: node)) of " + scope.name(of: found),
      at: position
    )
  }

  private func reference(_ name: String, at position: Position) -> Term {
    Term(.unknown(name), at: position)
  }

  private func joined(_ node: Node) -> [Term.Part]? {
    guard let items = node.array, items.count == 2, let between = items[0].string,
      let list = items[1].array
    else { return nil }
    var parts: [Term.Part] = []
    for (index, item) in list.enumerated() {
      if index > 0, !between.isEmpty { parts.append(.literal(between)) }
      guard let more = term(item).parts else { return nil }
      parts += more
    }
    return Self.merged(parts)
  }

  private func substitution(_ node: Node, at position: Position) -> Term {
    var inner = self
    var text = node.string
    if let items = node.array, items.count == 2 {
      text = items[0].string
      for member in items[1].object ?? [] { inner.names[member.key] = term(member.value) }
    }
    guard let text else { return reference("Sub " + Term.text(of: node), at: position) }
    var parts: [Term.Part] = []
    var rest = Substring(text)
    while let start = Self.opening(in: rest), let end = rest[start...].firstIndex(of: "}") {
      parts.append(.literal(String(rest[..<start])))
      parts += inner.parts(named: rest[rest.index(start, offsetBy: 2)..<end])
      rest = rest[rest.index(after: end)...]
    }
    parts.append(.literal(String(rest)))
    return Term(.text(Self.merged(parts)), at: position)
  }

  /// `${!x}` is the text `${x}`; a dot names an attribute.
  private func parts(named name: Substring) -> [Term.Part] {
    if name.hasPrefix("!") { return [.literal("${" + name.dropFirst() + "}")] }
    if let known = (names[String(name)] ?? scope.standard(of: String(name)))?.parts { return known }
    return [.unknown((name.contains(".") ? "GetAtt " : "Ref ") + name)]
  }

  private static func opening(in text: Substring) -> Substring.Index? {
    var index = text.startIndex
    while let dollar = text[index...].firstIndex(of: "$") {
      let next = text.index(after: dollar)
      if next < text.endIndex, text[next] == "{" { return dollar }
      index = next
    }
    return nil
  }

  private static func merged(_ parts: [Term.Part]) -> [Term.Part] {
    var result: [Term.Part] = []
    for part in parts {
      if case .literal(let text) = part {
        if text.isEmpty { continue }
        if case .literal(let before)? = result.last {
          result[result.count - 1] = .literal(before + text)
          continue
        }
      }
      result.append(part)
    }
    return result.isEmpty ? [.literal("")] : result
  }

  private func isNoValue(_ node: Node) -> Bool {
    guard let call = Call(node) else { return false }
    if call.name == "If" { return chosen(call.value).map(isNoValue) ?? false }
    return call.name == "Ref" && call.value.string == "AWS::NoValue"
  }

  /// A function, in its short form `!Sub x` or its long one `{"Fn::Sub": x}`.
  struct Call {
    let name: String
    let value: Node

    init?(_ node: Node) {
      if let tag = node.tag {
        name = tag.hasPrefix("!") ? String(tag.dropFirst()) : tag
        value = Node(node.value, at: node.position)
        return
      }
      guard let members = node.object, members.count == 1 else { return nil }
      let key = members[0].key
      guard key == "Ref" || key.hasPrefix("Fn::") else { return nil }
      name = key == "Ref" ? key : String(key.dropFirst(4))
      value = members[0].value
    }
  }
}
