import AWSPolicy
import HCL
import Syntax

/// What references of a template come to where the template itself says it.
final class TemplateScope {
  /// What parameters are unless whoever runs the template says otherwise.
  private var standards: [String: Term] = [:]
  private let mappings: Node?
  private var lookups: [[String?]: [Node]] = [:]
  private let texts: LongTexts
  private var budget = 1_000_000

  /// Whether more was looked up and put in than a template of a person's would have.
  private(set) var isExhausted = false

  /// `texts` are of all that is compared with each other.
  init(of template: Node, _ texts: LongTexts) {
    mappings = template["Mappings"]
    self.texts = texts
    for parameter in template["Parameters"]?.object ?? [] {
      standards[parameter.key] = Self.standard(Term(parameter.value))
    }
  }

  func standard(of name: String) -> Term? {
    guard let term = standards[name] else { return nil }
    return spend(term.literal?.utf8.count ?? 1) ? term : nil
  }

  /// What a mapping has under keys of which those that are not known may be any.
  func values(at place: [String?]) -> [Node]? {
    guard let mappings, place.count == 3 else { return nil }
    if let known = lookups[place] { return known }
    var found = [mappings]
    for key in place {
      guard spend(found.count) else { return nil }
      if let key {
        found = found.compactMap { $0[key] }
      } else {
        found = found.flatMap { ($0.object ?? []).map(\.value) }
      }
    }
    lookups[place] = found
    return found
  }

  /// All of them in one text, which is the same on both sides where they are.
  func name(of values: [Node]) -> String {
    guard spend(values.count) else { return "" }
    return texts.name(of: values.map(Term.text).joined(separator: ","))
  }

  private func spend(_ cost: Int) -> Bool {
    budget -= cost
    if budget < 0 { isExhausted = true }
    return budget >= 0
  }

  /// The value of a parameter that has a default of its own.
  static func standard(_ parameter: Term) -> Term? {
    guard let value = parameter["Default"], let text = value.literal,
      let type = parameter["Type"]?.literal
    else { return nil }
    if type == "String" || type == "Number" { return value }
    guard type == "CommaDelimitedList" || type.hasPrefix("List<") else { return nil }
    let items = text.split(separator: ",").map { item in
      Term(.text([.literal(String(item.drop { $0 == " " }))]), at: value.position)
    }
    return Term(.list(items), at: value.position)
  }
}
