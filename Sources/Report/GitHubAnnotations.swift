internal import Approvals
internal import Classifier
internal import Gate
internal import GitObjects
internal import Policy

/// Workflow commands, which GitHub shows beside the changed lines, and then the plain text.
///
/// A path with a newline or a comma could add properties or commands of its own, so both are escaped.
enum GitHubAnnotations {
  static func render(_ report: CheckReport) -> String {
    let decision = report.decision
    let complaints = decision.letsGo ? [] : decision.complaints
    var lines = complaints.prefix(Page.most).map(annotation)
    if complaints.count > Page.most {
      lines.append(command("error", [], "… and \(complaints.count - Page.most) more"))
    }
    if decision.outcome == .observed {
      lines = lines.map { "::warning" + $0.dropFirst("::error".count) }
    }
    let text = report.text
    return lines.map { "\($0)\n" }.joined() + text
  }

  static func render(error message: String, hint: String?) -> String {
    let text = message + (hint.map { "; \($0)" } ?? "")
    return command("error", [("title", "countersign: could not decide")], text) + "\n"
  }

  private static func annotation(_ complaint: Complaint) -> String {
    var properties: [(String, String)] = []
    if case .file(let change)? = complaint.finding?.subject {
      properties.append(("file", "\(change.path)"))
      properties.append(("line", "\(complaint.finding?.facts.line ?? 1)"))
    }
    properties.append(("title", "countersign: \(complaint.reason.code.rawValue)"))
    return command("error", properties, complaint.sentence)
  }

  private static func command(_ name: String, _ properties: [(String, String)], _ message: String)
    -> String
  {
    let list = properties.map { "\($0)=\(escaped($1, ["%", "\r", "\n", ":", ","]))" }.joined(
      separator: ","
    )
    return "::\(name)\(list.isEmpty ? "" : " \(list)")::\(escaped(message, ["%", "\r", "\n"]))"
  }

  private static func escaped(_ text: String, _ special: Set<Unicode.Scalar>) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if special.contains(scalar) {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        result += "%" + (hex.count < 2 ? "0" : "") + hex
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
