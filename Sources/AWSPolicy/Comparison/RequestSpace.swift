/// All requests that a list of statements tells apart.
///
/// A request is one cell of each dimension; which statements it meets is the intersection of theirs.
struct RequestSpace {
  let statements: [PolicyDocument.Statement]
  private(set) var dimensions: [Dimension] = []

  /// One cell of each dimension.
  struct Place {
    let cells: [Int]
  }

  init(_ statements: [PolicyDocument.Statement], _ budget: inout Budget) throws(LimitExceeded) {
    self.statements = statements
    let count = statements.count
    let space = try ActionDimension(statements.map(\.actions), &budget)
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

  func request(_ place: Place) -> Request {
    var action = ""
    var resource: String?
    var principal: String?
    var context: [Request.Value] = []
    var assumptions: [Request.Assumption] = []
    var told = Set(place.cells.indices)
    for (index, cell) in place.cells.enumerated() {
      let isConcerned = concerns(index, place, told)
      if !isConcerned, dimensions[index].isContext { told.remove(index) }
      switch dimensions[index].cells[cell].example {
      case .action(let text): action = text
      case .resource(let text):
        resource = plain(text, dimensions[index].cells[cell], \.resources, action)
      case .principal(let text):
        principal = plain(text, dimensions[index].cells[cell], \.principals, action)
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

  /// A text of the same cell that looks like what it stands for, where one does.
  private func plain(
    _ text: String,
    _ cell: Dimension.Cell,
    _ element: KeyPath<PolicyDocument.Statement, PolicyDocument.Element?>,
    _ action: String
  ) -> String {
    Request.candidates(for: text, action, isPrincipal: element == \.principals).first { candidate in
      let letters = candidate.unicodeScalars.map(\.value)
      return statements.indices.allSatisfy { index in
        let takes = statements[index][keyPath: element]?.takes(letters) ?? true
        return takes == cell.statements.contains(index)
      }
    } ?? text
  }

  /// Whether the dimension says something of a statement that what is told besides leaves in play.
  private func concerns(_ index: Int, _ place: Place, _ told: Set<Int>) -> Bool {
    var rest = dimensions[index].concerned
    for other in told where other != index {
      rest = rest.intersection(dimensions[other].cells[place.cells[other]].statements)
    }
    return !rest.isEmpty
  }
}
