import Detection
import Detectors

/// A path, NUL, a file's old text, NUL, its new one: nothing is said of a file beside itself, and all that is said
/// can be shown.
enum DetectorsCheck {
  static func run(_ bytes: [UInt8]) throws(Violation) {
    let parts = bytes.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty else { return }
    let (path, old, new) = (Array(parts[0]), Array(parts[1]), Array(parts[2]))
    for detector in Catalogue.detectors {
      for observation in detector.read(FilePair(path: path, old: old, new: new)).observations {
        try require(
          detector.kinds.contains { $0.name == observation.kind },
          "'\(observation.kind)' is no kind of its detector"
        )
        try require(!observation.summary.isEmpty, "an observation says nothing")
      }
      let alike = detector.read(FilePair(path: path, old: new, new: new)).observations
      try require(
        alike.allSatisfy { $0.direction == .equal || $0.direction == .unknown },
        "a file beside itself: \(alike.first?.summary ?? "")"
      )
    }
  }
}
