package import Detection
import Syntax

/// Who can decrypt what is encrypted from now on, by the rules of `.sops.yaml`.
package struct SopsConfigDetector: Detector {
  package init() {}

  package var kinds: [Kind] { [Self.recipient, Self.rule, Self.threshold] }

  static let recipient = Kind(
    "sops-recipient",
    of: .secret,
    title: "Recipients of a rule for encrypted files changed",
    help: "Whatever is encrypted by the rule can be decrypted by every one of its recipients.",
    example: .init(
      path: ".sops.yaml",
      old: "creation_rules:\n  - path_regex: prod/\n    age: age1aaa\n",
      new: "creation_rules:\n  - path_regex: prod/\n    age: age1aaa,age1bbb\n"
    )
  )
  static let rule = Kind(
    "sops-rule",
    of: .secret,
    title: "Rules for encrypted files changed",
    help: """
      The first rule whose path_regex matches a file says who can decrypt it and which of its values are \
      encrypted at all.
      """,
    example: .init(
      path: ".sops.yaml",
      old: "creation_rules:\n  - path_regex: prod/\n    age: age1aaa\n",
      new: "creation_rules: []\n"
    )
  )
  static let threshold = Kind(
    "sops-threshold",
    of: .secret,
    title: "Number of key groups that decrypt a file changed",
    help: "A file of several key groups needs this many of them to be decrypted.",
    example: .init(
      path: ".sops.yaml",
      old: "creation_rules:\n  - shamir_threshold: 2\n    key_groups: [{age: [a]}, {age: [b]}]\n",
      new: "creation_rules:\n  - shamir_threshold: 1\n    key_groups: [{age: [a]}, {age: [b]}]\n"
    )
  )

  package func read(_ pair: FilePair) -> Reading {
    let name = FileName(pair.path).name
    guard name == ".sops.yaml" || name == ".sops.yml" else { return .foreign }
    let old: SopsConfig
    let new: SopsConfig
    do throws(SyntaxError) {
      old = try SopsConfig(pair.old)
      new = try SopsConfig(pair.new)
    } catch {
      return .unreadable(line: error.position.line, reason: error.reason)
    }
    let comparison = AccessComparison(old: old.items(beside: new), new: new.items(beside: old))
    var observations = comparison.observations
    if let order = new.order(after: old) { observations.append(order) }
    if let line = new.otherDifference(from: old) {
      return .partial(observations, line: line, reason: "settings of sops that are not known")
    }
    return .understood(observations)
  }
}
