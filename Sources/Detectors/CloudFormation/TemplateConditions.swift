import AWSPolicy
import Syntax

/// What the conditions of a template come to by its defaults and mappings.
struct TemplateConditions {
  /// What one of them says.
  struct Reading {
    /// `nil` where only a run tells.
    var holds: Bool?
    /// All that is compared in it, with what is known in the place of names.
    var comparisons: Set<String> = []
  }

  private(set) var readings: [String: Reading] = [:]
  private let nodes: [String: Node]
  private let terms: TemplateTerm
  private var open: Set<String> = []

  init(of template: Node?, _ terms: TemplateTerm) {
    let members = template?["Conditions"]?.object ?? []
    nodes = Dictionary(members.map { ($0.key, $0.value) }) { first, _ in first }
    self.terms = terms
    guard !isTooLong else { return }
    for member in members { _ = reading(named: member.key) }
  }

  /// More than a template may have.
  var isTooLong: Bool { nodes.count > 1000 }

  private mutating func reading(named name: String) -> Reading {
    if let known = readings[name] { return known }
    guard open.count < 100, let node = nodes[name], open.insert(name).inserted else {
      return Reading(holds: nil, comparisons: [name])
    }
    let reading = reading(of: node)
    open.remove(name)
    readings[name] = reading
    return reading
  }

  private mutating func reading(of node: Node) -> Reading {
    if let name = node["Condition"]?.string, node.object?.count == 1 {
      return reading(named: name)
    }
    guard let call = TemplateTerm.Call(node) else { return unread(node) }
    let items = call.value.array ?? []
    switch call.name {
    case "Condition": return call.value.string.map { reading(named: $0) } ?? unread(node)
    case "Equals" where items.count == 2:
      let sides = items.map(terms.term)
      let values = sides.map(\.literal)
      let isKnown = !values.contains(nil)
      return Reading(
        holds: isKnown ? values[0] == values[1] : nil,
        comparisons: [sides.map(\.described).joined(separator: " = ")]
      )
    case "Not" where items.count == 1:
      var inner = reading(of: items[0])
      inner.holds = inner.holds.map { !$0 }
      return inner
    case "And", "Or":
      let inner = items.map { reading(of: $0) }
      let decides = call.name == "Or"
      let isDecided = inner.contains { $0.holds == decides }
      let isKnown = !inner.contains { $0.holds == nil }
      return Reading(
        holds: isDecided ? decides : isKnown ? !decides : nil,
        comparisons: inner.reduce(into: []) { $0.formUnion($1.comparisons) }
      )
    default: return unread(node)
    }
  }

  private func unread(_ node: Node) -> Reading {
    Reading(holds: nil, comparisons: [terms.term(node).described])
  }
}

extension TemplateConditions {
  /// Those that hold on one side by its defaults, and on the other do not: what each is on this side.
  func turned(from other: TemplateConditions) -> [String: Bool] {
    readings.compactMapValues(\.holds).filter { name, holds in
      other.readings[name]?.holds.map { $0 != holds } ?? false
    }
  }

  /// Those that may hold now and did not, or the other way round, which only a run tells.
  func unclear(beside other: TemplateConditions) -> [String] {
    readings.filter { name, reading in
      guard let before = other.readings[name] else { return false }
      let isKnown = reading.holds != nil && before.holds != nil
      return !isKnown && before.comparisons != reading.comparisons
    }.keys.sorted()
  }
}
