package import Detection
import HCL

/// Arguments that make a resource more or less exposed, protected or powerful.
package struct PostureRule: TerraformRule {
  package init() {}

  package var kinds: [Kind] {
    [
      PostureKinds.exposure, PostureKinds.weakened, PostureKinds.privilege,
      PostureKinds.authentication, PostureKinds.permissions, PostureKinds.removed,
    ]
  }

  package func covers(_ block: TerraformSubject) -> Bool {
    block.kind == "resource" && ManifestType(block.type) == nil || block.type == "google_iam_policy"
  }

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    let split = BucketSplit(changes)
    for change in changes { judge(change, split, &judgment) }
    return judgment
  }

  private func judge(
    _ change: BlockChange,
    _ split: BucketSplit,
    _ judgment: inout TerraformJudgment
  ) {
    if ProtectiveTypes.contains(change.type), change.old == nil || change.new == nil {
      return existence(change, &judgment)
    }
    var moved: Set<String> = []
    // Blocks whose coming or going says more than the groups within.
    var told: Set<String> = []
    let leaves = PostureLeaf.leaves(of: change.differences)
    if let off = leaves.first(where: { isSwitch($0, of: change) }) {
      // What does nothing on one of the sides does it whatever else it is told there.
      judgment.explain(["*"], of: change)
      let posture = Posture(aspect: .protection, measure: .flag(riskyWhen: false, absent: true))
      return judge(off, posture, change, &judgment)
    }
    for leaf in leaves where !leaf.isVariable {
      if let home = split.home(of: leaf.path, in: change) {
        judgment.explain([leaf.path], of: change)
        if moved.insert(home).inserted { move(leaf, to: home, change, &judgment) }
        continue
      }
      guard let posture = PostureTable.posture(of: leaf, in: change.type),
        !NetworkReachRule.reads(change.type, leaf.name)
      else { continue }
      if case .presence = posture.measure { told.insert(leaf.path) }
      if case .groups(true) = posture.measure, told.contains(leaf.outer) {
        judgment.explain([leaf.path], of: change)
        continue
      }
      judge(leaf, posture, change, &judgment)
    }
  }

  private func isSwitch(_ leaf: PostureLeaf, of change: BlockChange) -> Bool {
    guard ProtectiveTypes.contains(change.type), ProtectiveTypes.switches.contains(leaf.path)
    else { return false }
    return (leaf.old?.bool ?? true) != (leaf.new?.bool ?? true)
      && [leaf.old, leaf.new].allSatisfy { $0 == nil || $0?.bool != nil }
  }

  private func judge(
    _ leaf: PostureLeaf,
    _ posture: Posture,
    _ change: BlockChange,
    _ judgment: inout TerraformJudgment
  ) {
    let isWhole = change.old == nil || change.new == nil
    // Which thing it is about says nothing of its coming.
    if isWhole, case .target = posture.measure { return }
    var sides = isList(posture) ? change.whole(leaf.path) : (old: leaf.old, new: leaf.new)
    if !isWhole, DefaultActions.areAbove(leaf, in: change.type) {
      sides.old = DefaultActions.letIn(change.old, leaf) ?? sides.old
      sides.new = DefaultActions.letIn(change.new, leaf) ?? sides.new
    }
    switch posture.compare(sides.old, sides.new) {
    case .same:
      judgment.explain([leaf.path], of: change)
      if isWhole, isInTheOpen(leaf, change) { open(leaf, change, &judgment) }
    case .unknown:
      judgment.explain([leaf.path], of: change)
      if isWhole { return }
      judgment.observe(
        change.observation(
          PostureKinds.kind(of: posture.aspect),
          .incomparable,
          severity(posture, .incomparable),
          old: leaf.old,
          new: leaf.new,
          summary: summary(leaf, change) + ", which is not known before a run"
        ),
        of: change
      )
    case .direction(let direction):
      // What a new resource has is no change of it, but for what it opens; what it gives is said of it as a whole.
      let isSaid = !isWhole || opens(leaf, posture, direction, change)
      if isSaid || posture.aspect != .permission { judgment.explain([leaf.path], of: change) }
      guard isSaid else { return }
      judgment.observe(
        change.observation(
          PostureKinds.kind(of: posture.aspect),
          direction,
          severity(posture, direction),
          old: leaf.old,
          new: leaf.new,
          summary: summary(leaf, change)
        ),
        of: change
      )
    }
  }

  /// Whether the resource protects as well as the block did is for whoever reads both.
  private func move(
    _ leaf: PostureLeaf,
    to home: String,
    _ change: BlockChange,
    _ judgment: inout TerraformJudgment
  ) {
    judgment.observe(
      change.observation(
        PostureKinds.weakened,
        .incomparable,
        .low,
        old: leaf.old,
        summary: "moves \(leaf.path.prefix { $0 != "." }) of \(change.address) to \(home)"
      ),
      of: change
    )
  }

  /// A load balancer that says it is not internal faces the internet, though it would by itself.
  private func isInTheOpen(_ leaf: PostureLeaf, _ change: BlockChange) -> Bool {
    ["aws_lb", "aws_alb", "aws_elb"].contains(change.type) && leaf.path == "internal"
      && (leaf.new ?? leaf.old)?.bool == false
  }

  private func open(
    _ leaf: PostureLeaf,
    _ change: BlockChange,
    _ judgment: inout TerraformJudgment
  ) {
    let comes = change.old == nil
    judgment.observe(
      change.observation(
        PostureKinds.exposure,
        comes ? .widened : .narrowed,
        comes ? .high : .low,
        old: leaf.old,
        new: leaf.new,
        summary: "\(comes ? "adds" : "removes") \(change.address), which faces the internet"
      ),
      of: change
    )
  }

  private func isList(_ posture: Posture) -> Bool {
    switch posture.measure {
    case .addresses, .items, .deeds, .scopes: true
    default: false
    }
  }

  private func opens(
    _ leaf: PostureLeaf,
    _ posture: Posture,
    _ direction: Direction,
    _ change: BlockChange
  ) -> Bool {
    guard posture.aspect == .exposure || posture.aspect == .privilege else { return false }
    switch posture.measure {
    case .groups, .version, .number, .pattern, .subnets, .scopes, .target: return false
    case .presence(let isSafer), .items(let isSafer, _), .deeds(let isSafer, _),
      .span(let isSafer):
      if isSafer { return false }
    case .flag(_, let absent): if absent ?? true { return false }
    case .addresses(let absentIsWorld): if absentIsWorld { return false }
    case .ranks: break
    }
    return direction == (change.old == nil ? .widened : .narrowed)
  }

  private func severity(_ posture: Posture, _ direction: Direction) -> Severity {
    if direction == .narrowed { return .low }
    switch posture.aspect {
    case .exposure, .privilege, .permission: return .high
    case .protection, .authentication: return .medium
    }
  }

  private func summary(_ leaf: PostureLeaf, _ change: BlockChange) -> String {
    func text(_ value: Value) -> String {
      let text = value.rendered
      return text.count > 60 ? "another value" : "'\(text)'"
    }
    let path = change.spelled(leaf.path)
    switch (leaf.old, leaf.new) {
    case (let old?, let new?) where old.fields == nil && new.fields == nil:
      return "changes \(path) from \(text(old)) to \(text(new)) in \(change.address)"
    case (nil, let new?) where new.pieces != nil:
      return "sets \(path) to \(text(new)) in \(change.address)"
    case (nil, _): return "adds \(path) to \(change.address)"
    default: return "removes \(path) from \(change.address)"
    }
  }

  private func existence(_ change: BlockChange, _ judgment: inout TerraformJudgment) {
    let isAdded = change.old == nil
    judgment.explain(["*"], of: change)
    judgment.observe(
      change.observation(
        PostureKinds.removed,
        isAdded ? .narrowed : .widened,
        isAdded ? .low : .high,
        summary: "\(isAdded ? "adds" : "removes") the protection \(change.address)"
      ),
      of: change
    )
  }
}
