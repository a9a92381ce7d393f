package import Syntax

/// An AWS policy: what it allows and denies.
package struct PolicyDocument: Sendable {
  package enum Version: String, Sendable, Hashable {
    /// Knows no policy variables.
    case v2008 = "2008-10-17"
    case v2012 = "2012-10-17"
  }

  package enum Effect: String, Sendable, Hashable { case allow = "Allow", deny = "Deny" }

  /// Patterns of one element, or with `Not` everything but them.
  package struct Element: Hashable, Sendable {
    package let patterns: [Glob]
    package let isNegated: Bool

    var negatesAtom: Bool { isNegated && patterns.contains { !$0.atoms.isEmpty } }
  }

  package struct Statement: Sendable {
    package let effect: Effect
    package let position: Position
    package let sid: String?
    /// In lower case, with the service; `nil` is any.
    package let actions: Element
    package let resources: Element?
    /// With their type before them: `AWS:arn:aws:iam::1:root`, `*` for anyone.
    package let principals: Element?
    package let conditions: [Condition]

    /// The same with one respect put more narrowly.
    func limited(actions: Element? = nil, resources: Element? = nil, principals: Element? = nil)
      -> Statement
    {
      Statement(
        effect: effect,
        position: position,
        sid: sid,
        actions: actions ?? self.actions,
        resources: resources ?? self.resources,
        principals: principals ?? self.principals,
        conditions: conditions
      )
    }

    var negatesAtom: Bool {
      actions.negatesAtom || resources?.negatesAtom == true || principals?.negatesAtom == true
        || conditions.contains(where: \.negatesAtom)
    }

    /// What it says, for a comparison of texts; the name and the place are no part of it.
    struct Meaning: Hashable {
      let effect: Effect
      let actions: Element
      let resources: Element?
      let principals: Element?
      let conditions: [Condition]
    }

    var meaning: Meaning {
      Meaning(
        effect: effect,
        actions: actions,
        resources: resources,
        principals: principals,
        conditions: conditions
      )
    }
  }

  package let version: Version
  package let statements: [Statement]
  /// References that stand for whole statements, sorted.
  package let unknownStatements: [String]

  package init(version: Version, statements: [Statement], unknownStatements: [String] = []) {
    self.version = version
    self.statements = statements
    self.unknownStatements = unknownStatements.sorted()
  }

  /// Grants and denies nothing.
  package static var nothing: PolicyDocument { PolicyDocument(version: .v2012, statements: []) }

  /// Of all elements and conditions.
  var patternCount: Int {
    statements.reduce(0) { count, statement in
      let elements = [statement.actions, statement.resources, statement.principals]
      return count + elements.reduce(0) { $0 + ($1?.patterns.count ?? 0) }
        + statement.conditions.reduce(0) { $0 + $1.values.count }
    }
  }
}
