package import HCL

/// Where two values part, as deep as their names go.
package struct Difference: Sendable {
  /// Names joined by dots, without indexes.
  package let path: String
  /// `nil` where the side has no such argument.
  package let old: Value?
  package let new: Value?

  /// The argument at the top.
  package var name: String { String(path.prefix { $0 != "." }) }
  /// The last name.
  package var leaf: String { path.split(separator: ".").last.map(String.init) ?? path }
}

/// Finds the differences of two bodies.
struct BlockComparison {
  private var found: [Difference] = []

  /// Lists whose order says something.
  private static let ordered: Set<String> = [
    "command", "args", "entrypoint", "entry_point", "stateful_rule",
  ]

  /// Texts of JSON that describe containers, or how something is set.
  private static let settings: Set<String> = [
    "container_definitions", "container_properties", "configuration",
  ]

  /// Those that describe it in some types, and are anything in others.
  private static let settingsByType = [
    "azurerm_function_app_function": "config_json", "consul_config_entry": "config_json",
  ]

  private let setting: String?

  private init(_ type: String?) { setting = type.flatMap { Self.settingsByType[$0] } }

  static func differences(_ old: TerraformBlock?, _ new: TerraformBlock?) -> [Difference] {
    var comparison = BlockComparison((new ?? old)?.type)
    let (a, b) = (old?.body, new?.body)
    comparison.fields(a?.fields ?? [], b?.fields ?? [], "")
    comparison.compare(old?.repetition, new?.repetition, "for_each")
    return comparison.found
  }

  private mutating func compare(_ old: Value?, _ new: Value?, _ path: String) {
    guard let old, let new else {
      if old != nil || new != nil { found.append(Difference(path: path, old: old, new: new)) }
      return
    }
    if let a = old.fields, let b = new.fields { return fields(a, b, path) }
    if Self.settings.contains(path) || path == setting, let a = old.document, let b = new.document {
      return compare(a, b, path)
    }
    if old.list != nil || new.list != nil { return lists(old, new, path) }
    if !old.isEquivalent(to: new), !Self.isSameJSON(old, new) {
      found.append(Difference(path: path, old: old, new: new))
    }
  }

  private mutating func fields(_ old: [Value.Field], _ new: [Value.Field], _ path: String) {
    let known = Dictionary(new.map { ($0.name, $0.value) }) { first, _ in first }
    let before = Set(old.map(\.name))
    for field in old { compare(field.value, known[field.name], Self.joined(path, field.name)) }
    for field in new where !before.contains(field.name) {
      compare(nil, field.value, Self.joined(path, field.name))
    }
  }

  /// What both have is left out; the rest is compared in its order where it is of objects.
  private mutating func lists(_ old: Value, _ new: Value, _ path: String) {
    let (a, b) = (old.asList, new.asList)
    let name = path.split(separator: ".").last.map(String.init) ?? path
    if Self.ordered.contains(name) {
      if !old.isEquivalent(to: new) { found.append(Difference(path: path, old: old, new: new)) }
      return
    }
    let restOfOld = Self.rest(a, without: b)
    let restOfNew = Self.rest(b, without: a)
    if restOfOld.isEmpty, restOfNew.isEmpty { return }
    guard restOfOld.allSatisfy({ $0.fields != nil }), restOfNew.allSatisfy({ $0.fields != nil })
    else { return found.append(Difference(path: path, old: old, new: new)) }
    for place in 0..<max(restOfOld.count, restOfNew.count) {
      compare(
        place < restOfOld.count ? restOfOld[place] : nil,
        place < restOfNew.count ? restOfNew[place] : nil,
        path
      )
    }
  }

  private static func rest(_ items: [Value], without others: [Value]) -> [Value] {
    var counts: [String: Int] = [:]
    for item in others { counts[key(item), default: 0] += 1 }
    return items.filter { item in
      let key = key(item)
      guard let count = counts[key], count > 0 else { return true }
      counts[key] = count - 1
      return false
    }
  }

  private static func key(_ value: Value) -> String { value.literal ?? value.source }

  private static func joined(_ path: String, _ name: String) -> String {
    path.isEmpty ? name : path + "." + name
  }

  /// Texts of JSON may differ by blanks and order only.
  private static func isSameJSON(_ old: Value, _ new: Value) -> Bool {
    guard looksLikeJSON(old), looksLikeJSON(new), let a = old.document, let b = new.document else {
      return false
    }
    return a.isEquivalent(to: b)
  }

  private static func looksLikeJSON(_ value: Value) -> Bool {
    guard case .text(let pieces) = value.content, case .literal(let text)? = pieces.first else {
      return value.document != nil
    }
    return text.utf8.first { !" \n\r\t".utf8.contains($0) }.map { "{[".utf8.contains($0) } ?? false
  }
}
