import Detection
import Testing

/// A difference, and what a detector has to say of it.
struct DetectorCase: Sendable, CustomTestStringConvertible {
  let name: String
  let path: String
  let old: String?
  let new: String?
  let direction: Direction
  /// Of one of the observations; `nil` where there is none to be.
  let kind: String?
  /// In the new file, else in the old one.
  let line: Int?
  /// What the summary, or the reason of a doubt, holds.
  let says: String?
  let severity: Severity?
  /// Where the way back is not the opposite.
  let back: Direction

  init(
    _ name: String,
    _ path: String,
    _ old: String?,
    _ new: String?,
    _ direction: Direction,
    _ kind: String? = nil,
    line: Int? = nil,
    says: String? = nil,
    _ severity: Severity? = nil,
    back: Direction? = nil
  ) {
    self.name = name
    self.path = path
    self.old = old
    self.new = new
    self.direction = direction
    self.kind = kind
    self.line = line
    self.says = says
    self.severity = severity
    self.back = back ?? direction.reversed
  }

  var testDescription: String { name }

  var reversed: DetectorCase {
    DetectorCase("back: \(name)", path, new, old, back)
  }

  /// Reads the pair and compares all that the case names.
  func check(_ detector: any Detector) {
    let verdict = Verdict(detector.read(pair))
    #expect(verdict.direction == direction, "\(verdict)")
    guard let kind else {
      if let says { #expect(verdict.reason?.contains(says) ?? false, "\(verdict)") }
      return
    }
    let found = verdict.observations.filter { $0.kind == kind }
    #expect(!found.isEmpty, "\(verdict)")
    let named = found.filter { says.map($0.summary.contains) ?? true }
    #expect(!named.isEmpty, "\(verdict)")
    if let line {
      #expect(named.contains { ($0.line ?? $0.oldLine) == line }, "\(verdict)")
    }
    if let severity { #expect(named.contains { $0.severity == severity }, "\(verdict)") }
    for observation in verdict.observations { Self.checkForm(observation, detector) }
  }

  private static func checkForm(_ observation: Observation, _ detector: any Detector) {
    #expect(detector.kinds.contains { $0.name == observation.kind })
    #expect(!observation.summary.hasSuffix("."))
    #expect(!observation.summary.contains("  "), "\(observation.summary)")
    #expect(observation.summary.first?.isUppercase == false)
    #expect(observation.line != nil || observation.oldLine != nil)
  }

  var pair: FilePair {
    FilePair(
      path: Array(path.utf8),
      old: old.map { Array($0.utf8) },
      new: new.map { Array($0.utf8) }
    )
  }
}

/// A reading as one direction.
struct Verdict: CustomStringConvertible {
  let direction: Direction?
  let observations: [Observation]
  let reason: String?

  init(_ reading: Reading) {
    switch reading {
    case .foreign: (direction, observations, reason) = (nil, [], "foreign")
    case .understood(let all):
      (direction, observations, reason) = (all.map(\.direction).min() ?? .equal, all, nil)
    case .partial(let all, let line, let why):
      (direction, observations, reason) = (.unknown, all, "\(line.map(String.init) ?? "-"): \(why)")
    case .unreadable(let line, let why):
      (direction, observations, reason) = (.unknown, [], "\(line.map(String.init) ?? "-"): \(why)")
    }
  }

  var description: String {
    let lines = observations.map {
      "\($0.direction) \($0.kind) \($0.severity) \($0.line ?? 0)/\($0.oldLine ?? 0): \($0.summary)"
        + ($0.witness.map { " [\($0)]" } ?? "")
    }
    return (["\(direction?.rawValue ?? "foreign") \(reason ?? "")"] + lines).joined(separator: "\n")
  }
}

/// Every kind has an example that one of the detectors finds to be of it.
func checkExamples(of detectors: [any Detector]) {
  for detector in detectors {
    #expect(Set(detector.kinds.map(\.name)).count == detector.kinds.count)
  }
  for kind in Set(detectors.flatMap(\.kinds)) {
    let pair = FilePair(
      path: Array(kind.example.path.utf8),
      old: kind.example.old.map { Array($0.utf8) },
      new: kind.example.new.map { Array($0.utf8) }
    )
    let verdicts = detectors.map { Verdict($0.read(pair)) }
    #expect(
      verdicts.contains { $0.observations.contains { $0.kind == kind.name } },
      "\(kind.name): \(verdicts)"
    )
  }
}

extension DetectorCase {
  /// Comments and blank lines say nothing, wherever whole lines of them stand.
  func checkSelf(_ detector: any Detector, comment: String = "#") {
    for text in [old, new].compactMap(\.self) {
      let pair = FilePair(
        path: Array(path.utf8),
        old: Array(text.utf8),
        new: Array(Self.commented(text, path, comment).utf8)
      )
      let verdict = Verdict(detector.read(pair))
      // What cannot be read, or is of another format by itself, says so.
      if verdict.direction == nil || verdict.direction == .unknown && direction == .unknown {
        continue
      }
      #expect(verdict.direction == .equal, "\(verdict)")
    }
  }

  private static func commented(_ text: String, _ path: String, _ comment: String) -> String {
    path.hasSuffix(".json")
      ? "\n" + text + "\n\n" : "\(comment) a word\n\n" + text + "\n\(comment) more\n"
  }
}
