/// The cells of actions: known ones by their patterns, the others as texts.
struct ActionDimension {
  let table: PatternTable
  /// One action of each set of patterns, the patterns beside it.
  private(set) var cells: [(accepted: [Int], action: String)] = []
  private var known: Set<[Int]> = []

  init(_ elements: [PolicyDocument.Element?], _ budget: inout Budget) throws(LimitExceeded) {
    table = PatternTable(elements)
    try budget.check(table.globs.count, \.patterns, "patterns")
    let services = ActionDimension.services(of: table.globs)
    // A cell without an action of those services, then every cell that has one.
    add([Int](table.globs.indices.filter { table.globs[$0].isEverything }), "other:Action")
    var rest: [Int] = []
    var matched: Set<Int> = []
    for service in services {
      guard let actions = ActionTable.actions(of: service) else { continue }
      let near = table.globs.indices.filter { table.globs[$0].mayBe(of: service) }
      // A match costs more than a step of an automaton.
      try budget.step(actions.count * (near.count + 1) * 4)
      for action in actions {
        let text = service + ":" + action.name
        let letters = Array(text.unicodeScalars.map(\.value))
        let accepted = near.filter { table.globs[$0].matches(letters) }
        matched.formUnion(accepted)
        add(accepted, text)
      }
    }
    for index in table.globs.indices where !matched.contains(index) { rest.append(index) }
    try addUnknown(rest, &budget)
  }

  private mutating func add(_ accepted: [Int], _ action: String) {
    if known.insert(accepted).inserted { cells.append((accepted, action)) }
  }

  /// Patterns that take no known action: of unknown services, misspelt, or newer than the table.
  private mutating func addUnknown(_ rest: [Int], _ budget: inout Budget) throws(LimitExceeded) {
    var open: [String?: [Int]] = [:]
    for index in rest {
      guard let text = table.globs[index].literal else {
        open[table.globs[index].service, default: []].append(index)
        continue
      }
      try budget.step(table.globs.count * 4)
      let letters = text.unicodeScalars.map(\.value)
      add(table.globs.indices.filter { table.globs[$0].matches(letters) }, text)
    }
    for (service, unknown) in open.sorted(by: { ($0.key ?? "") < ($1.key ?? "") }) {
      try addUnknown(unknown, of: service, &budget)
    }
  }

  /// Of one service only its own wildcards meet a pattern; those of all others would multiply each other for nothing.
  private mutating func addUnknown(
    _ unknown: [Int],
    of service: String?,
    _ budget: inout Budget
  ) throws(LimitExceeded) {
    let wide = table.globs.indices.filter { index in
      let glob = table.globs[index]
      return !unknown.contains(index) && glob.hasWildcard
        && (service.map { glob.mayBe(of: $0) } ?? true)
    }
    let all = (unknown + wide).sorted()
    for cell in try JointAutomaton(all.map { table.globs[$0] }).cells(emptyToo: false, &budget) {
      let accepted = cell.accepted.map { all[$0] }
      if accepted.contains(where: unknown.contains) { add(accepted, cell.witness) }
    }
  }

  /// The services that patterns name, or all of them when one has a wildcard there.
  private static func services(of globs: [Glob]) -> [String] {
    var found: Set<String> = []
    for glob in globs where !glob.isEverything {
      guard let service = glob.service else { return ActionTable.serviceNames }
      found.insert(service)
    }
    return found.sorted()
  }
}

extension Glob {
  /// Of an action's pattern, when it is literal.
  var service: String? {
    var text = String.UnicodeScalarView()
    for part in parts {
      switch part {
      case .letter(0x3A), .folded(0x3A): return String(text)
      case .letter(let code), .folded(let code): text.append(Unicode.Scalar(code) ?? "\u{FFFD}")
      case .any, .one: return nil
      // A reference for a whole action is of no known service.
      case .atom: return ""
      }
    }
    return String(text)
  }

  fileprivate func mayBe(of name: String) -> Bool { service.map { $0 == name } ?? true }

  fileprivate var hasWildcard: Bool { parts.contains(.any) || parts.contains(.one) }
}
