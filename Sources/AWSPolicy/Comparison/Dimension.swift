/// What a request has in one respect: which statements may still apply, and an example.
struct Dimension: Sendable {
  enum Example: Sendable, Hashable {
    case action(String)
    case resource(String)
    case principal(String)
    case absent(key: String)
    case values(key: String, [String])
    /// An unmodelled test that holds or does not.
    case opaque(String, holds: Bool)
  }

  struct Cell: Sendable {
    let statements: BitSet
    let example: Example
  }

  /// Each set of statements once.
  private(set) var cells: [Cell] = []
  /// Statements that say something of this respect.
  private(set) var concerned: BitSet
  private var known: Set<BitSet> = []

  init(statements count: Int) { concerned = BitSet(count: count) }

  mutating func add(_ statements: BitSet, _ example: @autoclosure () -> Example) {
    guard known.insert(statements).inserted else { return }
    cells.append(Cell(statements: statements, example: example()))
  }

  /// Whether it is about a condition.
  var isContext: Bool {
    switch cells.first?.example {
    case .absent, .values, .opaque: true
    case .action, .resource, .principal, nil: false
    }
  }

  mutating func concerns(_ statement: Int) { concerned.insert(statement) }
}

/// The patterns of one element in all statements of both documents.
struct PatternTable {
  private(set) var globs: [Glob] = []
  private var numbers: [[Glob.Part]: Int] = [:]
  /// By pattern: the statements that have it.
  private var users: [[Int]] = []
  private var base: BitSet
  private var negated: BitSet
  private(set) var concerned: [Int] = []

  init(_ elements: [PolicyDocument.Element?]) {
    base = BitSet(count: elements.count, filled: true)
    negated = BitSet(count: elements.count)
    for (statement, element) in elements.enumerated() {
      guard let element else { continue }
      concerned.append(statement)
      if element.isNegated { negated.insert(statement) } else { base.remove(statement) }
      for glob in element.patterns { use(glob, in: statement) }
    }
  }

  private mutating func use(_ glob: Glob, in statement: Int) {
    if let number = numbers[glob.parts] {
      users[number].append(statement)
      return
    }
    numbers[glob.parts] = globs.count
    globs.append(glob)
    users.append([statement])
  }

  /// The statements that a text concerns which these patterns take.
  func statements(_ accepted: [Int]) -> BitSet {
    var result = base
    for pattern in accepted {
      for statement in users[pattern] {
        if negated.contains(statement) {
          result.remove(statement)
        } else {
          result.insert(statement)
        }
      }
    }
    return result
  }

  func dimension(
    statements count: Int,
    _ budget: inout Budget,
    _ example: (String) -> Dimension.Example
  ) throws(LimitExceeded) -> Dimension {
    var dimension = Dimension(statements: count)
    for statement in concerned { dimension.concerns(statement) }
    guard !globs.isEmpty else {
      dimension.add(base, example("*"))
      return dimension
    }
    try budget.check(globs.count, \.patterns, "patterns")
    for cell in try JointAutomaton(globs).cells(emptyToo: false, &budget) {
      dimension.add(statements(cell.accepted), example(cell.witness))
    }
    return dimension
  }
}
