package import GitObjects
package import Policy

/// What a pushed reference is to the gate.
package enum RefRole: Sendable {
  /// Judged under this entry; `nil` for the policy's own reference where no entry matches.
  case gated(Target?)
  case ungated
  /// `refs/notes/countersign/approvals`: clients may add trailers.
  case approvals
  /// `refs/notes/countersign/deployments`: deploy stages may add records signed by a key that is
  /// listed for it.
  case deployments
  /// Nobody's to push.
  case forbidden(String)

  package var isGated: Bool {
    if case .gated = self { true } else { false }
  }
}

extension RefRole {
  /// The role of `name`, the reference that really moves, symbolic ones resolved.
  ///
  /// `policyRef` is the reference that the policy is read from.
  package init(of name: RefName, under policy: Policy, policyRef: RefName?) {
    if name == .approvals {
      self = .approvals
    } else if name == .deployments {
      self = .deployments
    } else if let reason = Self.forbidden(name) {
      self = .forbidden(reason)
    } else if let entry = policy.target(for: name) {
      self = .gated(entry)
    } else if let policyRef, Folding.fold(name.bytes) == Folding.fold(policyRef.bytes) {
      self = .gated(nil)
    } else {
      self = .ungated
    }
  }

  /// The gate's own references, any spelling of them, what would block them, and what makes people see
  /// another history than the gate does.
  private static func forbidden(_ name: RefName) -> String? {
    let folded = Folding.fold(name.bytes)
    func isBelow(_ prefix: String) -> Bool {
      folded.elementsEqual(prefix.utf8) || folded.starts(with: "\(prefix)/".utf8)
    }
    if isBelow("refs/replace") {
      return "replacement objects would show reviewers another history than the gate judges"
    }
    if isBelow("refs/countersign") || folded.starts(with: "refs/notes/countersign".utf8) {
      return "it belongs to countersign"
    }
    return folded.elementsEqual("refs/notes".utf8) ? "it would block countersign's own notes" : nil
  }
}
