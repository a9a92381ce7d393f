import AWSPolicy
import Detection
import HCL
import Syntax

/// Documents of AWS policies that a module from elsewhere is given, by whatever name.
struct ModulePolicies {
  private let path: String
  private let subject: String
  private let owned: [String]
  private let old: [Value]
  private let new: [Value]
  /// Whether both sides say what there is; what a side of a call leaves out is the module's own.
  private let isWhole: Bool
  /// Whether beside them stand policies that are known by their names alone, and not the same ones.
  let hasOthers: Bool

  /// `nil` where neither side has a policy's document.
  init?(_ difference: Difference, of change: BlockChange, owned: [String]) {
    let (before, after) = (Self.split(difference.old), Self.split(difference.new))
    guard !before.documents.isEmpty || !after.documents.isEmpty else { return nil }
    path = difference.path
    subject = "\(change.address) by \(difference.path)"
    self.owned = owned
    old = before.documents
    new = after.documents
    hasOthers = Set(before.others) != Set(after.others)
    let isCall = change.old == nil || change.new == nil
    isWhole = isCall || difference.old != nil && difference.new != nil
  }

  var findings: Findings {
    var findings = Findings()
    if old.count <= 1, new.count <= 1 {
      findings = comparison.findings(
        old: old.first.map { Term($0) },
        new: new.first.map { Term($0) }
      )
    } else if Set((old + new).map { $0["Version"]?.literal }).count == 1 {
      findings = comparison.findings(
        old: Term.joining(old.map { Term($0) }),
        new: Term.joining(new.map { Term($0) })
      )
    } else {
      findings.doubt(nil, "the policies of \(subject) are of several versions")
    }
    if !isWhole {
      findings.observations = findings.observations.map { $0.directed(.incomparable) }
    }
    return findings
  }

  private var comparison: PolicyComparison {
    PolicyComparison(subject: subject, role: role, owned: owned)
  }

  /// By whether they name principals, as AWS itself tells them apart.
  private var role: PolicyRole {
    let statements = (old + new).flatMap { $0.blocks("Statement") }
    guard statements.contains(where: { $0["Principal"] != nil || $0["NotPrincipal"] != nil })
    else { return .identity }
    return path.contains("trust") || path.contains("assume") ? .trust : .resource
  }

  private static func split(_ value: Value?) -> (documents: [Value], others: [String]) {
    var (documents, others): ([Value], [String]) = ([], [])
    for item in value?.asList ?? [] where !item.isNull && item.literal != "" {
      if let document = item.document, document["Statement"] != nil {
        documents.append(document)
      } else {
        others.append(item.rendered)
      }
    }
    return (documents, others)
  }
}
