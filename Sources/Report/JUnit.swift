internal import Approvals
internal import Classifier
internal import Gate
internal import GitObjects
internal import Policy

/// JUnit XML, which pipelines show as tests: a test for each change and each reason about it.
enum JUnit {
  static func render(_ report: CheckReport) -> String {
    let decision = report.decision
    let complaints = decision.letsGo ? [] : decision.complaints
    let blamed = Set(complaints.compactMap { $0.finding.map(name) })
    let quiet = decision.findings.map(name).filter { !blamed.contains($0) }
    var cases = complaints.map(failure) + quiet.map { testCase(named: $0, holding: nil) }
    if cases.isEmpty { cases = [testCase(named: decision.heading, holding: nil)] }
    return document(
      suite: "\(decision.target)",
      cases,
      failures: complaints.count,
      errors: 0,
      output: report.notes.joined(separator: "\n")
    )
  }

  static func render(error message: String, hint: String?) -> String {
    let text = hint.map { "hint: \($0)" } ?? ""
    let inner = "<error type=\"undecided\" message=\"\(escaped(message))\">\(escaped(text))</error>"
    return document(
      suite: "countersign",
      [testCase(named: "decide", holding: inner)],
      failures: 0,
      errors: 1,
      output: ""
    )
  }

  private static func document(
    suite: String,
    _ cases: [String],
    failures: Int,
    errors: Int,
    output: String
  ) -> String {
    let counts = "tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"\(errors)\""
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites name=\"countersign\" \(counts)>",
      "  <testsuite name=\"\(escaped(suite))\" \(counts)>",
    ]
    lines += cases
    if !output.isEmpty { lines.append("    <system-out>\(escaped(output))</system-out>") }
    return (lines + ["  </testsuite>", "</testsuites>"]).joined(separator: "\n") + "\n"
  }

  private static func failure(_ complaint: Complaint) -> String {
    let reason = complaint.reason
    let text = complaint.sentence + (reason.hint.map { "\nhint: \($0)" } ?? "")
    let inner =
      "<failure type=\"\(reason.code.rawValue)\" message=\"\(escaped(reason.message))\">\(escaped(text))</failure>"
    return testCase(named: complaint.finding.map(name) ?? reason.code.rawValue, holding: inner)
  }

  private static func name(_ finding: Finding) -> String {
    let commit = finding.carriers.first.map { " in \($0.short)" } ?? ""
    return "\(finding.sentence)\(commit)"
  }

  private static func testCase(named name: String, holding inner: String?) -> String {
    let start = "    <testcase classname=\"countersign\" name=\"\(escaped(name))\""
    guard let inner else { return "\(start)/>" }
    return "\(start)>\n      \(inner)\n    </testcase>"
  }

  /// XML has no way at all to write most control characters.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for (index, scalar) in zip(text.unicodeScalars.indices, text.unicodeScalars) {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n": result += "&#10;"
      case "\t": result += "&#9;"
      case "#" where Escaped.beginsCommand(text.utf8[index...]): result += "&#35;"
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
