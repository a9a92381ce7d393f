internal import Git
internal import GitObjects
internal import Ledger

/// Compares the uses of approvals that are listed beside the decisions with those that the landed decisions
/// say.
///
/// The list is signed by nobody: whoever can write the ledger's reference could take a line away, and the
/// approval would count again.
struct SpentAudit {
  private(set) var problems: [AuditFinding] = []

  /// `listed` is as ``SpentIndex/all(in:_:)`` gives it.
  init(_ entries: [LedgerEntry], listed: [Digest?: [SpentLine?]]) {
    var expected: [Digest: Set<SpentLine>] = [:]
    let decisions = Dictionary(
      entries.filter { $0.kind == .decision }.map { ($0.digest, $0) },
      uniquingKeysWith: { a, _ in a }
    )
    for entry in entries where entry.kind == .landed && entry.isSigned {
      guard let digest = entry.decision, let decision = decisions[digest],
        let target = entry.target, let new = entry.new
      else { continue }
      for statement in decision.counted {
        expected[statement, default: []].insert(
          SpentLine(target: target.bytes, new: new, decision: digest, object: decision.object)
        )
      }
    }
    compare(expected, listed)
  }

  private mutating func compare(
    _ expected: [Digest: Set<SpentLine>],
    _ listed: [Digest?: [SpentLine?]]
  ) {
    for (statement, lines) in expected.sorted(by: { $0.key < $1.key }) {
      let known = Set(listed[statement, default: []])
      for line in lines.filter({ !known.contains($0) }).sorted(by: { $0.decision < $1.decision }) {
        problem(
          "the use of approval sha256:\(statement) by decision sha256:\(line.decision) is not "
            + "listed: it would count again"
        )
      }
    }
    for (statement, lines) in listed {
      let name = statement.map { "approval sha256:\($0)" } ?? "no approval"
      let known = statement.flatMap { expected[$0] } ?? []
      for line in Set(lines) {
        guard let line else {
          problem("the uses of \(name) have a line that cannot be read")
          continue
        }
        if known.contains(line) { continue }
        problem(
          "a use of \(name) is listed that no landed decision says: sha256:\(line.decision)"
        )
      }
    }
    problems.sort { $0.text < $1.text }
  }

  private mutating func problem(_ text: String) { problems.append(AuditFinding(.ledger, text)) }
}

extension LedgerAudit {
  mutating func checkSpent(_ notes: ObjectID, in repository: borrowing Repository) throws {
    let audit = SpentAudit(
      decisions.entries,
      listed: try SpentIndex.all(in: notes, repository)
    )
    add(audit.problems)
  }
}
