internal import GitObjects

/// What the patterns have come to in one directory, for its path as written and as folded.
struct DirectoryState: Sendable {
  /// For each set, whether it takes a path in, and whether it leaves it out again.
  struct Verdict: Sendable {
    var isIncluded: [Bool]
    var isIgnored: [Bool]
  }

  /// What is decided already for everything below.
  private(set) var verdict: Verdict
  private var written: PatternMachine.State
  /// `nil` where folding changes nothing, and both spellings are one.
  private var folded: PatternMachine.State?
  /// `nil` where other systems take the folded path apart in the same way.
  private var loosened: PatternMachine.State?

  init(root machine: PatternMachine, sets: Int) {
    let nothing = Array(repeating: false, count: sets)
    verdict = Verdict(isIncluded: nothing, isIgnored: nothing)
    written = machine.start
    open(machine)
  }

  /// Whether anything below could be in a set.
  var isOpen: Bool {
    !written.isEmpty || folded?.isEmpty == false || loosened?.isEmpty == false
      || verdict.isIncluded.contains(true)
  }

  /// The state of a directory in this one.
  func entered(_ name: ArraySlice<UInt8>, _ machine: PatternMachine) -> DirectoryState {
    var next = self
    let plain = Folding.fold(Array(name))
    let isPlain = folded == nil && plain.elementsEqual(name)
    next.written = machine.enter(name, from: written) { step in
      next.verdict.decide(step, for: isPlain ? [.written, .folded] : .written)
    }
    if !isPlain {
      // A look-alike of a slash folds to one: the twin of `iam／x` is two components.
      next.folded = plain.split(separator: UInt8(ascii: "/")).reduce(folded ?? written) {
        state,
        name in
        machine.enter(name, from: state) { step in next.verdict.decide(step, for: .folded) }
      }
    }
    if let names = loosenedNames(plain) {
      next.loosened = names.reduce(loosened ?? folded ?? written) { state, name in
        machine.enter(name, from: state) { step in next.verdict.decide(step, for: .folded) }
      }
    }
    next.open(machine)
    return next
  }

  /// Adds what the last component of a path decides.
  func weigh(
    _ name: ArraySlice<UInt8>,
    isLink: Bool,
    _ machine: PatternMachine,
    _ verdict: inout Verdict
  ) {
    let plain = Folding.fold(Array(name))
    let isPlain = folded == nil && plain.elementsEqual(name)
    machine.end(name, in: written) { step in
      verdict.decide(end: step, for: isPlain ? [.written, .folded] : .written, isLink: isLink)
    }
    if !isPlain {
      let names = plain.split(separator: UInt8(ascii: "/"))
      Self.weigh(names, from: folded ?? written, isLink: isLink, machine, &verdict)
    }
    if let names = loosenedNames(plain) {
      let state = loosened ?? folded ?? written
      Self.weigh(names, from: state, isLink: isLink, machine, &verdict)
    }
  }

  /// The components of a name that other systems take apart, or that lies in a directory that they do.
  private func loosenedNames(_ plain: [UInt8]) -> [ArraySlice<UInt8>]? {
    let name = Folding.loosened(plain)
    if name == nil, loosened == nil { return nil }
    return (name ?? plain).split(separator: UInt8(ascii: "/"))
  }

  private static func weigh(
    _ names: [ArraySlice<UInt8>],
    from start: PatternMachine.State,
    isLink: Bool,
    _ machine: PatternMachine,
    _ verdict: inout Verdict
  ) {
    guard let last = names.last else { return }
    var state = start
    for name in names.dropLast() {
      state = machine.enter(name, from: state) { step in verdict.decide(step, for: .folded) }
      machine.open(in: state) { step in verdict.decide(step, for: .folded) }
    }
    machine.end(last, in: state) { step in verdict.decide(end: step, for: .folded, isLink: isLink) }
  }

  private mutating func open(_ machine: PatternMachine) {
    machine.open(in: written) { step in
      verdict.decide(step, for: folded == nil ? [.written, .folded] : .written)
    }
    for state in [folded, loosened] {
      if let state { machine.open(in: state) { step in verdict.decide(step, for: .folded) } }
    }
  }
}

extension DirectoryState.Verdict {
  /// Everything below matches the step's pattern.
  fileprivate mutating func decide(
    _ step: PatternMachine.Step,
    for spelling: PatternMachine.Spelling
  ) {
    guard !step.spelling.isDisjoint(with: spelling) else { return }
    if step.ignores { isIgnored[step.owner] = true } else { isIncluded[step.owner] = true }
  }

  /// The path's last component matches the step.
  ///
  /// A link stands in for whatever the pattern would match below it, so it is enough that it is on the way, and
  /// whichever spelling shows it.
  fileprivate mutating func decide(
    end step: PatternMachine.Step,
    for spelling: PatternMachine.Spelling,
    isLink: Bool
  ) {
    if step.isLast, !step.wantsMore, !(isLink && step.ignores) {
      decide(step, for: spelling)
    }
    if isLink, !step.ignores { isIncluded[step.owner] = true }
  }
}
