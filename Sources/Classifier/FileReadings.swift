internal import ContentPatterns
package import Detection
internal import GitObjects
internal import Policy

/// Both sides of a file for the detectors, or why they are not read.
package enum ReadPair: Sendable {
  case pair(FilePair)
  /// A side has more bytes than a reader takes.
  case tooLong
}

/// What every detector makes of one change, asked once for all classes.
struct FileReadings {
  private let pair: FilePair?
  private let readings: [(families: Set<Family>, reading: Reading)]
  /// Why no detector was asked.
  private let obstacle: String?
  /// The families of the detectors that would have been.
  private let claimed: Set<Family>
  /// Bytes of a file whose meaning is still read: nobody writes a longer one by hand.
  private static let limit = 4 << 20

  init(_ read: ReadPair, of path: TreePath, by detectors: [any Detector]) {
    let claims = Claims(detectors)
    guard case .pair(let pair) = read else {
      (self.pair, readings, obstacle) = (nil, [], "is too long to be read")
      claimed = claims.families(for: path.bytes, isBinary: false)
      return
    }
    self.pair = pair
    let isLong = [pair.old, pair.new].contains { $0.map { $0.count > Self.limit } ?? false }
    obstacle = isLong ? "is too long to be read" : Deceptions.first(in: pair)
    claimed =
      obstacle == nil
      ? [] : claims.families(for: path.bytes, isBinary: pair.new?.contains(0) ?? false)
    readings =
      obstacle == nil
      ? detectors.map { (families: $0.families, reading: Self.reading(of: pair, by: $0)) } : []
  }

  /// What a detector makes of a change is not the whole where a file that it looked for could not be read.
  private static func reading(of pair: FilePair, by detector: any Detector) -> Reading {
    var failures: Int { pair.oldTree.failures + pair.newTree.failures }
    let before = failures
    let reading = detector.read(pair)
    guard failures > before else { return reading }
    let reason = "a file that it goes with could not be read, or is too long"
    if case .unreadable = reading { return reading }
    return .partial(reading.observations, line: nil, reason: reason)
  }

  /// What was observed of these families; where the class names the path, also that nothing changed.
  func observations(for families: Set<Family>, of change: FileChange, isNamed: Bool)
    -> [Observation]
  {
    if let obstacle {
      guard isNamed || !claimed.isDisjoint(with: families) else { return [] }
      return [Observations.unread(change.path, obstacle)]
    }
    var result: [Observation] = []
    var isUnderstood = false
    for (answered, reading) in readings where !answered.isDisjoint(with: families) {
      switch reading {
      case .foreign: continue
      case .understood(let said):
        isUnderstood = true
        result += said.filter { $0.family.map(families.contains) ?? true }
      case .partial(let said, let line, let reason):
        result += said.filter { $0.family.map(families.contains) ?? true }
        result.append(Observations.doubt(change.path, reason, line: line))
      case .unreadable(let line, let reason):
        result.append(Observations.doubt(change.path, reason, line: line))
      }
    }
    if result.isEmpty, isUnderstood, isNamed { return [Observations.equal(change)] }
    return result
  }

  /// What was observed of all families, whatever the classes; `nil` where no detector reads such a file.
  func everything(of change: FileChange) -> [Observation]? {
    if let obstacle {
      return claimed.isEmpty ? nil : [Observations.unread(change.path, obstacle)]
    }
    let isForeign = readings.allSatisfy { if case .foreign = $0.reading { true } else { false } }
    if isForeign { return nil }
    return observations(for: Set(Family.allCases), of: change, isNamed: false)
  }

  /// The first added line that each pattern is found in.
  func matches(of patterns: [ContentPattern]) -> [Observation] {
    guard !patterns.isEmpty else { return [] }
    guard let pair else { return [Observations.unsearched] }
    let added = AddedLines(from: pair.old, to: pair.new)
    return patterns.compactMap { pattern in
      for line in added.lines {
        switch pattern.answer(for: line.bytes) {
        case .absent: continue
        case .found:
          return Observations.match(pattern, line.number, added.encoding, isDecided: true)
        case .undecided:
          return Observations.match(pattern, line.number, added.encoding, isDecided: false)
        }
      }
      return nil
    }
  }

  func mentions(any texts: [String]) -> Bool {
    guard let pair else { return false }
    return texts.contains { text in
      [pair.old, pair.new].contains { $0?.holds(text) ?? false }
    }
  }
}
