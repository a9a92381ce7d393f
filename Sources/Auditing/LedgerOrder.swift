internal import GitObjects
package import Ledger

/// The entries of both ledgers in the order they were written.
///
/// Times are whole seconds and a clock may be set; but each decision names the last refusal there was, so
/// what came between is known.
package enum LedgerOrder {
  package static func merged(decisions: [LedgerEntry], refusals: [LedgerEntry])
    -> [(ledger: LedgerRef, entry: LedgerEntry)]
  {
    var positions: [Digest: Int] = [:]
    for (index, refusal) in refusals.enumerated() { positions[refusal.digest] = index }
    var result: [(ledger: LedgerRef, entry: LedgerEntry)] = []
    var next = 0
    for decision in decisions {
      let last = decision.heads.refusals.flatMap { positions[$0] } ?? -1
      while next <= last {
        result.append((.refusals, refusals[next]))
        next += 1
      }
      result.append((.decisions, decision))
    }
    return result + refusals[next...].map { (.refusals, $0) }
  }
}
