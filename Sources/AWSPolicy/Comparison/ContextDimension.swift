/// The cells of one condition key's values, of one type.
struct ContextDimension {
  struct Use {
    let statement: Int
    let condition: Condition
  }

  /// The values that no condition tells apart: for each condition whether one of its values is met.
  struct ValueCell {
    let met: [Bool]
    let example: String
  }

  private let uses: [Use]
  private let count: Int

  init(_ uses: [Use], statements count: Int) {
    self.uses = uses
    self.count = count
  }

  func dimension(_ budget: inout Budget) throws(LimitExceeded) -> Dimension {
    var dimension = Dimension(statements: count)
    for use in uses { dimension.concerns(use.statement) }
    let key = uses.first?.condition.keyText ?? ""
    dimension.add(statements { absent($0) }, .absent(key: key))
    let values = try ContextValues(uses.map(\.condition)).cells(&budget)
    for value in values {
      dimension.add(statements(of: value.met, value.met), .values(key: key, [value.example]))
    }
    if uses.contains(where: { $0.condition.quantifier != .one }) {
      try addSets(values, key, &dimension, &budget)
    }
    return dimension
  }

  /// Sets of values: which conditions some value meets, and which all do.
  private func addSets(
    _ values: [ValueCell],
    _ key: String,
    _ dimension: inout Dimension,
    _ budget: inout Budget
  ) throws(LimitExceeded) {
    struct State: Hashable {
      let any: [Bool]
      let all: [Bool]
    }
    var known: Set<State> = []
    var open: [(State, [String])] = []
    for value in values where known.insert(State(any: value.met, all: value.met)).inserted {
      open.append((State(any: value.met, all: value.met), [value.example]))
    }
    var next = 0
    while next < open.count {
      let (state, texts) = open[next]
      next += 1
      for value in values {
        try budget.step(uses.count)
        let joined = State(
          any: zip(state.any, value.met).map { $0 || $1 },
          all: zip(state.all, value.met).map { $0 && $1 }
        )
        guard known.insert(joined).inserted else { continue }
        open.append((joined, texts + [value.example]))
        dimension.add(
          statements(of: joined.any, joined.all),
          .values(key: key, texts + [value.example])
        )
      }
      try budget.check(open.count, \.cells, "cells")
    }
  }

  private func statements(_ holds: (Int) -> Bool) -> BitSet {
    var result = BitSet(count: count, filled: true)
    for index in uses.indices where !holds(index) { result.remove(uses[index].statement) }
    return result
  }

  private func statements(of any: [Bool], _ all: [Bool]) -> BitSet {
    statements { index in
      let condition = uses[index].condition
      if condition.test == .null {
        return condition.values.contains { $0.literal?.lowercased() == "false" }
      }
      switch (condition.quantifier, condition.isNegated) {
      case (.any, false), (.one, false): return any[index]
      case (.any, true): return !all[index]
      case (.all, false): return all[index]
      case (.all, true), (.one, true): return !any[index]
      }
    }
  }

  private func absent(_ index: Int) -> Bool {
    let condition = uses[index].condition
    if condition.test == .null {
      return condition.values.contains { $0.literal?.lowercased() == "true" }
    }
    switch condition.quantifier {
    case .all: return true
    case .any: return condition.ifExists
    case .one: return condition.ifExists || condition.isNegated
    }
  }
}
