package import Detection
import HCL

/// Maps and lists of people in locals, variables and values' files: somebody comes, goes, or rises.
package struct TerraformRosterRule: TerraformRule {
  package init() {}

  package static let roster = Kind(
    "entry",
    of: .roster,
    title: "Roster of people changed",
    help: """
      A list or map of people, logins, e-mails or keys gains or loses an entry, or an entry's role changes. \
      Such lists feed the resources that give access.
      """,
    example: Kind.Example(
      path: "users.tf",
      old: "locals {\n  users = {\n    \"ann\" = { role = \"user\" }\n  }\n}\n",
      new: "locals {\n  users = {\n    \"ann\" = { role = \"superuser\" }\n  }\n}\n"
    )
  )

  package var kinds: [Kind] { [Self.roster] }

  package func covers(_ block: TerraformSubject) -> Bool {
    block.kind == "local" || block.kind == "variable" || block.kind == "module"
  }

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes {
      let fields = change.kind == .local ? ["value"] : change.kind == .variable ? ["default"] : []
      let names = fields.isEmpty ? change.names.sorted() : fields
      for name in names where !NeutralArguments.isMark(name) {
        let sides = (change.old?[name], change.new?[name])
        // What a call leaves out is the module's own, and not known.
        if change.callsElsewhere, change.old != nil, change.new != nil {
          guard sides.0 != nil, sides.1 != nil else { continue }
        }
        let subject = fields.isEmpty ? name : change.new?.name ?? change.old?.name ?? name
        compare(sides.0, sides.1, subject, change, 0, &judgment)
      }
    }
    return judgment
  }

  private func compare(
    _ old: Value?,
    _ new: Value?,
    _ subject: String,
    _ change: BlockChange,
    _ depth: Int,
    _ judgment: inout TerraformJudgment
  ) {
    guard depth < 6 else { return }
    if old?.list != nil || new?.list != nil {
      return lists(old?.list ?? [], new?.list ?? [], subject, change, &judgment)
    }
    guard old?.fields != nil || new?.fields != nil else { return }
    let (before, after) = (old?.fields ?? [], new?.fields ?? [])
    let isRoster = TerraformRosterWords.isRoster(subject, before + after)
    for field in after where !NeutralArguments.isMark(field.name) {
      guard let was = before.first(where: { $0.name == field.name }) else {
        if isRoster { entry(field, subject, isAdded: true, change, &judgment) }
        continue
      }
      if TerraformRosterWords.isRole(field.name) {
        roles(was.value, field.value, field.name, subject, change, &judgment)
      } else {
        let inner = field.value.fields != nil ? "\(subject).\(field.name)" : field.name
        compare(was.value, field.value, inner, change, depth + 1, &judgment)
      }
    }
    for field in before where isRoster && !after.contains(where: { $0.name == field.name }) {
      entry(field, subject, isAdded: false, change, &judgment)
    }
  }

  private func entry(
    _ field: Value.Field,
    _ subject: String,
    isAdded: Bool,
    _ change: BlockChange,
    _ judgment: inout TerraformJudgment
  ) {
    let role = field.value.fields?.first { TerraformRosterWords.isRole($0.name) }?.value.readable
    let isHigh = role.map(RoleRank.isAdministrative) ?? RoleRank.isAdministrative(subject)
    let with = role.map { " as \($0)" } ?? ""
    let widens = isAdded != TerraformRosterWords.keepsOut(subject)
    judgment.observe(
      change.observation(
        Self.roster,
        widens ? .widened : .narrowed,
        widens ? (isHigh ? .critical : .high) : .low,
        old: isAdded ? nil : field.value,
        new: isAdded ? field.value : nil,
        summary:
          "\(isAdded ? "adds" : "removes") \(field.name)\(with) \(isAdded ? "to" : "from") \(subject)"
      ),
      of: change
    )
  }

  private func lists(
    _ old: [Value],
    _ new: [Value],
    _ subject: String,
    _ change: BlockChange,
    _ judgment: inout TerraformJudgment
  ) {
    guard TerraformRosterWords.isRosterOfNames(subject, old + new) else { return }
    let (before, after) = (Set(old.map(\.rendered)), Set(new.map(\.rendered)))
    let keepsOut = TerraformRosterWords.keepsOut(subject)
    let high: Severity = RoleRank.isAdministrative(subject) ? .critical : .high
    for item in new where !before.contains(item.rendered) {
      judgment.observe(
        change.observation(
          Self.roster,
          keepsOut ? .narrowed : .widened,
          keepsOut ? .low : high,
          new: item,
          summary: "adds \(TerraformRosterWords.short(item)) to \(subject)"
        ),
        of: change
      )
    }
    for item in old where !after.contains(item.rendered) {
      judgment.observe(
        change.observation(
          Self.roster,
          keepsOut ? .widened : .narrowed,
          keepsOut ? high : .low,
          old: item,
          summary: "removes \(TerraformRosterWords.short(item)) from \(subject)"
        ),
        of: change
      )
    }
  }

  private func roles(
    _ old: Value,
    _ new: Value,
    _ name: String,
    _ subject: String,
    _ change: BlockChange,
    _ judgment: inout TerraformJudgment
  ) {
    let (before, after) = (Set(old.asList.map(\.rendered)), Set(new.asList.map(\.rendered)))
    if before == after { return }
    let (lost, gained) = (before.subtracting(after), after.subtracting(before))
    var direction: Direction = lost.isEmpty ? .widened : gained.isEmpty ? .narrowed : .incomparable
    if lost.count == 1, gained.count == 1, let a = RoleRank.of(lost.first ?? ""),
      let b = RoleRank.of(gained.first ?? ""), a != b
    {
      direction = b > a ? .widened : .narrowed
    }
    let isHigh = gained.contains(where: RoleRank.isAdministrative)
    judgment.observe(
      change.observation(
        Self.roster,
        direction,
        direction == .narrowed ? .low : isHigh ? .critical : .high,
        old: old,
        new: new,
        summary: "changes \(name) of \(subject) from \(before.sorted().joined(separator: ", ")) to "
          + after.sorted().joined(separator: ", ")
      ),
      of: change
    )
  }
}
