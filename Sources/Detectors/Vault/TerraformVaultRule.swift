package import Detection
import HCL
import Syntax

/// Policies of Vault that Terraform writes.
package struct TerraformVaultRule: TerraformRule {
  package init() {}

  package var kinds: [Kind] { VaultPolicyRule.kinds }

  package func covers(_ block: TerraformSubject) -> Bool {
    block.kind == "resource" && block.type == "vault_policy"
      || block.kind == "data" && block.type == "vault_policy_document"
  }

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes {
      let argument = change.kind == .data ? "rule" : "policy"
      // A document shows where it is used, unless it changes itself.
      if change.kind == .data, change.old == nil || change.new == nil { continue }
      guard change.differs(at: argument) else { continue }
      judgment.explain(change.kind == .data ? [argument] : [argument, "name"], of: change)
      guard let old = policy(change.old, argument), let new = policy(change.new, argument) else {
        judgment.doubt(
          "the policy of \(change.address) is not known before a run",
          line: change.newLine(change.new?[argument])
        )
        continue
      }
      let name = (change.new ?? change.old)?["name"]?.literal ?? change.address
      judgment.add(
        VaultPolicyRule.compare(old, new, name: name),
        of: change,
        old: change.old?[argument],
        new: change.new?[argument]
      )
    }
    return judgment
  }

  /// `nil` where it cannot be told.
  private func policy(_ block: TerraformBlock?, _ argument: String) -> VaultPolicy? {
    guard let value = block?[argument], !value.isNull else { return VaultPolicy() }
    return argument == "rule"
      ? VaultPolicy(value.asList.map(rule)) : VaultPolicyText(value).policy
  }

  private func rule(_ value: Value) -> VaultPolicy.Rule {
    let bounds = (value.fields ?? []).filter {
      !["path", "capabilities", "description"].contains($0.name)
    }
    return VaultPolicy.Rule(
      pattern: VaultPattern(value["path"]?.rendered ?? ""),
      capabilities: Set((value["capabilities"]?.asList ?? []).map(\.rendered)),
      bounds: bounds.map { "\($0.name)=\($0.value.source)" }.sorted().joined(separator: ", "),
      line: value.origin.line
    )
  }
}

/// The text of a policy as an argument holds it.
private struct VaultPolicyText {
  let value: Value

  init(_ value: Value) { self.value = value }

  var policy: VaultPolicy? {
    guard value.opaque == nil, let pieces = value.pieces else { return nil }
    // What is not known stands as a name that no path has, the same on both sides.
    let text = pieces.map { piece in
      switch piece {
      case .literal(let text): text
      case .atom: "<" + [piece].rendered.dropFirst(2).dropLast() + ">"
      }
    }.joined()
    let bytes = Array(text.utf8)
    do {
      try SyntaxLimits.small.check(bytes)
      let body = try HCL.parse(bytes)
      if body.blocks.isEmpty, body.attributes.isEmpty { return VaultPolicy() }
      return VaultPolicy(body)?.placed { line in
        value.isOfLinesBelow ? value.origin.line + line : value.origin.line
      }
    } catch {
      return nil
    }
  }
}
