internal import GitObjects

/// The patterns of several sets of paths as one machine that reads a path component by component, so that what two paths
/// have in common is read once.
struct PatternMachine: Sendable {
  /// Which spelling of a pattern it is, and which spelling of a path it may match: as written, or folded.
  struct Spelling: OptionSet {
    let rawValue: UInt8
    static let written = Spelling(rawValue: 1)
    static let folded = Spelling(rawValue: 2)
  }

  /// A component of a pattern that waits to be matched.
  struct Step: Sendable {
    /// `nil` for `**`.
    let glob: Glob?
    let isLast: Bool
    /// The pattern ends in a slash: it matches what lies below, and not the last component itself.
    let wantsMore: Bool
    /// The position of the set.
    let owner: Int
    let ignores: Bool
    let spelling: Spelling

    /// Whether what is below a directory of that name matches too.
    ///
    /// What `README.md` leaves out is a file: a directory of that name, or a submodule in its
    /// place, would hide anything. `docs/` and `docs/**` say that they mean all of it.
    var reachesBelow: Bool { !ignores || wantsMore }
  }

  /// The steps that wait for the next component, in their order.
  typealias State = [Int32]

  let steps: [Step]
  /// Of each step, the byte that the component must end in: most are told by it that do not match.
  private let lastBytes: [UInt8?]
  let start: State

  init(_ sets: [PathSets.Patterns]) {
    var steps: [Step] = []
    var starts: State = []
    func add(
      _ parts: [PatternComponents.Component],
      of pattern: PathPattern,
      _ owner: Int,
      ignores: Bool,
      _ spelling: Spelling
    ) {
      starts.append(Int32(steps.count))
      for (index, part) in parts.enumerated() {
        let glob: Glob? = if case .glob(let glob) = part { glob } else { nil }
        steps.append(
          Step(
            glob: glob,
            isLast: index == parts.count - 1,
            wantsMore: pattern.isDirectory,
            owner: owner,
            ignores: ignores,
            spelling: spelling
          )
        )
      }
    }
    for (owner, set) in sets.enumerated() {
      for pattern in set.paths {
        let isPlain = pattern.components == pattern.folded
        add(
          pattern.components.components,
          of: pattern,
          owner,
          ignores: false,
          isPlain ? [.written, .folded] : .written
        )
        if !isPlain { add(pattern.folded.components, of: pattern, owner, ignores: false, .folded) }
      }
      for pattern in set.ignore {
        add(pattern.components.components, of: pattern, owner, ignores: true, .written)
      }
    }
    self.steps = steps
    lastBytes = steps.map { $0.glob?.lastByte }
    start = starts.reduce(into: []) { state, step in Self.wait(for: step, steps, &state) }
  }

  /// The steps that wait once a directory is entered.
  ///
  /// `finished` is told of each that everything below matches.
  func enter(_ name: ArraySlice<UInt8>, from state: State, finished: (Step) -> Void) -> State {
    var next: State = []
    for position in state where mayMatch(name, at: position) {
      let step = steps[Int(position)]
      if let glob = step.glob {
        guard glob.matches(name) else { continue }
        if step.isLast {
          if step.reachesBelow { finished(step) }
        } else {
          Self.wait(for: position + 1, steps, &next)
        }
      } else {
        Self.wait(for: position, steps, &next)
      }
    }
    return next
  }

  /// Tells of each step that the last component of a path matches.
  func end(_ name: ArraySlice<UInt8>, in state: State, matched: (Step) -> Void) {
    for position in state where mayMatch(name, at: position) {
      let step = steps[Int(position)]
      if let glob = step.glob, glob.matches(name) { matched(step) }
    }
  }

  private func mayMatch(_ name: ArraySlice<UInt8>, at position: Int32) -> Bool {
    guard let byte = lastBytes[Int(position)] else { return true }
    return name.last == byte
  }

  /// Tells of each `**` that ends its pattern: everything below matches.
  func open(in state: State, finished: (Step) -> Void) {
    for position in state where steps[Int(position)].glob == nil && steps[Int(position)].isLast {
      finished(steps[Int(position)])
    }
  }

  /// A `**` may also stand for no component at all: then the step after it waits too.
  private static func wait(for position: Int32, _ steps: [Step], _ state: inout State) {
    var position = position
    while true {
      // Steps come in their order, so one that is not beyond the last is there already.
      if state.last.map({ $0 < position }) ?? true { state.append(position) }
      let step = steps[Int(position)]
      guard step.glob == nil, !step.isLast else { return }
      position += 1
    }
  }
}
