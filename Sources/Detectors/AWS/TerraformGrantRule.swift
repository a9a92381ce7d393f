import AWSPolicy
package import Detection
import HCL
import Syntax

/// Attachments, memberships and shares of AWS, each of which is a resource of its own.
package struct TerraformGrantRule: TerraformRule {
  private let owned: OwnAccounts
  private let surroundings: TerraformSurroundings

  /// `owned` as in the surroundings of the file.
  package init(
    owned: [String] = [],
    in surroundings: TerraformSurroundings = TerraformSurroundings()
  ) {
    self.owned = OwnAccounts(owned)
    self.surroundings = surroundings
  }

  package var kinds: [Kind] { [AWSKinds.attachment] }

  package func covers(_ block: TerraformSubject) -> Bool {
    block.kind == "resource" && TerraformGrantType.types[block.type] != nil
  }

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    var (before, after) = (TerraformGrants(), TerraformGrants())
    for change in changes {
      guard let type = TerraformGrantType.types[change.type] else { continue }
      before.add(change.old, type, change)
      after.add(change.new, type, change)
      judgment.explain(
        Array(type.takers.keys) + type.given + type.scope.filter { !$0.hasPrefix("access_") },
        of: change
      )
      if type.scope.contains("access_scope") { judgment.explain(["access_scope"], of: change) }
    }
    before.dropWhatAdministratorsHave(beside: after)
    after.dropWhatAdministratorsHave(beside: before)
    let gone = before.grants.filter { after.grants[$0.key] == nil }
    for (key, grant) in after.grants.sorted(by: { $0.key < $1.key }) where before.grants[key] == nil
    {
      let isMixed = gone.values.contains { $0.change.address == grant.change.address }
      judgment.observe(
        grant.observation(comes: true, isMixed, owned, in: surroundings),
        of: grant.change
      )
    }
    for (_, grant) in gone.sorted(by: { $0.key < $1.key }) {
      let isMixed = after.grants.contains {
        before.grants[$0.key] == nil && $0.value.change.address == grant.change.address
      }
      judgment.observe(
        grant.observation(comes: false, isMixed, owned, in: surroundings),
        of: grant.change
      )
    }
    return judgment
  }
}

/// Who is given what by the blocks of one side.
struct TerraformGrants {
  struct Grant {
    let type: TerraformGrantType
    let change: BlockChange
    let taker: String
    /// As it is written.
    let principal: String
    let given: String
    let scope: String
    let value: Value?
  }

  private(set) var grants: [String: Grant] = [:]

  mutating func add(_ block: TerraformBlock?, _ type: TerraformGrantType, _ change: BlockChange) {
    guard let block else { return }
    let scope = type.scope.compactMap { block[$0] }.filter { !$0.isNull }
      .map { Self.name($0) }.joined(separator: " ")
    for (argument, noun) in type.takers.sorted(by: { $0.key < $1.key }) {
      for taker in items(block[argument]) {
        let name = taker.literal.map { noun + $0 } ?? Self.name(taker)
        let values = type.given.flatMap { items(block[$0]) }
        if type.given.isEmpty {
          grants["\(change.type) \(name) \(change.address)"] = Grant(
            type: type,
            change: change,
            taker: name,
            principal: taker.rendered,
            given: "",
            scope: "",
            value: taker
          )
        }
        for value in values {
          let given = Self.name(value)
          grants["\(type.verbs.0) \(name) \(given) \(scope)"] = Grant(
            type: type,
            change: change,
            taker: name,
            principal: taker.rendered,
            given: given,
            scope: scope,
            value: value
          )
        }
      }
    }
  }

  /// Who has everything on the other side neither gains nor loses a single policy.
  mutating func dropWhatAdministratorsHave(beside other: TerraformGrants) {
    let everything = "arn:aws:iam::aws:policy/AdministratorAccess"
    let takers = Set(
      other.grants.values.filter { $0.given == everything && !$0.type.narrows }
        .map { "\($0.change.type) \($0.taker) \($0.scope)" }
    )
    guard !takers.isEmpty else { return }
    grants = grants.filter { _, grant in
      grant.given == everything
        || !takers.contains("\(grant.change.type) \(grant.taker) \(grant.scope)")
    }
  }

  private func items(_ value: Value?) -> [Value] { (value?.asList ?? []).filter { !$0.isNull } }

  /// A literal, or a reference without the attribute that says it in other words.
  static func name(_ value: Value) -> String {
    if let literal = value.literal { return literal }
    var name = value.opaque ?? Term(value).described
    for end in [".id", ".name", ".arn"] where name.hasSuffix(end) {
      name = String(name.dropLast(end.count))
      break
    }
    return name
  }
}

extension TerraformGrants.Grant {
  func observation(
    comes: Bool,
    _ isMixed: Bool,
    _ owned: OwnAccounts,
    in surroundings: TerraformSurroundings
  ) -> Observation {
    let blocks = comes ? surroundings.new : surroundings.old
    let effect = type.narrows ? .denies : AttachedPolicies(blocks).effect(of: given, by: type)
    let direction = isMixed ? .incomparable : effect.direction(comes: comes, joins: type.joinsGroup)
    let widens = direction == .widened || direction == .incomparable
    let shown = ManagedPolicy.name(of: given) ?? given
    return change.observation(
      AWSKinds.attachment,
      direction,
      widens ? (owned.isForeign(principal: principal) ? .critical : severity) : .low,
      old: comes ? nil : value,
      new: comes ? value : nil,
      summary: type.summary(taker, shown, scope, comes: comes)
    )
  }

  fileprivate var severity: Severity {
    if type.narrows { return .critical }
    if taker.contains("group all") { return .critical }
    if let fixed = type.severity { return fixed }
    switch ManagedPolicy.rank(of: given) {
    case .administration: return .critical
    case .write, .unknown: return .high
    case .read: return .medium
    }
  }
}
