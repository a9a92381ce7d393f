/// Two documents without what both say and no difference between them can meet.
///
/// Real policies are long and change in one place, and the automaton over all their patterns grows with every
/// wildcard. A request that the documents do not judge alike meets a pattern that only one of them has, taken
/// together with the rest of its statement. So a pattern that both have with the same rest, and that meets none of
/// those, has no say in any such request, and goes from both.
struct Difference {
  private(set) var old: PolicyDocument
  private(set) var new: PolicyDocument

  init(_ old: PolicyDocument, _ new: PolicyDocument) {
    (self.old, self.new) = (old, new)
    reduce(.actions)
    reduce(.resources)
  }

  fileprivate enum Respect { case actions, resources }

  /// A pattern of a statement, with all that stands beside it.
  private struct Atom: Hashable {
    let rest: Int
    /// `nil` where there is no list of patterns: then it is the whole statement.
    let glob: [Glob.Part]?
  }

  private mutating func reduce(_ respect: Respect) {
    var rests: [PolicyDocument.Statement.Meaning: Int] = [:]
    let before = Self.atoms(of: old, respect, &rests)
    let after = Self.atoms(of: new, respect, &rests)
    let differing = Set(before.joined()).symmetricDifference(after.joined())
    guard differing.allSatisfy({ $0.glob != nil }) else { return }
    let globs = Set(differing.compactMap(\.glob))
    var known: [[Glob.Part]: Bool] = [:]
    func matters(_ atom: Atom) -> Bool {
      guard let glob = atom.glob, !differing.contains(atom) else { return true }
      if let known = known[glob] { return known }
      let meets = globs.contains { Glob.mayMeet($0, glob) }
      known[glob] = meets
      return meets
    }
    old = old.keeping(before.map { $0.map(matters) }, respect)
    new = new.keeping(after.map { $0.map(matters) }, respect)
  }

  /// Of each statement, in the order of its patterns.
  private static func atoms(
    of document: PolicyDocument,
    _ respect: Respect,
    _ rests: inout [PolicyDocument.Statement.Meaning: Int]
  ) -> [[Atom]] {
    document.statements.map { statement in
      let globs = statement.patterns(respect)
      let rest = globs == nil ? statement : statement.with([], respect)
      let number = rests[rest.meaning] ?? rests.count
      rests[rest.meaning] = number
      return globs?.map { Atom(rest: number, glob: $0.parts) } ?? [Atom(rest: number, glob: nil)]
    }
  }
}

extension PolicyDocument {
  fileprivate func keeping(_ matter: [[Bool]], _ respect: Difference.Respect) -> PolicyDocument {
    PolicyDocument(
      version: version,
      statements: zip(statements, matter).compactMap { statement, matters in
        guard matters.contains(false), let globs = statement.patterns(respect) else {
          return statement
        }
        let kept = zip(globs, matters).filter(\.1).map(\.0)
        return kept.isEmpty ? nil : statement.with(kept, respect)
      },
      unknownStatements: unknownStatements
    )
  }
}

extension PolicyDocument.Statement {
  /// `nil` for any, and for all but some.
  fileprivate func patterns(_ respect: Difference.Respect) -> [Glob]? {
    let element =
      switch respect {
      case .actions: Optional(actions)
      case .resources: resources
      }
    return element.flatMap { $0.isNegated ? nil : $0.patterns }
  }

  fileprivate func with(_ patterns: [Glob], _ respect: Difference.Respect) -> Self {
    let element = PolicyDocument.Element(patterns: patterns, isNegated: false)
    return switch respect {
    case .actions: limited(actions: element)
    case .resources: limited(resources: element)
    }
  }
}

extension Glob {
  /// Whether some text could be of both, by what stands before the first and after the last wildcard of either.
  fileprivate static func mayMeet(_ a: [Part], _ b: [Part]) -> Bool {
    mayBegin(a[...], b[...]) && mayBegin(a.reversed()[...], b.reversed()[...])
  }

  private static func mayBegin(_ a: ArraySlice<Part>, _ b: ArraySlice<Part>) -> Bool {
    for (x, y) in zip(a, b) {
      switch (x, y) {
      case (.any, _), (_, .any), (.atom, _), (_, .atom): return true
      case (.letter(let p), .letter(let q)), (.folded(let p), .folded(let q)):
        if p != q { return false }
      case (.one, _), (_, .one), (.letter, .folded), (.folded, .letter): break
      }
    }
    let rest = a.dropFirst(b.count).isEmpty ? b.dropFirst(a.count) : a.dropFirst(b.count)
    // A reference may stand for nothing.
    return rest.allSatisfy {
      if case .any = $0 { true } else if case .atom = $0 { true } else { false }
    }
  }
}
