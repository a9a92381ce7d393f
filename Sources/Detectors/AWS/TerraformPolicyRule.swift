import AWSPolicy
package import Detection
import HCL
import Syntax

/// Policies of AWS's resources: of principals, of roles' trust, and of what is shared.
package struct TerraformPolicyRule: TerraformRule {
  private let owned: [String]
  private let surroundings: TerraformSurroundings

  /// `owned` as in the surroundings of the file.
  package init(
    owned: [String] = [],
    in surroundings: TerraformSurroundings = TerraformSurroundings()
  ) {
    self.owned = owned
    self.surroundings = surroundings
  }

  package var kinds: [Kind] { PolicyComparison.kinds + [AWSKinds.attachment] }

  package func covers(_ block: TerraformSubject) -> Bool {
    block.kind == "resource" && TerraformPolicyType.types[block.type] != nil
  }

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for group in PolicyGroups(changes, owned: owned, in: surroundings).groups {
      judgment.add(group.judgment)
    }
    for change in changes {
      guard let type = TerraformPolicyType.types[change.type] else { continue }
      TerraformPolicyBlock(change: change, type: type, owned: owned).judge(&judgment)
    }
    return judgment
  }
}

/// What one block says besides the documents that belong to another.
struct TerraformPolicyBlock {
  let change: BlockChange
  let type: TerraformPolicyType
  let owned: [String]

  func judge(_ judgment: inout TerraformJudgment) {
    if let block = type.inline, change.differs(at: block) { inline(block, &judgment) }
    for list in type.lists where change.differs(at: list) {
      let findings = AttachmentComparison(subject: subject)
        .findings(old: terms(change.old, list), new: terms(change.new, list))
      judgment.add(findings, of: change, old: change.old?[list], new: change.new?[list])
      judgment.explain([list], of: change)
    }
    if let boundary = type.boundary, change.differs(at: boundary) {
      if change.old != nil, change.new != nil {
        let findings = AttachmentComparison(subject: subject)
          .boundary(old: term(change.old, boundary), new: term(change.new, boundary))
        judgment.add(findings, of: change, old: change.old?[boundary], new: change.new?[boundary])
      }
      judgment.explain([boundary], of: change)
    }
  }

  /// `role/deploy` where the name is known, else the block's address.
  var subject: String {
    let name = (change.new ?? change.old)?["name"]?.literal
    guard let name, !type.noun.isEmpty else { return change.address }
    return type.noun + "/" + name
  }

  private func inline(_ block: String, _ judgment: inout TerraformJudgment) {
    let (before, after) = (policies(change.old, block), policies(change.new, block))
    for name in Set(before.keys).union(after.keys).sorted() {
      let (old, new) = (before[name], after[name])
      let findings = PolicyComparison(subject: subject, role: .identity, owned: owned)
        .findings(old: old.map(Term.init(policy:)), new: new.map(Term.init(policy:)))
      judgment.add(findings, of: change, old: old, new: new)
    }
    judgment.explain([block], of: change)
  }

  private func policies(_ side: TerraformBlock?, _ block: String) -> [String: Value] {
    var found: [String: Value] = [:]
    for (index, item) in (side?.blocks(block) ?? []).enumerated() {
      found[item["name"]?.literal ?? "\(index)"] = item["policy"] ?? item
    }
    return found
  }

  private func terms(_ side: TerraformBlock?, _ name: String) -> [Term] {
    term(side, name)?.list ?? []
  }

  private func term(_ side: TerraformBlock?, _ name: String) -> Term? {
    guard let value = side?[name], !value.isNull else { return nil }
    return Term(value)
  }
}

extension TerraformJudgment {
  /// Findings whose lines are those of the values' files.
  mutating func add(_ findings: Findings, of change: BlockChange, old: Value?, new: Value?) {
    let isNewHere = new?.origin.file == change.place.newFile
    let isOldHere = old?.origin.file == change.place.oldFile
    for observation in findings.observations {
      var line = isNewHere ? observation.line : nil
      let oldLine = isOldHere ? observation.oldLine : nil
      if line == nil { line = change.newLine(new) }
      observe(
        observation.placed(
          line: line,
          oldLine: oldLine ?? change.oldLine(old),
          environments: change.place.environments
        ),
        of: change
      )
    }
    if let unclear = findings.unclear {
      doubt(unclear.reason + ", in " + change.address, line: change.newLine(new))
    }
  }
}
