internal import GitObjects
internal import Git
internal import Ledger
internal import Policy

/// Decides by the server's records: is the commit where landed decisions led, and nothing in between without
/// one?
struct LedgerCheck: ~Copyable {
  let clone: Clone

  init(clone: consuming Clone) { self.clone = clone }

  consuming func verdict(on commit: ObjectID, environment: String?, target: String?) throws -> (Exit, String) {
    guard case .direct(let notes)? = try clone.repository.reference(.decisions) else {
      throw Failure(
        "the server's decisions are not here",
        hint: "run 'git fetch origin refs/notes/countersign/decisions:refs/notes/countersign/decisions'")
    }
    let policy = clone.policies.policy
    let patterns = try self.patterns(environment, target)
    let ledger = try LedgerReader.read(notes, in: clone.repository, serverKeys: policy.serverKeys)
    let history = ledger.landings.filter { landing in
      RefName(landing.target).map { name in patterns.contains { $0.matches(name) } } ?? false
    }
    let place = environment.map { "environment/\($0)" } ?? target ?? ""
    for tip in history.reversed() where !tip.new.isZero && clone.repository.exists(tip.new) {
      let reached = try clone.repository.peelToCommit(tip.new)
      guard let reached, try clone.repository.isReachable(commit, from: reached) else { continue }
      let uncovered = try ledger.uncovered(upTo: commit, in: clone.repository)
      if let missing = uncovered.first {
        return (
          .refused,
          "countersign: refused '\(Escaped.text(place))'\n"
            + "countersign:   commit \(missing.short) has no landed decision\n"
            + "countersign: hint: run 'countersign audit verify'\ncountersign: not accepted\n"
        )
      }
      return (.allowed, "countersign: allowed: \(commit) may go to '\(Escaped.text(place))', by the server's decision of \(tip.time)\n")
    }
    return (
      .refused,
      "countersign: refused '\(Escaped.text(place))'\n"
        + "countersign:   no landed decision led \(commit.short) there\n"
        + "countersign: hint: push it through the gate first\ncountersign: not accepted\n"
    )
  }

  private borrowing func patterns(_ environment: String?, _ target: String?) throws -> [RefPattern] {
    if let target { return [RefPattern(try clone.target(target).bytes)] }
    guard let environment else { throw Failure("'check' needs '--environment' or '--target'") }
    let targets = clone.policies.policy.targets.filter { $0.environment == environment }
    guard !targets.isEmpty else { throw Failure("no target leads to '\(environment)'") }
    return targets.map(\.pattern) + targets.flatMap(\.honours)
  }
}

extension RefName {
  fileprivate init?(_ bytes: [UInt8]) {
    guard let name = try? RefName(validating: bytes) else { return nil }
    self = name
  }
}
