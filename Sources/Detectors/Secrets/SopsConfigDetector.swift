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
    if let nearer = Self.nearer(pair) { observations.append(nearer) }
    if let line = new.otherDifference(from: old) {
      return .partial(observations, line: line, reason: "settings of sops that are not known")
    }
    return .understood(observations)
  }

  /// The file nearest to what is encrypted decides alone: one that comes or goes takes the place of another.
  private static func nearer(_ pair: FilePair) -> Observation? {
    guard pair.old == nil || pair.new == nil else { return nil }
    let tree = pair.old == nil ? pair.newTree : pair.oldTree
    var folder = TreeSource.folder(of: pair.path)
    while !folder.isEmpty {
      folder = TreeSource.folder(of: folder)
      let start = folder.isEmpty ? [] : folder + [UInt8(ascii: "/")]
      let place = [".sops.yaml", ".sops.yml"].map { start + Array($0.utf8) }
        .first { tree.content(of: $0) != nil }
      guard let place else { continue }
      let words = pair.old == nil ? "takes the place of" : "leaves its place to"
      return Observation(
        rule,
        .incomparable,
        .high,
        line: pair.new == nil ? nil : 1,
        oldLine: pair.old == nil ? nil : 1,
        summary: "\(words) the rules of '\(String(decoding: place, as: UTF8.self))'"
      )
    }
    return nil
  }
}
