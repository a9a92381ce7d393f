import HCL
import Syntax

/// A policy: what may be done at which paths.
struct VaultPolicy: Sendable {
  struct Rule: Sendable {
    let pattern: VaultPattern
    let capabilities: Set<String>
    /// Parameters that are let through, withheld, asked for; wrapping and its times.
    let bounds: String
    let line: Int
  }

  private(set) var rules: [Rule] = []
  private(set) var doubts: [(line: Int, reason: String)] = []

  init() {}

  init(_ rules: [Rule]) { rules.forEach { add($0) } }

  /// The same with its lines where the text stands in another.
  func placed(_ line: (Int) -> Int) -> VaultPolicy {
    var moved = self
    moved.rules = rules.map { rule in
      Rule(
        pattern: rule.pattern,
        capabilities: rule.capabilities,
        bounds: rule.bounds,
        line: line(rule.line)
      )
    }
    moved.doubts = doubts.map { (line($0.line), $0.reason) }
    return moved
  }

  /// `nil` where the body is no policy.
  init?(_ body: Body) {
    let paths = body.blocks("path")
    guard !paths.isEmpty, body.blocks.count == paths.count else { return nil }
    for block in paths where block.labels.count == 1 {
      let expression = block.body["capabilities"]
      let words = Self.words(expression)
      if words == nil || block.labels[0].contains("{{") && block.labels[0].contains("${") {
        doubts.append((block.position.line, "capabilities that are no list of words"))
      }
      var capabilities = Set(words ?? [])
      if let old = block.body["policy"]?.literal {
        capabilities.formUnion(Self.short[old] ?? [old])
      }
      let bounds = block.body.attributes.filter {
        !["capabilities", "policy", "comment"].contains($0.name)
      }
      .map { "\($0.name)=\($0.value.normalized)" }.sorted().joined(separator: ", ")
      add(
        Rule(
          pattern: VaultPattern(Self.trimmed(block.labels[0])),
          capabilities: capabilities,
          bounds: bounds,
          line: block.position.line
        )
      )
    }
  }

  /// Of a policy in JSON.
  init?(_ node: Node) {
    guard let paths = node["path"]?.object, !paths.isEmpty else { return nil }
    for path in paths {
      for item in path.value.list {
        let bounds = item.canonical(without: ["capabilities", "comment"])
        add(
          Rule(
            pattern: VaultPattern(Self.trimmed(path.key)),
            capabilities: Set(item["capabilities"]?.texts ?? []),
            bounds: bounds == "{}" ? "" : bounds,
            line: path.keyPosition.line
          )
        )
      }
    }
  }

  /// The same path twice is one rule with the capabilities of both.
  private mutating func add(_ rule: Rule) {
    guard rules.count <= 400 else { return }
    guard let index = rules.firstIndex(where: { $0.pattern == rule.pattern }) else {
      rules.append(rule)
      return
    }
    let known = rules[index]
    rules[index] = Rule(
      pattern: rule.pattern,
      capabilities: known.capabilities.union(rule.capabilities),
      bounds: [known.bounds, rule.bounds].filter { !$0.isEmpty }.joined(separator: "; "),
      line: known.line
    )
  }

  private static func trimmed(_ path: String) -> String {
    path.hasPrefix("/") ? String(path.dropFirst()) : path
  }

  private static let short: [String: [String]] = [
    "read": ["read", "list"], "write": ["create", "read", "update", "delete", "list"],
    "sudo": ["create", "read", "update", "delete", "list", "sudo"], "deny": ["deny"],
  ]

  private static func words(_ expression: Expression?) -> [String]? {
    guard let expression else { return [] }
    guard case .tuple(let items) = expression.value else { return nil }
    let words = items.compactMap(\.literal)
    return words.count == items.count ? words : nil
  }

  /// The rule that holds for a path: the most specific one.
  func rule(for path: VaultPattern) -> Rule? {
    let matching = rules.filter { $0.pattern.covers(path) }
    return matching.reduce(nil) { best, rule in
      guard let best else { return rule }
      return rule.pattern.precedes(best.pattern) ? rule : best
    }
  }

  /// What a rule allows; a deny outdoes all else.
  static func allowed(by rule: Rule?) -> Set<String> {
    guard let rule, !rule.capabilities.contains("deny") else { return [] }
    return rule.capabilities
  }
}

extension Expression {
  /// The text of a string without interpolations.
  var literal: String? {
    guard case .template(let parts) = value else { return nil }
    var text = ""
    for part in parts {
      guard case .literal(let piece) = part else { return nil }
      text += piece
    }
    return text
  }
}
