/// Cuts the values of a key into those that no condition tells apart.
struct ContextValues {
  enum Kind: Hashable { case text, number, date, address, presence }

  private let conditions: [Condition]

  init(_ conditions: [Condition]) { self.conditions = conditions }

  static func kind(of test: Condition.Test) -> Kind {
    switch test {
    case .string, .like, .equalsIgnoringCase, .bool, .opaque: .text
    case .number, .less, .lessOrEqual, .greater, .greaterOrEqual: .number
    case .date, .dateLess, .dateLessOrEqual, .dateGreater, .dateGreaterOrEqual: .date
    case .address: .address
    case .null: .presence
    }
  }

  func cells(_ budget: inout Budget) throws(LimitExceeded) -> [ContextDimension.ValueCell] {
    let kinds = Set(conditions.map { ContextValues.kind(of: $0.test) })
    if kinds.contains(.address) { return addresses() }
    if kinds.contains(.number) || kinds.contains(.date) { return points() }
    return try texts(&budget)
  }

  private func texts(_ budget: inout Budget) throws(LimitExceeded) -> [ContextDimension.ValueCell] {
    var numbers: [[Glob.Part]: Int] = [:]
    var globs: [Glob] = []
    var users: [[Int]] = []
    for (index, condition) in conditions.enumerated() where condition.test != .null {
      for glob in condition.values {
        if let number = numbers[glob.parts] {
          users[number].append(index)
        } else {
          numbers[glob.parts] = globs.count
          globs.append(glob)
          users.append([index])
        }
      }
    }
    guard !globs.isEmpty else { return [cell("x") { _ in false }] }
    try budget.check(globs.count, \.patterns, "patterns")
    return try JointAutomaton(globs).cells(emptyToo: true, &budget).map { cell in
      var met = Array(repeating: false, count: conditions.count)
      for glob in cell.accepted { for index in users[glob] { met[index] = true } }
      return ContextDimension.ValueCell(met: met, example: cell.witness)
    }
  }

  private func points() -> [ContextDimension.ValueCell] {
    let bounds = Set(conditions.flatMap(operands)).sorted()
    guard let first = bounds.first, let last = bounds.last else { return [] }
    var samples = [first - 1]
    for (index, bound) in bounds.enumerated() {
      samples.append(bound)
      if index + 1 < bounds.count {
        let middle = bound + (bounds[index + 1] - bound) / 2
        samples.append(
          middle.rounded() > bound && middle.rounded() < bounds[index + 1]
            ? middle.rounded() : middle
        )
      }
    }
    samples.append(last + 1)
    return samples.map { sample in
      cell(ContextValues.text(sample)) { condition in
        operands(of: condition).contains { ContextValues.compare(sample, condition.test, $0) }
      }
    }
  }

  private func operands(of condition: Condition) -> [Double] {
    let isDate = ContextValues.kind(of: condition.test) == .date
    guard condition.test != .null else { return [] }
    return condition.values.compactMap { glob in
      glob.literal.flatMap(isDate ? Operand.date : Operand.number)
    }
  }

  private static func text(_ value: Double) -> String {
    Int(exactly: value).map { String($0) } ?? String(value)
  }

  private static func compare(_ value: Double, _ test: Condition.Test, _ bound: Double) -> Bool {
    switch test {
    case .less, .dateLess: value < bound
    case .lessOrEqual, .dateLessOrEqual: value <= bound
    case .greater, .dateGreater: value > bound
    case .greaterOrEqual, .dateGreaterOrEqual: value >= bound
    default: value == bound
    }
  }

  private func addresses() -> [ContextDimension.ValueCell] {
    let networks = conditions.map { condition in
      condition.test == .address
        ? condition.values.compactMap { $0.literal.flatMap(Network.init) } : []
    }
    var found: [ContextDimension.ValueCell] = []
    for family in Network.Family.allCases {
      let all = networks.joined().filter { $0.family == family }
      let end: UInt128 = family == .v4 ? UInt128(UInt32.max) : .max
      let starts = Set(all.map(\.low) + all.filter { $0.high < end }.map { $0.high + 1 } + [0])
        .sorted()
      for start in starts {
        found.append(
          ContextDimension.ValueCell(
            met: networks.map { list in
              list.contains { $0.family == family && $0.low <= start && start <= $0.high }
            },
            example: Network.text(start, family)
          )
        )
      }
    }
    return found
  }

  private func cell(_ example: String, _ met: (Condition) -> Bool) -> ContextDimension.ValueCell {
    ContextDimension.ValueCell(met: conditions.map(met), example: example)
  }
}
