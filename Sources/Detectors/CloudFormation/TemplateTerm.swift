import AWSPolicy
import HCL
import Syntax

/// Reads values of CloudFormation templates: its functions become references or parts of texts.
struct TemplateTerm {
  /// Names that a `Fn::Sub` defines.
  private var names: [String: Term] = [:]
  /// What parameters are unless whoever runs the template says otherwise.
  private var standards: [String: Term] = [:]

  private let mappings: Node?
  private let texts: LongTexts

  /// `texts` are of all that is compared with each other.
  init(of template: Node, _ texts: LongTexts) {
    self.init(parameters: template["Parameters"], mappings: template["Mappings"], texts)
  }

  init(parameters: Node?, mappings: Node?, _ texts: LongTexts) {
    self.mappings = mappings
    self.texts = texts
    for parameter in parameters?.object ?? [] {
      standards[parameter.key] = Self.standard(Term(parameter.value))
    }
  }

  /// The value of a parameter that has a default of its own.
  static func standard(_ parameter: Term) -> Term? {
    guard let value = parameter["Default"], let text = value.literal,
      let type = parameter["Type"]?.literal
    else { return nil }
    if type == "String" || type == "Number" { return value }
    guard type == "CommaDelimitedList" || type.hasPrefix("List<") else { return nil }
    let items = text.split(separator: ",").map { item in
      Term(
        .text([.literal(String(item.drop { $0 == " " }))]),
        at: value.position
      )
    }
    return Term(.list(items), at: value.position)
  }

  func term(_ node: Node) -> Term {
    if let call = Call(node) { return term(of: call, at: node.position) }
    switch node.value {
    case .array(let items):
      return Term(.list(items.filter { !Self.isNoValue($0) }.map(term)), at: node.position)
    case .object(let members):
      let entries = members.filter { !Self.isNoValue($0.value) }.map { member in
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
      if let standard = standards[name] { return Term(standard.value, at: position) }
      return reference("Ref " + name, at: position)
    case "FindInMap":
      if let found = lookup(call.value, at: position) { return found }
    // A script's own text, as it is run.
    case "Base64": return term(call.value)
    case "GetAtt":
      let name = call.value.list.compactMap(\.string).joined(separator: ".")
      return reference("GetAtt " + name, at: position)
    case "Sub": return substitution(call.value, at: position)
    case "Join":
      if let parts = joined(call.value) { return Term(.text(parts), at: position) }
    default: break
    }
    return reference(call.name + " " + Term.text(of: call.value), at: position)
  }

  /// The value of a mapping where only one is possible, else all that are, so that none changes unseen.
  private func lookup(_ node: Node, at position: Position) -> Term? {
    guard let place = node.array, place.count >= 3, let mappings else { return nil }
    var found = [mappings]
    for key in place.prefix(3) {
      if let name = self.term(key).literal {
        found = found.compactMap { $0[name] }
      } else {
        found = found.flatMap { ($0.object ?? []).map(\.value) }
      }
    }
    let terms = found.map(term)
    if let only = terms.first, terms.allSatisfy({ $0.says(theSameAs: only) }) {
      return Term(only.value, at: position)
    }
    let values = found.map(Term.text).joined(separator: ",")
    return reference(
      "FindInMap \(Term.text(of: node)) of " + texts.name(of: values),
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
    var scope = self
    var text = node.string
    if let items = node.array, items.count == 2 {
      text = items[0].string
      for member in items[1].object ?? [] { scope.names[member.key] = term(member.value) }
    }
    guard let text else { return reference("Sub " + Term.text(of: node), at: position) }
    var parts: [Term.Part] = []
    var rest = Substring(text)
    while let start = Self.opening(in: rest), let end = rest[start...].firstIndex(of: "}") {
      parts.append(.literal(String(rest[..<start])))
      parts += scope.parts(named: rest[rest.index(start, offsetBy: 2)..<end])
      rest = rest[rest.index(after: end)...]
    }
    parts.append(.literal(String(rest)))
    return Term(.text(Self.merged(parts)), at: position)
  }

  /// `${!x}` is the text `${x}`; a dot names an attribute.
  private func parts(named name: Substring) -> [Term.Part] {
    if name.hasPrefix("!") { return [.literal("${" + name.dropFirst() + "}")] }
    if let known = (names[String(name)] ?? standards[String(name)])?.parts { return known }
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

  private static func isNoValue(_ node: Node) -> Bool {
    guard let call = Call(node) else { return false }
    return call.name == "Ref" && call.value.string == "AWS::NoValue"
  }

  /// A function, in its short form `!Sub x` or its long one `{"Fn::Sub": x}`.
  private struct Call {
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
