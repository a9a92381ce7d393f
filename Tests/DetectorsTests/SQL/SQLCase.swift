import Detection
import Detectors
import Testing

/// Two versions of a file, and what a detector says of their difference.
struct ExpectedReading: Sendable, CustomTestStringConvertible {
  let path: String
  let old: String?
  let new: String?
  /// `nil` where the detector must say that it cannot tell.
  let direction: Direction?
  let kind: String?
  let line: Int?
  let says: String

  var testDescription: String { "\(old ?? "nothing") -> \(new ?? "nothing")" }
}

extension Reading {
  /// The worst direction; unknown where anything is left untold.
  var direction: Direction? {
    switch self {
    case .foreign: nil
    case .understood(let all): all.map(\.direction).min() ?? .equal
    case .partial, .unreadable: .unknown
    }
  }

  var words: String {
    switch self {
    case .foreign: "foreign"
    case .understood(let all):
      all.map { "\($0.direction) \($0.kind) \($0.summary)" }.joined(separator: "; ")
    case .partial(let all, let line, let reason):
      "partial at \(line ?? 0): \(reason); " + all.map(\.summary).joined(separator: "; ")
    case .unreadable(let line, let reason): "unreadable at \(line ?? 0): \(reason)"
    }
  }
}

func pair(_ path: String, _ old: String?, _ new: String?, owned: [String] = []) -> FilePair {
  var surroundings = Surroundings()
  surroundings.owned = owned
  return FilePair(
    path: Array(path.utf8),
    old: old.map { Array($0.utf8) },
    new: new.map { Array($0.utf8) },
    surroundings: surroundings
  )
}

/// Checks a case, and that the change back is its mirror.
func checkReading(_ expected: ExpectedReading, by detector: some Detector, owned: [String] = []) {
  let reading = detector.read(pair(expected.path, expected.old, expected.new, owned: owned))
  let words = Comment(rawValue: reading.words)
  #expect(reading.direction == expected.direction ?? .unknown, words)
  if let kind = expected.kind {
    let found = reading.observations.first {
      $0.kind == kind && (expected.direction == nil || $0.direction == expected.direction)
    }
    #expect(found != nil, words)
    if let line = expected.line { #expect((found?.line ?? found?.oldLine) == line, words) }
  }
  let told = reading.words.split(separator: ";").contains { $0.contains(expected.says) }
  #expect(told || expected.says.isEmpty, words)
  let back = detector.read(pair(expected.path, expected.new, expected.old, owned: owned))
  let mirrored = reading.observations.map { "\($0.kind) \($0.direction.reversed)" }.sorted()
  #expect(back.observations.map { "\($0.kind) \($0.direction)" }.sorted() == mirrored, words)
}
