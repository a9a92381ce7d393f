package import ContentPatterns
package import Detection
package import GitObjects
package import SSH

/// Who may change what, on whose approval: the policy as values.
///
/// See docs/policy.md for every key.
package struct Policy: Sendable {
  /// Signed into every approval.
  package var repository: String
  package var serverKeys: [ServerKey] = []
  package var people: [PersonID: Person] = [:]
  package var groups: [GroupID: [PersonID]] = [:]
  /// Who may write sensitive changes without an entry in `people`: e-mail patterns.
  package var contributors: [Wildcard] = []
  package var keyFiles = KeyFiles()
  package var governance: Requirement
  package var authorship = AuthorshipRule.anchored
  package var agents: [AgentPattern] = []
  package var targets: [Target] = []
  package var classes: [ChangeClass] = []
  package var rules: [Rule] = []
  package var environments: [Environment] = []
  package var data: [String: [Wildcard]] = [:]
  package var owned: [String: [Wildcard]] = [:]
  package var approvals = ApprovalSettings()
  package var breakGlass: BreakGlass?

  package init(repository: String, governance: Requirement) {
    self.repository = repository
    self.governance = governance
  }
}

/// Whether a change may rest on typed names alone.
package enum AuthorshipRule: String, Sendable, CaseIterable { case anchored, claimed }

/// A key that signs records.
package struct ServerKey: Hashable, Sendable {
  package enum Use: Hashable, Sendable {
    /// A server's own key: it signs both of its ledgers and the policies that it publishes.
    case server
    /// A deploy stage's key: it signs what the stage deployed, and nothing else.
    case deployments
  }

  package let name: String
  package let key: SSHPublicKey
  package let validFrom: Timestamp?
  package let validTo: Timestamp?
  package let use: Use

  package func isValid(at time: Timestamp) -> Bool {
    validFrom.map { $0 <= time } ?? true && validTo.map { time < $0 } ?? true
  }
}

package struct Person: Hashable, Sendable {
  package enum Kind: String, Sendable, CaseIterable { case human, automation, platform }

  package let id: PersonID
  package var name: String?
  /// In lowercase ASCII letters.
  package var emails: [[UInt8]] = []
  package var logins: [[UInt8]]
  package var kind = Kind.human
  package var operatedBy: PersonID?
  package var openPGP: [String] = []

  package init(id: PersonID) {
    self.id = id
    logins = [Array(id.rawValue.utf8)]
  }
}

/// The names of the files beside the policy that hold keys.
package struct KeyFiles: Hashable, Sendable {
  package var ssh: String?
  package var openPGP: String?
  package var revoked: String?
}

/// A reference to judge, and the environment it leads to.
package struct Target: Hashable, Sendable {
  package let pattern: RefPattern
  package let environment: String?
  package let honours: [RefPattern]
  /// Where this stands for a whole environment: all entries of the policy, in order, which say what leads there.
  let entries: [Target]

  package init(
    pattern: RefPattern,
    environment: String? = nil,
    honours: [RefPattern] = [],
    entries: [Target] = []
  ) {
    self.pattern = pattern
    self.environment = environment
    self.honours = honours
    self.entries = entries
  }
}

package struct ChangeClass: Hashable, Sendable {
  package let id: ClassID
  package var paths: [PathPattern] = []
  package var ignore: [PathPattern] = []
  /// Families of detectors whose observations are of this class.
  package var detect: [Family] = []
  /// Looked for in added lines.
  package var content: [ContentPattern] = []
}

package struct Environment: Hashable, Sendable {
  package let name: String
  package var paths: [PathPattern] = []
  package var accounts: [String] = []
}

package struct ApprovalSettings: Hashable, Sendable {
  package enum Binding: String, Sendable, CaseIterable { case files, tree }

  /// Seconds from `issued` after which an approval is no longer good, whatever it says itself.
  package var validFor: Int64 = 14 * 86_400
  package var binding = Binding.files
  package var singleUse = true
}

/// Who may let a push through without what rules require, and when that is to be reviewed.
package struct BreakGlass: Hashable, Sendable {
  package let approvals: Int
  package let from: [GroupID]
  /// Seconds.
  package let reviewWithin: Int64

  package var quorum: Requirement.Leaf { Requirement.Leaf(count: approvals, from: from) }
}
