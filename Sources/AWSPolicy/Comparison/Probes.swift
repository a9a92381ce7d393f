/// Statements narrowed to one of their patterns, to ask which of them makes a difference.
struct Probes {
  enum Respect: Hashable { case action, resource, principal }

  struct Probe {
    let respect: Respect
    let glob: Glob
    /// Its place in the list of all statements.
    let index: Int
  }

  private(set) var statements: [PolicyDocument.Statement] = []
  private var byStatement: [Int: [Probe]] = [:]
  private static let limit = 600

  init(_ old: PolicyDocument, _ new: PolicyDocument) {
    let all = old.statements + new.statements
    let meanings = (Set(old.statements.map(\.meaning)), Set(new.statements.map(\.meaning)))
    for (index, statement) in all.enumerated() {
      let others = index < old.statements.count ? meanings.1 : meanings.0
      guard !others.contains(statement.meaning) else { continue }
      let first = all.count
      add(statement.actions, .action, index, first) { statement.limited(actions: $0) }
      add(statement.resources, .resource, index, first) { statement.limited(resources: $0) }
      add(statement.principals, .principal, index, first) { statement.limited(principals: $0) }
    }
  }

  func of(_ statement: Int, _ respect: Respect) -> [Probe] {
    byStatement[statement, default: []].filter { $0.respect == respect }
  }

  private mutating func add(
    _ element: PolicyDocument.Element?,
    _ respect: Respect,
    _ statement: Int,
    _ first: Int,
    _ limited: (PolicyDocument.Element) -> PolicyDocument.Statement
  ) {
    guard let element, !element.isNegated, element.patterns.count > 1,
      statements.count + element.patterns.count <= Probes.limit
    else { return }
    for glob in element.patterns {
      byStatement[statement, default: []]
        .append(Probe(respect: respect, glob: glob, index: first + statements.count))
      statements.append(limited(.init(patterns: [glob], isNegated: false)))
    }
  }
}
