package import Detection
import HCL

/// Arguments that Terraform no longer holds to what is written: whoever changes them elsewhere is not undone.
package struct IgnoredChangesRule: TerraformRule {
  package init() {}

  package static let ignored = Kind(
    "ignored-changes",
    of: .protection,
    title: "Changes of an argument made elsewhere are left alone",
    help: """
      With 'ignore_changes' Terraform neither sees nor undoes what somebody does to a policy, a rule or a key by hand, \
      and no longer applies what is written here.
      """,
    example: Kind.Example(
      path: "main.tf",
      old: "resource \"aws_kms_key\" \"x\" {\n  policy = \"{}\"\n}\n",
      new: """
        resource "aws_kms_key" "x" {
          policy = "{}"
          lifecycle {
            ignore_changes = [policy]
          }
        }
        """
    )
  )

  package var kinds: [Kind] { [Self.ignored] }

  package func covers(_ block: TerraformSubject) -> Bool { block.kind == "resource" }

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes where change.differs(at: "lifecycle") {
      // What else it holds is judged by other rules, or is about the order of work.
      judgment.explain(["lifecycle"], of: change)
      guard change.old != nil, change.new != nil else { continue }
      let (old, new) = (Self.list(change.old), Self.list(change.new))
      let (before, after) = (Self.names(old), Self.names(new))
      if !before.contains("all") {
        observe(after.subtracting(before), isAdded: true, change, new, &judgment)
      }
      if !after.contains("all") {
        observe(before.subtracting(after), isAdded: false, change, old, &judgment)
      }
    }
    return judgment
  }

  private func observe(
    _ names: Set<String>,
    isAdded: Bool,
    _ change: BlockChange,
    _ value: Value?,
    _ judgment: inout TerraformJudgment
  ) {
    guard !names.isEmpty else { return }
    let shown = names.contains("all") ? "any argument" : names.sorted().joined(separator: ", ")
    judgment.observe(
      change.observation(
        Self.ignored,
        isAdded ? .widened : .narrowed,
        isAdded ? .medium : .low,
        old: isAdded ? nil : value,
        new: isAdded ? value : nil,
        summary: "\(isAdded ? "leaves" : "no longer leaves") changes of \(shown) of "
          + "\(change.address) alone"
      ),
      of: change
    )
  }

  private static func list(_ block: TerraformBlock?) -> Value? {
    block?.body.blocks("lifecycle").compactMap { $0["ignore_changes"] }.first
  }

  /// Those that matter for who gets in, or what is kept from harm.
  private static func names(_ value: Value?) -> Set<String> {
    let all = (value?.asList ?? []).map { argument($0.opaque ?? $0.rendered) }
    return Set(all.filter { $0 == "all" || CarefulTypes.guards($0) || PostureTable.knows($0) })
  }

  /// Without the modules that the block is in, which stand before every name.
  private static func argument(_ text: String) -> String {
    var parts = text.split(separator: ".")[...]
    while parts.count > 2, parts.first == "module" { parts = parts.dropFirst(2) }
    return parts.map { part in
      part.firstIndex(of: "[").map { String(part[..<$0]) } ?? String(part)
    }.joined(separator: ".")
  }
}
