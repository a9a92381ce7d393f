import AWSPolicy
import Detection
import Syntax

/// What decides what the resources of a template become: parameters, conditions and whatever else stands beside them.
struct TemplateSections {
  let old: Template
  let new: Template

  var findings: Findings {
    var findings = Findings()
    // A template that comes or goes is told by its resources.
    if old.resources.isEmpty || new.resources.isEmpty { return findings }
    findings.observations = hidden
    for name in Set(old.sections.keys).union(new.sections.keys).sorted() {
      let (before, after) = (old.sections[name], new.sections[name])
      if Term.same(before, after) { continue }
      if let changed = Self.changed(name, before, after) {
        findings.doubt(
          changed.line,
          "'\(changed.name)' changes, which decides what the resources are"
        )
      }
    }
    return findings
  }

  static let parameter = Kind(
    "parameter",
    of: .secret,
    title: "A parameter of a template is shown or hidden",
    help: """
      Whoever may describe a stack reads its parameters, unless 'NoEcho' hides them: passwords are given so.
      """,
    example: Kind.Example(
      path: "stack.yaml",
      old: hidden("    NoEcho: true\n"),
      new: hidden("")
    )
  )

  private static func hidden(_ more: String) -> String {
    "Parameters:\n  Password:\n    Type: String\n\(more)"
      + "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n"
  }

  /// Parameters that are no longer hidden from whoever sees the stack, or are now.
  private var hidden: [Observation] {
    (new.sections["Parameters"]?.map ?? []).compactMap { entry in
      let name = Term.text(of: entry.key)
      guard let before = old.sections["Parameters"]?[name] else { return nil }
      let (was, isNow) = (Self.isHidden(before), Self.isHidden(entry.value))
      if was == isNow { return nil }
      return Observation(
        Self.parameter,
        was ? .widened : .narrowed,
        was ? .high : .low,
        line: entry.position.line,
        oldLine: before.position.line,
        summary: "\(was ? "shows" : "hides") the parameter '\(name)' in what is told of the stack"
      )
    }
  }

  private static func isHidden(_ parameter: Term) -> Bool {
    parameter["NoEcho"]?.literal?.lowercased() == "true"
  }

  /// What is new takes effect where a resource names it, and what is gone is named no more.
  private static func changed(
    _ section: String,
    _ old: Term?,
    _ new: Term?
  ) -> (name: String, line: Int?)? {
    guard entrywise.contains(section) else { return (section, (new ?? old)?.position.line) }
    for entry in new?.map ?? [] {
      guard let before = old?[Term.text(of: entry.key)] else { continue }
      let isSame =
        section == "Parameters"
        ? Self.same(parameter: before, entry.value) : before.says(theSameAs: entry.value)
      if !isSame { return (Term.text(of: entry.key), entry.position.line) }
    }
    return nil
  }

  /// A default stands in the resources that name it; what else it may be is up to whoever runs it.
  private static func same(parameter old: Term, _ new: Term) -> Bool {
    let decided = TemplateTerm.standard(old) != nil && TemplateTerm.standard(new) != nil
    return (decided || Term.same(old["Default"], new["Default"]))
      && Term.same(old["Type"], new["Type"])
  }

  private static let entrywise: Set<String> = ["Parameters", "Conditions"]
}
