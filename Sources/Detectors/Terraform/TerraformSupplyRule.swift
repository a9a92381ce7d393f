package import Detection
import HCL

/// Where modules, providers and images come from, and in which version.
package struct TerraformSupplyRule: TerraformRule {
  package init() {}

  package static let source = Kind(
    "terraform-source",
    of: .supplyChain,
    title: "Module, provider or image changed",
    help: "Code from outside the repository runs in another version, or comes from another place.",
    example: Kind.Example(
      path: "main.tf",
      old: "module \"x\" {\n  source  = \"acme/vpc/aws\"\n  version = \"1.0.0\"\n}\n",
      new: "module \"x\" {\n  source  = \"acme/vpc/aws\"\n  version = \"2.0.0\"\n}\n"
    )
  )

  package var kinds: [Kind] { [Self.source] }

  package func covers(_ block: TerraformSubject) -> Bool {
    ["module", "provider", "terraform", "resource"].contains(block.kind) || Self.isImage(block.type)
  }

  /// Data that look for an image among those of whoever may call theirs so.
  private static func isImage(_ type: String) -> Bool { ["aws_ami", "aws_ami_ids"].contains(type) }

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes {
      for leaf in PostureLeaf.leaves(of: change.differences)
      where isSource(leaf, change.kind, change.type)
        || TerraformSources.name(leaf, of: change)
      {
        judgment.explain([leaf.path], of: change)
        let isWhole = change.old == nil || change.new == nil
        let isChart = change.type == "helm_release"
        if isWhole && change.kind != .module && !(isChart && leaf.path == "chart") { continue }
        if change.kind == .resource, !isChart, leaf.old == nil || leaf.new == nil { continue }
        if change.new == nil || !Self.isOutside(leaf) { continue }
        let direction = Self.direction(leaf, change)
        judgment.observe(
          change.observation(
            Self.source,
            direction,
            .medium,
            old: leaf.old,
            new: leaf.new,
            summary: Difference(path: leaf.path, old: leaf.old, new: leaf.new)
              .text(of: change)
          ),
          of: change
        )
      }
    }
    return judgment
  }

  /// What names its source is one source more; a version or an owner holds it to fewer.
  private static func direction(_ leaf: PostureLeaf, _ change: BlockChange) -> Direction {
    let isHold = change.kind == .data || leaf.name == "version"
    let isWhole = change.old == nil || change.new == nil
    let more: Direction = isHold && !isWhole ? .narrowed : .widened
    if leaf.old == nil { return more }
    return leaf.new == nil ? more.reversed : members(leaf) ?? .incomparable
  }

  private func isSource(_ leaf: PostureLeaf, _ kind: TerraformBlock.Kind, _ type: String)
    -> Bool
  {
    switch kind {
    case .module: leaf.path == "source" || leaf.path == "version"
    case .provider: leaf.path == "version"
    case .data: leaf.path == "owners" && Self.isImage(type)
    case .terraform:
      leaf.path.hasPrefix("required_providers.") && leaf.old?.fields == nil
        && leaf.new?.fields == nil
    default:
      ["image", "image_uri", "image_id", "chart"].contains(leaf.name) && leaf.old?.fields == nil
        && ManifestType(type) == nil
        || type == "helm_release" && ["version", "repository"].contains(leaf.path)
    }
  }

  /// Of owners that are given on both sides, each is one more who may give the image.
  private static func members(_ leaf: PostureLeaf) -> Direction? {
    guard leaf.name == "owners", let old = leaf.old?.list, let new = leaf.new?.list else {
      return nil
    }
    let (before, after) = (Set(old.map(\.rendered)), Set(new.map(\.rendered)))
    if after.isStrictSuperset(of: before) { return .widened }
    return before.isStrictSuperset(of: after) ? .narrowed : nil
  }

  private static func isOutside(_ leaf: PostureLeaf) -> Bool {
    guard ["source", "chart"].contains(leaf.path) else { return true }
    return [leaf.old, leaf.new].contains { value in
      if case .atom("path.module")? = value?.pieces?.first { return false }
      guard let text = value?.literal else { return value != nil }
      return !text.hasPrefix("./") && !text.hasPrefix("../")
    }
  }
}
