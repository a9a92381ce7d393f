import Syntax

@testable import AWSPolicy

/// Decides one request by one document, straight from the text: nothing of the comparison is used.
struct Evaluator {
  let document: Node

  func allows(_ request: Request) -> Bool {
    let met = (document["Statement"]?.list ?? []).filter { applies($0, request) }
    let effects = Set(met.compactMap { $0["Effect"]?.string })
    return effects == ["Allow"]
  }

  private var hasVariables: Bool { document["Version"]?.string == "2012-10-17" }

  private func applies(_ statement: Node, _ request: Request) -> Bool {
    let action = request.action.lowercased()
    let resource = request.resource ?? "anything"
    return element(statement, "Action") { glob($0.lowercased(), action) }
      && element(statement, "Resource") { glob($0, resource) }
      && principal(statement, request.principal ?? "AWS:someone")
      && conditions(statement["Condition"], request)
  }

  private func element(_ statement: Node, _ name: String, _ matches: (String) -> Bool) -> Bool {
    if let list = statement[name] { return list.list.contains { matches($0.string ?? "") } }
    if let list = statement["Not" + name] {
      return !list.list.contains { matches($0.string ?? "") }
    }
    return true
  }

  private func principal(_ statement: Node, _ principal: String) -> Bool {
    if let named = statement["Principal"] { return isAmong(named, principal) }
    if let named = statement["NotPrincipal"] { return !isAmong(named, principal) }
    return true
  }

  private func isAmong(_ named: Node, _ principal: String) -> Bool {
    if named.string == "*" { return true }
    return (named.object ?? []).contains { member in
      member.value.list.contains { value in
        guard let text = value.string else { return false }
        if member.key == "AWS", text == "*" { return true }
        let isAccount = member.key == "AWS" && text.count == 12 && text.allSatisfy(\.isNumber)
        return glob(member.key + ":" + (isAccount ? "arn:aws:iam::\(text):root" : text), principal)
      }
    }
  }

  private func conditions(_ condition: Node?, _ request: Request) -> Bool {
    (condition?.object ?? []).allSatisfy { entry in
      (entry.value.object ?? []).allSatisfy { key in
        let given =
          request.context.first { $0.key.lowercased() == key.key.lowercased() }?.values ?? []
        return ConditionEvaluator(name: entry.key).holds(given, key.value.list.compactMap(\.text))
      }
    }
  }

  /// `*` and `?`, by going through all ways.
  func glob(_ pattern: String, _ text: String) -> Bool {
    Evaluator.matches(Array(pattern.unicodeScalars)[...], Array(text.unicodeScalars)[...])
  }

  static func matches(_ pattern: ArraySlice<Unicode.Scalar>, _ text: ArraySlice<Unicode.Scalar>)
    -> Bool
  {
    guard let first = pattern.first else { return text.isEmpty }
    if first == "*" {
      if pattern.count == 1 { return true }
      for start in text.startIndex...text.endIndex
      where matches(pattern.dropFirst(), text[start...]) {
        return true
      }
      return false
    }
    guard let letter = text.first, first == "?" || first == letter else { return false }
    return matches(pattern.dropFirst(), text.dropFirst())
  }
}

/// One operator of a condition.
struct ConditionEvaluator {
  var base: String
  var quantifier = ""
  var ifExists = false

  init(name: String) {
    base = name
    for prefix in ["ForAnyValue:", "ForAllValues:"] where name.hasPrefix(prefix) {
      quantifier = prefix
      base = String(name.dropFirst(prefix.count))
    }
    if base.hasSuffix("IfExists") {
      ifExists = true
      base = String(base.dropLast("IfExists".count))
    }
  }

  func holds(_ given: [String], _ values: [String]) -> Bool {
    if base == "Null" { return values.contains { ($0.lowercased() == "true") == given.isEmpty } }
    let isNegated = base.contains("Not")
    if given.isEmpty {
      return quantifier == "ForAllValues:" || ifExists || (quantifier.isEmpty && isNegated)
    }
    let each = given.map { one in values.contains { compare(one, $0) } != isNegated }
    switch quantifier {
    case "ForAnyValue:": return each.contains(true)
    case "ForAllValues:": return !each.contains(false)
    default: return isNegated ? !each.contains(false) : each.contains(true)
    }
  }

  private func compare(_ given: String, _ value: String) -> Bool {
    switch base {
    case "StringEquals", "StringNotEquals": return given == value
    case "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "Bool":
      return given.lowercased() == value.lowercased()
    case "StringLike", "StringNotLike", "ArnLike", "ArnNotLike", "ArnEquals", "ArnNotEquals":
      return Evaluator.matches(
        Array(value.unicodeScalars)[...],
        Array(given.unicodeScalars)[...]
      )
    case "IpAddress", "NotIpAddress": return address(given, in: value)
    default: return number(given, value)
    }
  }

  private func number(_ given: String, _ value: String) -> Bool {
    guard let a = Double(given), let b = Double(value) else { return false }
    if base.hasSuffix("LessThan") { return a < b }
    if base.hasSuffix("LessThanEquals") { return a <= b }
    if base.hasSuffix("GreaterThan") { return a > b }
    if base.hasSuffix("GreaterThanEquals") { return a >= b }
    return a == b
  }

  /// Of IPv4, bit by bit.
  private func address(_ given: String, in block: String) -> Bool {
    let halves = block.split(separator: "/")
    guard let a = bits(given), let b = bits(String(halves[0])) else { return false }
    let length = halves.count == 2 ? Int(halves[1]) ?? 32 : 32
    return a.prefix(length).elementsEqual(b.prefix(length))
  }

  private func bits(_ text: String) -> [Bool]? {
    let fields = text.split(separator: ".").compactMap { UInt8($0) }
    guard fields.count == 4 else { return nil }
    return fields.flatMap { byte in (0..<8).map { byte & (0x80 >> $0) != 0 } }
  }
}
