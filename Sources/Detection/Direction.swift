/// Which way access goes.
///
/// Of several detectors' words the worst holds, in this order.
package enum Direction: String, Hashable, Sendable, CaseIterable, Comparable {
  case unknown, incomparable, widened, narrowed, equal

  /// Worse first.
  package static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .unknown: 0
    case .incomparable: 1
    case .widened: 2
    case .narrowed: 3
    case .equal: 4
    }
  }

  /// What the change back is.
  package var reversed: Direction {
    switch self {
    case .widened: .narrowed
    case .narrowed: .widened
    case .unknown, .incomparable, .equal: self
    }
  }
}

package enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
  case low, medium, high, critical

  package static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .low: 0
    case .medium: 1
    case .high: 2
    case .critical: 3
    }
  }
}

/// What a detector is about; a policy's `detect` names them.
package enum Family: String, Hashable, Sendable, CaseIterable {
  case iam, roster, network, workload, protection, destruction
  case supplyChain = "supply-chain"
  case pipeline, dns, secret
  case dataExport = "data-export"
}
