import Detection
import Detectors
import Testing

/// An edit as people make them, and what all detectors together have to say of it.
struct FreshCase: Sendable, CustomTestStringConvertible {
  let name: String
  let path: String
  let old: String?
  let new: String?
  /// What is right; where several are, none of them hides that more is let happen.
  let directions: [Direction]
  /// Of one of the observations, where there is a direction to observe.
  let family: Family?

  static func edit(
    _ name: String,
    _ path: String,
    _ text: String,
    _ piece: String,
    _ other: String,
    _ directions: [Direction],
    _ family: Family? = nil
  ) -> FreshCase {
    FreshCase(
      name: name,
      path: path,
      old: text,
      new: text.replacing(piece, other),
      directions: directions,
      family: family
    )
  }

  static func pair(
    _ name: String,
    _ path: String,
    _ old: String?,
    _ new: String?,
    _ directions: [Direction],
    _ family: Family? = nil
  ) -> FreshCase {
    FreshCase(
      name: name,
      path: path,
      old: old,
      new: new,
      directions: directions,
      family: family
    )
  }

  var testDescription: String { name }

  func check() {
    #expect(old != new)
    let pair = DetectorCase(name, path, old, new, .equal).pair
    let verdicts = Catalogue.detectors.map { Verdict($0.read(pair)) }.filter {
      $0.direction != nil
    }
    let direction = verdicts.compactMap(\.direction).min() ?? .equal
    #expect(directions.contains(direction), "\(verdicts)")
    guard let family, direction != .unknown else { return }
    let found = verdicts.flatMap(\.observations).map(\.family)
    #expect(found.contains(family), "\(verdicts)")
  }
}

@Suite("Edits as people make them")
struct FreshTests {
  @Test("to manifests of a cluster", arguments: FreshClusters.all)
  func clusters(_ testCase: FreshCase) { testCase.check() }

  @Test("to pipelines and images", arguments: FreshPipelines.all)
  func pipelines(_ testCase: FreshCase) { testCase.check() }

  @Test("to other files", arguments: FreshOthers.all)
  func others(_ testCase: FreshCase) { testCase.check() }
}
