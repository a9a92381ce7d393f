@testable import Approvals
@testable import Classifier
@testable import Gate
internal import Detection
import GitObjects
import Policy

/// Decisions as literals, with names that try to be something else wherever they are printed.
enum Sample {
  static let old = id("1")
  static let new = id("2")

  static func id(_ digit: String) -> ObjectID {
    ObjectID(hex: String(repeating: digit, count: 40)) ?? .zero
  }

  static func finding(
    _ path: String,
    class_: String = "iam",
    line: Int? = nil,
    carriers: [ObjectID] = [new]
  ) -> Finding {
    let change = FileChange(
      path: TreePath(path),
      old: nil,
      new: .init(mode: .regular, id: id("a"))
    )
    let facts = ClassFacts(
      classID: ClassID(trusted: class_),
      kind: "path.added",
      direction: .unknown,
      severity: .high,
      line: line,
      summary: "adds \(change.path)"
    )
    return Finding(
      subject: .file(change),
      id: change.id,
      facts: facts,
      carriers: carriers,
      environments: ["staging"],
      contributors: Contributors(),
      onlyRefusals: false
    )
  }

  static func status(
    _ rule: String,
    _ count: Int = 1,
    from groups: [String] = ["security"],
    counted: [String] = [],
    eligible: [String] = ["alice", "dana"],
    findings: [Int]
  ) -> RequirementStatus {
    let part = RequirementStatus.Part(
      count: count,
      groups: groups.map { GroupID(trusted: $0) },
      presence: .none,
      counted: counted.map { PersonID(trusted: $0) },
      eligible: eligible.map { PersonID(trusted: $0) }
    )
    return RequirementStatus(rule: RuleName(trusted: rule), parts: [part], findings: findings)
  }

  static func decision(
    _ outcome: Decision.Outcome = .refused,
    target: String = "refs/heads/main",
    old: ObjectID = old,
    new: ObjectID = new,
    findings: [Finding] = [],
    requirements: [RequirementStatus] = [],
    approvals: [ApprovalVerdict] = [],
    reasons: [Reason] = []
  ) -> Decision {
    Decision(
      outcome: outcome,
      target: TargetName(bytes: Array(target.utf8)),
      environment: "staging",
      old: old,
      new: new,
      pusher: .nobody,
      findings: findings,
      requirements: requirements,
      approvals: approvals,
      reasons: reasons
    )
  }

  /// An approval that did not count.
  static func ignored(_ reviewer: String?, _ code: ReasonCode, _ text: String) -> ApprovalVerdict {
    let approval = ExaminedApproval(
      carrier: .note(id("c")),
      reviewer: reviewer.map { Array($0.utf8) },
      fingerprint: nil,
      statementDigest: nil,
      signature: .rejected(code, text)
    )
    return ApprovalVerdict(approval: approval, result: .ignored(code, text))
  }

  /// Two rules, one shared change, an approval that did not count, and hostile names.
  static var refused: Decision {
    let findings = [
      finding("iam/deploy.json", line: 12),
      finding("k8s/a::b,c%\n::error::x|`@all`<b>&\u{202E}.yaml", class_: "infrastructure"),
    ]
    return decision(
      findings: findings,
      requirements: [
        status("access", findings: [0]), status("infra", 2, counted: ["bob"], findings: [1]),
      ],
      approvals: [
        ignored("bob", .selfApproval, "'bob' had a hand in the change"),
        ignored("car\u{1B}[2Jol", .approvalExpired, "it expired at 2026-11-23T05:00:00Z"),
        ignored(nil, .approvalMalformed, "it has no 'target'"),
      ],
      reasons: [
        Reason(.approvalMissing, "'access' needs 1 of 'security'", findings: [0]),
        Reason(.approvalMissing, "'infra' needs 2 of 'security'", findings: [1]),
      ]
    )
  }

  static var allowed: Decision {
    decision(
      .allowed,
      findings: [finding("iam/deploy.json")],
      requirements: [status("access", counted: ["alice"], findings: [0])]
    )
  }
}
