/// All globs of one dimension, run as one automaton.
///
/// Its reachable sets of accepting globs are the cells into which they cut all texts; each comes with
/// its shortest text. A reference is a letter of its own, which `*` covers and `?` does not.
struct JointAutomaton {
  struct Cell: Sendable {
    /// Indices of the globs that take the text.
    let accepted: [Int]
    let witness: String
  }

  private enum Symbol {
    static let end: Int32 = -1
    static let any: Int32 = -2
    static let one: Int32 = -3
    /// Atoms are below.
    static let atoms: Int32 = -10
    static let folded: Int32 = 1 << 24
  }

  /// By position; a glob's positions are consecutive, the last is its end.
  private var symbols: [Int32] = []
  private var owner: [Int32] = []
  private var starts: [Int32] = []
  private var atomNames: [String] = []
  /// Whether some glob tells cases apart; if none does, lower case stands for both.
  private var hasExact = false

  init(_ globs: [Glob]) {
    var numbers: [String: Int32] = [:]
    for (index, glob) in globs.enumerated() {
      starts.append(Int32(symbols.count))
      for part in glob.parts {
        switch part {
        case .letter(let code):
          symbols.append(Int32(code))
          hasExact = true
        case .folded(let code): symbols.append(Int32(code) | Symbol.folded)
        case .any: symbols.append(Symbol.any)
        case .one: symbols.append(Symbol.one)
        case .atom(let name):
          let number = numbers[name] ?? Symbol.atoms - Int32(atomNames.count)
          if numbers.updateValue(number, forKey: name) == nil { atomNames.append(name) }
          symbols.append(number)
        }
      }
      symbols.append(Symbol.end)
      owner += Array(repeating: Int32(index), count: symbols.count - owner.count)
    }
  }

  /// The cells of all texts, with `emptyToo` of the empty one as well.
  func cells(emptyToo: Bool, _ budget: inout Budget) throws(LimitExceeded) -> [Cell] {
    var search = Search(self)
    return try search.run(emptyToo: emptyToo, &budget)
  }

  /// A set of positions with a hash that costs little.
  private struct State: Hashable {
    let positions: [Int32]
    let digest: UInt64

    init(_ positions: [Int32], _ seed: UInt64) {
      self.positions = positions
      var digest = seed
      for position in positions {
        digest = (digest ^ UInt64(truncatingIfNeeded: position)) &* 0x9E37_79B9_7F4A_7C15
        digest ^= digest >> 29
      }
      self.digest = digest
    }

    static func == (a: State, b: State) -> Bool {
      a.digest == b.digest && a.positions == b.positions
    }
    func hash(into hasher: inout Hasher) { hasher.combine(digest) }
  }

  private struct Search {
    let machine: JointAutomaton
    /// So that nobody can choose texts whose digests meet.
    let seed = UInt64.random(in: .min ... .max)
    var known: Set<State> = []
    var states: [[Int32]] = []
    var parents: [(state: Int, letter: Int32)] = []
    var found: [[Int]: Int] = [:]
    var order: [Int] = []

    init(_ machine: JointAutomaton) { self.machine = machine }

    mutating func run(emptyToo: Bool, _ budget: inout Budget) throws(LimitExceeded) -> [Cell] {
      var first: [Int32] = []
      for start in machine.starts { machine.enter(start, &first) }
      if emptyToo {
        add(first, from: -1, by: 0)
      } else {
        // It is left, and may be come to again.
        states.append(first)
        parents.append((-1, 0))
      }
      var next = 0
      while next < states.count {
        let state = states[next]
        for letter in machine.letters(of: state) {
          try budget.step(state.count + 1)
          add(machine.move(state, letter), from: next, by: letter)
        }
        try budget.check(states.count, \.states, "states")
        next += 1
      }
      return order.map { Cell(accepted: machine.accepted(states[$0]), witness: witness($0)) }
    }

    private mutating func add(_ state: [Int32], from parent: Int, by letter: Int32) {
      guard known.insert(State(state, seed)).inserted else { return }
      let accepted = machine.accepted(state)
      if found.updateValue(states.count, forKey: accepted) == nil { order.append(states.count) }
      states.append(state)
      parents.append((parent, letter))
    }

    private func witness(_ state: Int) -> String {
      var letters: [Int32] = []
      var at = state
      while parents[at].state >= 0 {
        letters.append(parents[at].letter)
        at = parents[at].state
      }
      return letters.reversed().map(machine.text).joined()
    }
  }

  private func text(_ letter: Int32) -> String {
    if letter <= Symbol.atoms { return "${" + atomNames[Int(Symbol.atoms - letter)] + "}" }
    return Unicode.Scalar(UInt32(letter)).map { String($0) } ?? "\u{FFFD}"
  }

  private func accepted(_ state: [Int32]) -> [Int] {
    state.compactMap { symbols[Int($0)] == Symbol.end ? Int(owner[Int($0)]) : nil }
  }

  /// Enters a position, and what a `*` there lets skip to.
  ///
  /// What can be reached from before a `*` can be reached from it, so a glob's earlier positions go. They stay sorted.
  private func enter(_ position: Int32, _ state: inout [Int32]) {
    if symbols[Int(position)] != Symbol.any {
      if state.last.map({ $0 < position }) ?? true { state.append(position) }
      return
    }
    let glob = owner[Int(position)]
    while let last = state.last, last < position, owner[Int(last)] == glob { state.removeLast() }
    if state.last.map({ $0 < position }) ?? true {
      state.append(position)
      state.append(position + 1)
    }
  }

  private func move(_ state: [Int32], _ letter: Int32) -> [Int32] {
    var result: [Int32] = []
    result.reserveCapacity(state.count)
    let isLetter = letter >= 0
    let folded = isLetter ? JointAutomaton.lowercase(letter) | Symbol.folded : letter
    for position in state {
      let symbol = symbols[Int(position)]
      if symbol == Symbol.any {
        enter(position, &result)
      } else if symbol == letter || symbol == folded || (symbol == Symbol.one && isLetter) {
        enter(position + 1, &result)
      }
    }
    return result
  }

  /// What its positions wait for, and one letter that none does: it may lead out of all globs.
  private func letters(of state: [Int32]) -> [Int32] {
    var waited: [Int32] = []
    for position in state {
      let symbol = symbols[Int(position)]
      if symbol >= Symbol.folded {
        JointAutomaton.add(symbol - Symbol.folded, to: &waited)
        if hasExact {
          JointAutomaton.add(JointAutomaton.uppercase(symbol - Symbol.folded), to: &waited)
        }
      } else if symbol >= 0 || symbol <= Symbol.atoms {
        JointAutomaton.add(symbol, to: &waited)
      }
    }
    if !state.isEmpty { waited.append(JointAutomaton.letter(besides: waited)) }
    return waited
  }

  private static func add(_ letter: Int32, to letters: inout [Int32]) {
    if !letters.contains(letter) { letters.append(letter) }
  }

  private static func letter(besides waited: [Int32]) -> Int32 {
    for scalar in "xyzabcdefghijklmnopqrstuvw0123456789-_/".unicodeScalars {
      let letter = Int32(scalar.value)
      if !waited.contains(letter) { return letter }
    }
    var letter: Int32 = 0x4E00
    while waited.contains(letter) { letter += 1 }
    return letter
  }

  private static func lowercase(_ letter: Int32) -> Int32 {
    guard letter > 0x7F else { return letter >= 0x41 && letter <= 0x5A ? letter + 32 : letter }
    let mapped = Unicode.Scalar(UInt32(letter))?.properties.lowercaseMapping.unicodeScalars
    guard let mapped, mapped.count == 1, let first = mapped.first else { return letter }
    return Int32(first.value)
  }

  private static func uppercase(_ letter: Int32) -> Int32 {
    guard letter > 0x7F else { return letter >= 0x61 && letter <= 0x7A ? letter - 32 : letter }
    let mapped = Unicode.Scalar(UInt32(letter))?.properties.uppercaseMapping.unicodeScalars
    guard let mapped, mapped.count == 1, let first = mapped.first else { return letter }
    return Int32(first.value)
  }
}
