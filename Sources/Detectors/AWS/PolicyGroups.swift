import AWSPolicy
import Detection
import HCL
import Syntax

/// The documents that changed, by whom they belong to.
///
/// What moves from one policy of a principal to another of the same is no difference.
struct PolicyGroups {
  struct Item {
    let change: BlockChange
    let argument: String
    let old: Value?
    let new: Value?
  }

  struct Group {
    let comparison: PolicyComparison
    let surroundings: TerraformSurroundings
    var items: [Item]
  }

  private(set) var groups: [Group] = []

  private let owned: [String]
  private let surroundings: TerraformSurroundings

  init(_ changes: [BlockChange], owned: [String], in surroundings: TerraformSurroundings) {
    self.owned = owned
    self.surroundings = surroundings
    var places: [String: Int] = [:]
    for change in changes {
      guard let type = TerraformPolicyType.types[change.type] else { continue }
      for (argument, role) in type.documents.sorted(by: { $0.key < $1.key }) {
        let isMoved = type.owners.contains { change.differs(at: $0) }
        guard change.differs(at: argument) || isMoved else { continue }
        let sides = [change.old, change.new]
        let owners = sides.map { $0.map { PolicyGroups.owner($0, type) } }
        if let before = owners[0], let after = owners[1], before != after {
          add(
            Item(change: change, argument: argument, old: change.old?[argument], new: nil),
            before,
            role,
            &places
          )
          add(
            Item(change: change, argument: argument, old: nil, new: change.new?[argument]),
            after,
            role,
            &places
          )
        } else if let owner = owners[1] ?? owners[0] {
          add(
            Item(
              change: change,
              argument: argument,
              old: change.old?[argument],
              new: change.new?[argument]
            ),
            owner,
            role,
            &places
          )
        }
      }
    }
  }

  private mutating func add(
    _ item: Item,
    _ owner: String,
    _ role: PolicyRole,
    _ places: inout [String: Int]
  ) {
    let key = "\(role) \(owner)"
    if let place = places[key] {
      groups[place].items.append(item)
      return
    }
    places[key] = groups.count
    let comparison = PolicyComparison(subject: owner, role: role, owned: owned)
    groups.append(Group(comparison: comparison, surroundings: surroundings, items: [item]))
  }

  /// Whom a document belongs to: the principal or resource that it names, or the block itself.
  private static func owner(_ block: TerraformBlock, _ type: TerraformPolicyType) -> String {
    for argument in type.owners {
      guard let value = block[argument] else { continue }
      if let literal = value.literal {
        return type.noun.isEmpty ? literal : type.noun + "/" + literal
      }
      var name = value.opaque ?? Term(value).described
      for end in [".id", ".name", ".arn", ".url", ".bucket"] where name.hasSuffix(end) {
        name = String(name.dropLast(end.count))
        break
      }
      return name
    }
    let name = block["name"]?.literal
    return type.noun.isEmpty ? block.address : name.map { type.noun + "/" + $0 } ?? block.address
  }
}

extension PolicyGroups.Group {
  var judgment: TerraformJudgment {
    var judgment = TerraformJudgment()
    for item in items { judgment.explain([item.argument] + owners(of: item), of: item.change) }
    let (gone, come) = (items.filter { $0.new == nil }, items.filter { $0.old == nil })
    if !gone.isEmpty, !come.isEmpty, let moved = joined(gone + come) {
      judgment.add(moved, of: come[0].change, old: gone[0].old, new: come[0].new)
      for item in items where item.old != nil && item.new != nil { compare(item, &judgment) }
      return judgment
    }
    for item in items { compare(item, &judgment) }
    return judgment
  }

  private func owners(of item: PolicyGroups.Item) -> [String] {
    TerraformPolicyType.types[item.change.type]?.owners ?? []
  }

  private func compare(_ item: PolicyGroups.Item, _ judgment: inout TerraformJudgment) {
    let findings = comparison.findings(
      old: item.old.map(Term.init(policy:)),
      new: item.new.map(Term.init(policy:)),
      absence: outlives(item)
        ? TerraformPolicyType.types[item.change.type]?.absence ?? .nobody : .nobody
    )
    judgment.add(findings, of: item.change, old: item.old, new: item.new)
  }

  /// Whether what the policy is of is there on both sides.
  private func outlives(_ item: PolicyGroups.Item) -> Bool {
    if owners(of: item).isEmpty { return item.change.old != nil && item.change.new != nil }
    let owner = comparison.subject ?? ""
    return !surroundings.loses(owner) && !surroundings.gains(owner)
  }

  /// The statements that went against those that came, if all documents are of one version.
  private func joined(_ items: [PolicyGroups.Item]) -> Findings? {
    let (old, new) = (items.compactMap(\.old), items.compactMap(\.new))
    let terms = (old.map(Term.init(policy:)), new.map(Term.init(policy:)))
    let all = terms.0 + terms.1
    guard Set(all.map { $0["Version"]?.literal }).count == 1,
      all.allSatisfy({ $0["Statement"] != nil })
    else { return nil }
    return comparison.findings(old: Term.joining(terms.0), new: Term.joining(terms.1))
  }
}

extension Term {
  /// One document with the statements of several, all of the first one's version.
  static func joining(_ documents: [Term]) -> Term? {
    guard let first = documents.first else { return nil }
    let statements = documents.flatMap { $0["Statement"]?.list ?? [] }
    var entries = [
      Entry(
        key: [.literal("Statement")],
        position: first.position,
        value: Term(.list(statements), at: first.position)
      )
    ]
    if let version = first["Version"] {
      entries.append(Entry(key: [.literal("Version")], position: first.position, value: version))
    }
    return Term(.map(entries), at: first.position)
  }
}
