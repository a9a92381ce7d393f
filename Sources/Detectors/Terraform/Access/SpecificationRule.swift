package import Detection
import HCL

/// Interfaces that are made from their description: which operations ask nobody, and where they lead.
package struct SpecificationRule: TerraformRule {
  package init() {}

  package var kinds: [Kind] { [] }

  package func covers(_ block: TerraformSubject) -> Bool {
    block.kind == "resource"
      && ["aws_api_gateway_rest_api", "aws_apigatewayv2_api"].contains(block.type)
  }

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes where change.old != nil && change.new != nil {
      guard change.differs(at: "body") else { continue }
      judgment.explain(["body"], of: change)
      guard let old = Self.specification(change.old), let new = Self.specification(change.new)
      else {
        let text = "describes \(change.address) otherwise, which is not read"
        observe(PostureKinds.authentication, .incomparable, text, nil, change, &judgment)
        continue
      }
      compare(old, new, change, &judgment)
    }
    return judgment
  }

  /// `nil` where it cannot be read.
  private static func specification(_ block: TerraformBlock?) -> Specification? {
    guard let body = block?["body"], !body.isNull else { return Specification.none }
    return Specification(body)
  }

  private func compare(
    _ old: Specification,
    _ new: Specification,
    _ change: BlockChange,
    _ judgment: inout TerraformJudgment
  ) {
    let kind = PostureKinds.authentication
    for (name, operation) in new.operations.sorted(by: { $0.key < $1.key }) {
      let before = old.operations[name]
      if !operation.asks, before?.asks ?? true {
        let text = "lets anybody call '\(name)' of \(change.address)"
        observe(kind, .widened, text, operation.value, change, &judgment)
      } else if operation.asks, before?.asks == false {
        let text = "asks who calls '\(name)' of \(change.address)"
        observe(kind, .narrowed, text, operation.value, change, &judgment)
      }
      if let before, !Self.isSame(before.target, operation.target) {
        let text = "leads '\(name)' of \(change.address) elsewhere"
        observe(PostureKinds.exposure, .incomparable, text, operation.target, change, &judgment)
      }
    }
    for (name, before) in old.operations.sorted(by: { $0.key < $1.key })
    where !before.asks && new.operations[name] == nil {
      let text = "nobody can call '\(name)' of \(change.address) any more"
      observe(kind, .narrowed, text, nil, change, &judgment)
    }
    if !Self.isSame(old.schemes, new.schemes) {
      let text = "changes what callers of \(change.address) show, or who judges it"
      observe(kind, .incomparable, text, new.schemes.first, change, &judgment)
    }
  }

  private static func isSame(_ old: Value?, _ new: Value?) -> Bool {
    isSame(old.map { [$0] } ?? [], new.map { [$0] } ?? [])
  }

  private static func isSame(_ old: [Value], _ new: [Value]) -> Bool {
    old.count == new.count && zip(old, new).allSatisfy { $0.isEquivalent(to: $1) }
  }

  private func observe(
    _ kind: Kind,
    _ direction: Direction,
    _ text: String,
    _ value: Value?,
    _ change: BlockChange,
    _ judgment: inout TerraformJudgment
  ) {
    let severity: Severity = direction == .narrowed ? .low : direction == .widened ? .high : .medium
    judgment.observe(
      change.observation(kind, direction, severity, new: value, summary: text),
      of: change
    )
  }
}
