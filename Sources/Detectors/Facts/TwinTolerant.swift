import Detection
import Syntax

/// Has a detector read a YAML text in which a key stands twice, if it stood there twice before with the same below it.
///
/// Programs differ in which of the two they take, so that a new one, or a change within one, can hide something:
/// that stays unread. Where all of them are the same on both sides, the rest is judged as a program reads it that
/// takes the first, and as one that takes the last.
struct TwinTolerant: Detector {
  let detector: any Detector
  let families: Set<Family>

  init(detector: any Detector) {
    self.detector = detector
    families = detector.families
  }

  var kinds: [Kind] { detector.kinds }

  func read(_ pair: FilePair) -> Reading {
    let reading = detector.read(pair)
    guard case .unreadable = reading, Self.isYAML(pair.path), let old = pair.old,
      let new = pair.new,
      let before = YAMLTwins(old), let after = YAMLTwins(new), !before.twins.isEmpty,
      before.twins == after.twins
    else { return reading }
    let first = detector.read(pair.with(before.withFirst, after.withFirst))
    let last = detector.read(pair.with(before.withLast, after.withLast))
    return first.joined(with: last) ?? reading
  }

  private static func isYAML(_ path: [UInt8]) -> Bool {
    [".yaml", ".yml"].contains { path.reversed().starts(with: $0.utf8.reversed()) }
  }
}

extension FilePair {
  fileprivate func with(_ old: [UInt8], _ new: [UInt8]) -> FilePair {
    FilePair(
      path: path,
      old: old,
      new: new,
      oldTree: oldTree,
      newTree: newTree,
      surroundings: surroundings
    )
  }
}

extension Reading {
  /// What both say; `nil` where one of them cannot say anything.
  fileprivate func joined(with other: Reading) -> Reading? {
    switch (self, other) {
    case (.unreadable, _), (_, .unreadable): return nil
    case (.foreign, _): return other
    case (_, .foreign): return self
    case (.understood, .understood), (.partial, _), (_, .partial):
      let all = observations + other.observations.filter { !observations.contains($0) }
      let doubts = [self, other].compactMap { reading -> (Int?, String)? in
        if case .partial(_, let line, let reason) = reading { (line, reason) } else { nil }
      }
      guard let doubt = doubts.first else { return .understood(all) }
      return .partial(all, line: doubt.0, reason: doubt.1)
    }
  }
}
