package import Detection

/// Judges one aspect of Terraform blocks.
///
/// Adding a rule is one file and a line in ``TerraformRules``.
package protocol TerraformRule: Sendable {
  var kinds: [Kind] { get }
  /// Whether the rule reads blocks of this type; it is asked of resources and data.
  func covers(_ block: TerraformSubject) -> Bool
  /// All blocks that changed and are covered, so that what moves from one to another is no difference.
  func judge(_ changes: [BlockChange]) -> TerraformJudgment
}

/// What a rule covers is told by.
package struct TerraformSubject: Hashable, Sendable {
  package let kind: String
  package let type: String
}

/// What a rule makes of the blocks that changed.
package struct TerraformJudgment: Sendable {
  package struct Entry: Sendable {
    /// Of the block it is about.
    package let address: String
    package let observation: Observation
  }

  /// Something that differs and cannot be judged.
  package struct Doubt: Sendable {
    package let line: Int?
    package let reason: String
  }

  package private(set) var entries: [Entry] = []
  package private(set) var doubts: [Doubt] = []
  /// By address, the arguments whose differences are judged: `ingress`, or `metadata_options.http_tokens`.
  package private(set) var explained: [String: Set<String>] = [:]

  package init() {}

  package mutating func observe(_ observation: Observation, of change: BlockChange) {
    entries.append(Entry(address: change.address, observation: observation))
  }

  /// With `=` before it a path is itself judged, and not what is below it.
  ///
  /// The arguments are judged, whatever came of it.
  package mutating func explain(_ paths: some Sequence<String>, of change: BlockChange) {
    explained[change.address, default: []].formUnion(paths)
  }

  package mutating func doubt(_ reason: String, line: Int?) {
    doubts.append(Doubt(line: line, reason: reason))
  }

  mutating func add(_ other: TerraformJudgment) {
    entries += other.entries
    doubts += other.doubts
    explained.merge(other.explained) { $0.union($1) }
  }
}
