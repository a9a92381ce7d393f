/// All requests that the statements of two documents tell apart.
///
/// A request is one cell of each dimension; which statements it meets is the intersection of theirs.
/// The dimensions are joined one by one, and what meets the same statements is kept once.
struct RequestSpace {
  /// The old document's statements, then the new one's.
  let statements: [PolicyDocument.Statement]
  let oldCount: Int
  private(set) var dimensions: [Dimension] = []
  private(set) var actions: [(accepted: [Int], action: String)] = []
  let actionTable: PatternTable

  struct Outcome {
    let met: BitSet
    /// One cell of each dimension.
    let cells: [Int]
  }

  init(_ old: PolicyDocument, _ new: PolicyDocument, _ budget: inout Budget) throws(LimitExceeded) {
    try budget.check(max(old.statements.count, new.statements.count), \.statements, "statements")
    statements = old.statements + new.statements
    oldCount = old.statements.count
    let count = statements.count
    let space = try ActionDimension(statements.map(\.actions), &budget)
    actions = space.cells
    actionTable = space.table
    var dimension = Dimension(statements: count)
    for statement in statements.indices { dimension.concerns(statement) }
    for cell in space.cells {
      dimension.add(space.table.statements(cell.accepted), .action(cell.action))
    }
    dimensions = [dimension]
    let principals = PatternTable(statements.map(\.principals))
    if !principals.concerned.isEmpty {
      dimensions.append(
        try principals.dimension(statements: count, &budget, Dimension.Example.principal)
      )
    }
    let resources = PatternTable(statements.map(\.resources))
    if !resources.concerned.isEmpty {
      dimensions.append(
        try resources.dimension(statements: count, &budget, Dimension.Example.resource)
      )
    }
    try addContext(&budget)
  }

  private mutating func addContext(_ budget: inout Budget) throws(LimitExceeded) {
    struct Group: Hashable {
      let key: String
      let kind: ContextValues.Kind
    }
    var groups: [Group: [ContextDimension.Use]] = [:]
    var opaque: [String: [Int]] = [:]
    var kinds: [String: ContextValues.Kind] = [:]
    for (index, statement) in statements.enumerated() {
      for condition in statement.conditions
      where condition.test != .opaque && condition.test != .null {
        let kind = ContextValues.kind(of: condition.test)
        kinds[condition.key] = kinds[condition.key] ?? kind
        groups[Group(key: condition.key, kind: kind), default: []]
          .append(.init(statement: index, condition: condition))
      }
      for condition in statement.conditions where condition.test == .opaque {
        opaque[condition.identity, default: []].append(index)
      }
    }
    for (index, statement) in statements.enumerated() {
      for condition in statement.conditions where condition.test == .null {
        groups[Group(key: condition.key, kind: kinds[condition.key] ?? .text), default: []]
          .append(.init(statement: index, condition: condition))
      }
    }
    for group in groups.keys.sorted(by: { $0.key < $1.key }) {
      guard let uses = groups[group] else { continue }
      dimensions.append(
        try ContextDimension(uses, statements: statements.count).dimension(&budget)
      )
    }
    for (test, users) in opaque.sorted(by: { $0.key < $1.key }) {
      dimensions.append(opaqueDimension(test, users))
    }
  }

  private func opaqueDimension(_ test: String, _ users: [Int]) -> Dimension {
    var dimension = Dimension(statements: statements.count)
    for user in users { dimension.concerns(user) }
    let text = test.split(separator: "\u{0}").joined(separator: " ")
    let all = BitSet(count: statements.count, filled: true)
    dimension.add(all, .opaque(text, holds: true))
    var rest = all
    for user in users { rest.remove(user) }
    dimension.add(rest, .opaque(text, holds: false))
    return dimension
  }

  /// Every set of statements that some request meets, of the actions that are asked for.
  func outcomes(
    _ budget: inout Budget,
    where action: (Dimension.Cell) -> Bool = { _ in true }
  ) throws(LimitExceeded) -> [Outcome] {
    let all = BitSet(count: statements.count, filled: true)
    var frontier = [Outcome(met: all, cells: [])]
    for (index, dimension) in dimensions.enumerated() {
      var known: Set<BitSet> = []
      var next: [Outcome] = []
      let cells = dimension.cells.indices.filter { index > 0 || action(dimension.cells[$0]) }
      for outcome in frontier {
        try budget.join(cells.count * (all.words.count + 1))
        for cell in cells {
          let met = outcome.met.intersection(dimension.cells[cell].statements)
          guard !met.isEmpty, known.insert(met).inserted else { continue }
          next.append(Outcome(met: met, cells: outcome.cells + [cell]))
        }
        try budget.check(next.count, \.cells, "cells")
      }
      frontier = next
    }
    return frontier
  }

  func request(_ outcome: Outcome) -> Request {
    var action = ""
    var resource: String?
    var principal: String?
    var context: [Request.Value] = []
    var assumptions: [Request.Assumption] = []
    for (index, cell) in outcome.cells.enumerated() {
      let isConcerned = index == 0 || concerns(index, outcome)
      switch dimensions[index].cells[cell].example {
      case .action(let text): action = text
      case .resource(let text): resource = text
      case .principal(let text): principal = text
      case .absent(let key): if isConcerned { context.append(.init(key: key, values: [])) }
      case .values(let key, let values):
        if isConcerned { context.append(.init(key: key, values: values)) }
      case .opaque(let test, let holds):
        if isConcerned { assumptions.append(.init(test: test, holds: holds)) }
      }
    }
    return Request(
      action: action,
      resource: resource,
      principal: principal,
      context: context,
      assumptions: assumptions
    )
  }

  /// Whether the dimension says something of a statement that the others leave in play.
  private func concerns(_ index: Int, _ outcome: Outcome) -> Bool {
    var rest = dimensions[index].concerned
    for (other, cell) in outcome.cells.enumerated() where other != index {
      rest = rest.intersection(dimensions[other].cells[cell].statements)
    }
    return !rest.isEmpty
  }
}
