import Syntax

/// A rule of a role: a product of API groups, resources, names and verbs.
struct RBACRule: Sendable {
  var groups: [String]
  var resources: [String]
  /// Empty: every name.
  var names: [String]
  var verbs: [String]
  var paths: [String]
  let line: Int

  init(_ node: Node) {
    groups = node["apiGroups"]?.texts ?? []
    resources = node["resources"]?.texts ?? []
    names = node["resourceNames"]?.texts ?? []
    verbs = (node["verbs"]?.texts ?? []).map { $0.lowercased() }
    paths = node["nonResourceURLs"]?.texts ?? []
    line = node.position.line
  }
}

/// Every request that two roles could tell apart.
///
/// Along each dimension these are the words that either uses, and one for everything else.
struct RBACSpace {
  /// Stands for whatever no rule names.
  static let other = "*"

  private(set) var groups: [String]
  private(set) var resources: [String]
  private(set) var names: [String]
  private(set) var verbs: [String]
  private(set) var paths: [String]

  /// `nil` where there are more verbs than a set of bits holds.
  init?(_ rules: [RBACRule]) {
    // Every word of a dimension is looked for in every rule.
    let count = rules.reduce(0) {
      $0 &+ $1.groups.count &+ $1.resources.count &+ $1.names.count &+ $1.verbs.count
        &+ $1.paths.count
    }
    guard count <= 20_000 else { return nil }
    func words(_ of: (RBACRule) -> [String]) -> [String] {
      Set(rules.flatMap(of)).subtracting([Self.other]).sorted() + [Self.other]
    }
    groups = words(\.groups)
    resources = words(\.resources)
    names = words(\.names)
    verbs = words(\.verbs)
    paths = words(\.paths)
    // A wildcard holds the dangerous ones too, named or not.
    if rules.contains(where: { $0.resources.contains(Self.other) }) { seed() }
    guard verbs.count < 60, groups.count <= 500, resources.count <= 1000, names.count <= 1000,
      paths.count <= 1000
    else { return nil }
  }

  private mutating func seed() {
    let dangerous = ["secrets", "pods", "pods/exec", "serviceaccounts/token"]
    resources = dangerous.filter { !resources.contains($0) } + resources
    if !groups.contains("") { groups.insert("", at: 0) }
    verbs = ["create", "get"].filter { !verbs.contains($0) } + verbs
  }
}

struct RBACCell: Hashable, Sendable {
  let group: String
  let resource: String
  let name: String
}

/// What a list of rules allows, request by request.
struct RBACPermissions {
  /// For each cell the verbs, a bit each.
  private(set) var allowed: [RBACCell: UInt64] = [:]
  private(set) var lines: [RBACCell: Int] = [:]

  /// `nil` where the product is too large.
  init?(_ rules: [RBACRule], in space: RBACSpace) {
    var budget = 10_000
    for rule in rules {
      let verbs = Self.mask(rule.verbs, in: space)
      let resources = space.resources.filter { Self.covers(rule.resources, resource: $0) }
      let groups = space.groups.filter { rule.groups.contains($0) || rule.groups.contains("*") }
      let names = rule.names.isEmpty ? space.names : space.names.filter(rule.names.contains)
      let paths = space.paths.filter { Self.covers(rule.paths, path: $0) }
      let (cells, overflow) = (groups.count &* resources.count).multipliedReportingOverflow(
        by: names.count
      )
      guard !overflow, cells &+ paths.count <= budget else { return nil }
      budget -= cells &+ paths.count
      for group in groups {
        for resource in resources {
          for name in names {
            add(verbs, RBACCell(group: group, resource: resource, name: name), rule.line)
          }
        }
      }
      // URLs are no resources: a group that no API has.
      for path in paths { add(verbs, RBACCell(group: "URL", resource: path, name: "*"), rule.line) }
    }
  }

  private mutating func add(_ verbs: UInt64, _ cell: RBACCell, _ line: Int) {
    allowed[cell, default: 0] |= verbs
    if lines[cell] == nil { lines[cell] = line }
  }

  private static func mask(_ verbs: [String], in space: RBACSpace) -> UInt64 {
    space.verbs.enumerated().reduce(0) { mask, verb in
      verbs.contains(verb.element) || verbs.contains("*") ? mask | 1 << UInt64(verb.offset) : mask
    }
  }

  /// As the authoriser matches: `*` is everything, `*/scale` that subresource of everything.
  private static func covers(_ patterns: [String], resource: String) -> Bool {
    patterns.contains { pattern in
      if pattern == "*" || pattern == resource { return true }
      guard pattern.hasPrefix("*/"), let slash = resource.firstIndex(of: "/") else { return false }
      return pattern.dropFirst(2) == resource[slash...].dropFirst()
    }
  }

  private static func covers(_ patterns: [String], path: String) -> Bool {
    patterns.contains { pattern in
      pattern == path || pattern.hasSuffix("*") && path.hasPrefix(pattern.dropLast())
    }
  }

  /// What is allowed here and not there.
  func minus(_ other: RBACPermissions) -> [RBACCell: UInt64] {
    var rest: [RBACCell: UInt64] = [:]
    for (cell, verbs) in allowed {
      let more = verbs & ~(other.allowed[cell] ?? 0)
      if more != 0 { rest[cell] = more }
    }
    return rest
  }
}
