package import Gate
internal import GitObjects

/// The command that a reviewer runs next, in the form that fits the move.
package enum NextCommand {
  /// `git countersign approve …` for the move that a decision is about.
  ///
  /// `policy` is where reviewers find it, where no server publishes one.
  package static func approve(_ decision: Decision, policy: String? = nil) -> String {
    var words = [
      "git countersign approve", revisions(of: decision), "--target", target(decision.target),
    ]
    if let policy { words += ["--policy", ShellWord.made(Array(policy.utf8))] }
    return words.joined(separator: " ")
  }

  /// The same for whoever signs that the rules be bypassed.
  package static func breakGlass(_ decision: Decision, policy: String? = nil) -> String {
    let reason = decision.bypass.map { ShellWord.made($0.reason) } ?? "REASON"
    return "\(approve(decision, policy: policy)) --break-glass \(reason)"
  }

  /// How a reviewer comes by a tag object, which is in nothing but a push that was refused: the author leaves it under
  /// another name, and the reviewer fetches that; `nil` of anything else.
  package static func handingOver(_ decision: Decision) -> (push: String, fetch: String)? {
    let tags = Array("refs/tags/".utf8)
    guard decision.isAnnotatedTag, decision.target.bytes.starts(with: tags) else { return nil }
    let name = Array("review/".utf8) + decision.target.bytes.dropFirst(tags.count)
    let full = Array("\(decision.new.short):".utf8) + tags + name
    return (
      "git push origin \(ShellWord.made(full))", "git fetch origin tag \(ShellWord.made(name))"
    )
  }

  /// A move that is itself a change says so: a range alone would be read as commits to add.
  private static func revisions(of decision: Decision) -> String {
    let (old, new) = (decision.old.short, decision.new.short)
    if decision.new.isZero { return "\(old) --delete" }
    if decision.old.isZero { return new }
    let isForced = decision.findings.contains { finding in
      guard case .ref(let move) = finding.subject else { return false }
      return move.kind == .rewound || move.kind == .moved
    }
    return "\(old)..\(new)" + (isForced ? " --force" : "")
  }

  /// A branch by its short name, as long as that could mean nothing else.
  package static func target(_ target: TargetName) -> String {
    let branches = Array("refs/heads/".utf8)
    var name = target.bytes
    if name.starts(with: branches) {
      let short = Array(name.dropFirst(branches.count))
      let isPlain = !["refs/", "environment/", "-"].contains { short.starts(with: $0.utf8) }
      if isPlain { name = short }
    }
    return ShellWord.made(name)
  }
}
