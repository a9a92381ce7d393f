import Detection
import HCL
import Syntax

/// Charts that Terraform installs, with the values that it gives them.
struct HelmReleaseRule: TerraformRule {
  var kinds: [Kind] { HelmDetector().kinds }

  func covers(_ block: TerraformSubject) -> Bool {
    block.kind == "resource" && block.type == "helm_release"
  }

  func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes {
      judgment.explain(["values"] + Self.sets, of: change)
      guard (["values"] + Self.sets).contains(where: change.differs) else { continue }
      guard let old = Self.values(of: change.old), let new = Self.values(of: change.new) else {
        unknown(change, &judgment)
        continue
      }
      // A chart that comes or goes as a whole is told by its own name.
      let findings = HelmDetector.findings(
        change.old == nil ? nil : old.node,
        change.new == nil ? nil : new.node
      )
      judgment.add(findings, of: change, old: change.old?.body, new: change.new?.body)
    }
    return judgment
  }

  /// Values that stand in no text of the module; a chart that comes or goes is told by its own name.
  private func unknown(_ change: BlockChange, _ judgment: inout TerraformJudgment) {
    guard change.old != nil, change.new != nil else { return }
    judgment.observe(
      change.observation(
        HelmResidue.access,
        .incomparable,
        .medium,
        old: change.old?["values"],
        new: change.new?["values"],
        summary: "changes the values of \(change.address), which are not known before a run"
      ),
      of: change
    )
  }

  private static let sets = ["set", "set_list", "set_sensitive"]

  /// Later values over earlier ones, and single ones over all; `nil` where a text is not known.
  private static func values(of block: TerraformBlock?) -> ChartValues? {
    guard let block else { return ChartValues() }
    var values = ChartValues()
    for item in block["values"]?.asList ?? [] where !item.isNull && item.literal != "" {
      guard let documents = item.yaml, documents.count <= 1 else { return nil }
      if let document = documents.first { values.merge(document) }
    }
    for set in sets.flatMap(block.blocks) {
      guard let name = set["name"], let value = set["value"] else { continue }
      values.set(name.rendered, to: value)
    }
    return values
  }
}

/// A tree of values, as a chart is given it.
private struct ChartValues {
  private indirect enum Entry {
    case leaf(Value)
    case tree([String: Entry])
  }

  private var root: [String: Entry] = [:]

  mutating func merge(_ document: Value) { Self.merge(document, into: &root) }

  private static func merge(_ value: Value, into tree: inout [String: Entry]) {
    for field in value.fields ?? [] {
      guard field.value.fields != nil else {
        tree[field.name] = .leaf(field.value)
        continue
      }
      var inner: [String: Entry] = [:]
      if case .tree(let known)? = tree[field.name] { inner = known }
      merge(field.value, into: &inner)
      tree[field.name] = .tree(inner)
    }
  }

  /// By a path of names joined by dots; one with a backslash before it is part of a name.
  mutating func set(_ path: String, to value: Value) {
    let names = path.replacing("\\.", with: "\u{0}").split(separator: ".")
      .map { String($0).replacing("\u{0}", with: ".") }
    guard !names.isEmpty, names.count < 32 else { return }
    Self.set(names[...], to: value, in: &root)
  }

  private static func set(
    _ names: ArraySlice<String>,
    to value: Value,
    in tree: inout [String: Entry]
  ) {
    guard let first = names.first else { return }
    if names.count == 1 {
      tree[first] = .leaf(value)
      return
    }
    var inner: [String: Entry] = [:]
    if case .tree(let known)? = tree[first] { inner = known }
    set(names.dropFirst(), to: value, in: &inner)
    tree[first] = .tree(inner)
  }

  var node: Node { Self.node(root) }

  private static func node(_ tree: [String: Entry]) -> Node {
    let members = tree.sorted { $0.key < $1.key }.map { key, entry in
      let value =
        switch entry {
        case .leaf(let value): Node(value)
        case .tree(let inner): node(inner)
        }
      return Node.Member(key: key, keyPosition: value.position, value: value)
    }
    return Node(.object(members), at: members.first?.value.position ?? Position(line: 1, column: 1))
  }
}
