package import Syntax

extension PolicyDocument {
  /// Reads a document strictly: what AWS would not take, or could take two ways, is an error.
  package init(_ term: Term) throws(SyntaxError) {
    guard let entries = term.map else {
      throw SyntaxError("a policy document is an object", at: term.position)
    }
    let elements = try Elements(entries, allowed: ["Version", "Id", "Statement"])
    var version = Version.v2008
    if let given = elements["Version"] {
      guard let known = given.literal.flatMap(Version.init(rawValue:)) else {
        throw SyntaxError("'Version' is '2012-10-17' or '2008-10-17'", at: given.position)
      }
      version = known
    }
    guard let list = elements["Statement"] else {
      throw SyntaxError("the policy document has no 'Statement'", at: term.position)
    }
    var statements: [Statement] = []
    var unknown: [String] = []
    for item in list.list {
      if case .unknown(let name) = item.value {
        unknown.append(name)
      } else {
        statements.append(try Statement(item, variables: version == .v2012))
      }
    }
    self.init(version: version, statements: statements, unknownStatements: unknown)
  }

  /// Reads a document that is a value of a JSON or YAML file.
  package init(_ node: Node) throws(SyntaxError) { try self.init(Term(node)) }
}

/// The elements of an object, each of a known name and there once.
private struct Elements {
  private var found: [String: Term] = [:]

  init(_ entries: [Term.Entry], allowed: Set<String>) throws(SyntaxError) {
    for entry in entries {
      let key = Term.text(of: entry.key)
      guard allowed.contains(key) else {
        throw SyntaxError("'\(key)' is no element of a policy", at: entry.position)
      }
      guard found.updateValue(entry.value, forKey: key) == nil else {
        throw SyntaxError("'\(key)' stands twice", at: entry.position)
      }
    }
  }

  subscript(_ key: String) -> Term? { found[key] }

  /// One of an element and its `Not` form.
  func either(_ key: String, at position: Position) throws(SyntaxError) -> (Term, Bool)? {
    switch (found[key], found["Not" + key]) {
    case (nil, nil): nil
    case (let value?, nil): (value, false)
    case (nil, let value?): (value, true)
    case (_?, _?):
      throw SyntaxError("'\(key)' and 'Not\(key)' stand together", at: position)
    }
  }
}

extension PolicyDocument.Statement {
  private static let names: Set<String> = [
    "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource",
    "Condition",
  ]

  fileprivate init(_ term: Term, variables: Bool) throws(SyntaxError) {
    guard let entries = term.map else {
      throw SyntaxError("a statement is an object", at: term.position)
    }
    let elements = try Elements(entries, allowed: Self.names)
    position = term.position
    sid = elements["Sid"]?.parts.map(Term.text)
    guard let effect = elements["Effect"]?.literal.flatMap(PolicyDocument.Effect.init(rawValue:))
    else {
      throw SyntaxError(
        "'Effect' is 'Allow' or 'Deny'",
        at: elements["Effect"]?.position ?? position
      )
    }
    self.effect = effect
    guard let (actions, notActions) = try elements.either("Action", at: position) else {
      throw SyntaxError("the statement has no 'Action'", at: position)
    }
    self.actions = .init(try Self.strings(actions), isNegated: notActions) {
      let glob = Glob($0, wildcards: true, variables: false, letters: .folded)
      // Every action has a colon.
      return glob.parts == [.any, .folded(0x3A), .any] ? Glob(parts: [.any], text: glob.text) : glob
    }
    resources = try elements.either("Resource", at: position).map {
      value,
      negated throws(SyntaxError) in
      .init(try Self.strings(value), isNegated: negated) {
        Glob($0, wildcards: true, variables: variables)
      }
    }
    principals = try elements.either("Principal", at: position).map {
      value,
      negated throws(SyntaxError) in
      .init(try Self.principals(value), isNegated: negated) {
        Glob($0, wildcards: true, variables: variables)
      }
    }
    conditions =
      try elements["Condition"].map { value throws(SyntaxError) in
        try Self.conditions(value, variables: variables)
      } ?? []
  }

  private static func strings(_ term: Term) throws(SyntaxError) -> [[Term.Part]] {
    var found: [[Term.Part]] = []
    guard term.list.count <= ComparisonLimits().uses else {
      throw SyntaxError("more patterns than are compared", at: term.position)
    }
    for item in term.list {
      switch item.value {
      case .text(let parts): found.append(parts)
      case .number(let digits): found.append([.literal(digits)])
      case .unknown(let name): found.append([.unknown(name)])
      default: throw SyntaxError("a string or a list of strings was expected", at: item.position)
      }
    }
    return found
  }

  private static let principalTypes: Set<String> = ["AWS", "Service", "Federated", "CanonicalUser"]

  private static func principals(_ term: Term) throws(SyntaxError) -> [[Term.Part]] {
    switch term.value {
    case .unknown(let name): return [[.unknown(name)]]
    // Without a type they are read as AWS's; the services take `*` alone in this form.
    case .text, .list: return try strings(term).map { named($0, "AWS") }
    case .map(let entries):
      let elements = try Elements(entries, allowed: principalTypes)
      var found: [[Term.Part]] = []
      for type in principalTypes.sorted() {
        guard let value = elements[type] else { continue }
        found += try strings(value).map { named($0, type) }
      }
      return found
    default: throw SyntaxError("'Principal' is '*' or an object", at: term.position)
    }
  }

  /// An account's number is its root; `*` of AWS is anyone.
  private static func named(_ parts: [Term.Part], _ type: String) -> [Term.Part] {
    if type == "AWS", parts.count == 1, case .literal(let text) = parts[0] {
      if text == "*" { return [.literal("*")] }
      if text.utf8.count == 12, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
        return [.literal("AWS:arn:aws:iam::" + text + ":root")]
      }
    }
    return [.literal(type + ":")] + parts
  }

  private static func conditions(_ term: Term, variables: Bool) throws(SyntaxError) -> [Condition] {
    guard let operators = term.map else {
      throw SyntaxError("'Condition' is an object", at: term.position)
    }
    var found: [Condition] = []
    for entry in operators {
      guard let keys = entry.value.map else {
        throw SyntaxError("a condition's operator has keys below it", at: entry.value.position)
      }
      let name = Term.text(of: entry.key)
      for key in keys {
        var values: [[Term.Part]] = []
        for item in key.value.list {
          guard let parts = item.parts else {
            throw SyntaxError("a condition's value is a string", at: item.position)
          }
          values.append(parts)
        }
        found.append(Condition(operator: name, key: key.key, values: values, variables: variables))
      }
    }
    return found.sorted { $0.identity < $1.identity }
  }
}

extension PolicyDocument.Element {
  /// The patterns once each, sorted.
  init(_ texts: [[Term.Part]], isNegated: Bool, read: ([Term.Part]) -> Glob) {
    var patterns: [Glob] = []
    for glob in texts.map(read).sorted(by: { $0.text < $1.text }) where patterns.last != glob {
      patterns.append(glob)
    }
    self.patterns = patterns
    self.isNegated = isNegated
  }
}
