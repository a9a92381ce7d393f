internal import Approvals
internal import Classifier
internal import Gate
internal import GitObjects
internal import Policy

/// Markdown for job summaries and comments.
///
/// Names are strangers' text: every punctuation mark of theirs is written as an entity inside `<code>`, so that
/// none of it is markup, a link or a mention.
enum Markdown {
  static func render(_ report: CheckReport) -> String {
    let decision = report.decision
    var lines = ["## countersign: \(decision.outcome.rawValue) \(code("\(decision.target)"))", ""]
    lines += decision.letsGo ? allowed(report) : refused(report)
    for note in report.notes { lines.append("- \(text(note))") }
    lines.append(
      "- policy \(code("sha256:\(report.policyDigest.prefix(16))…")) from \(code(report.policySource))"
    )
    return lines.joined(separator: "\n") + "\n"
  }

  private static func allowed(_ report: CheckReport) -> [String] {
    if report.basis.isRecords { return ["By the server's records.", ""] }
    let decision = report.decision
    let people = Set(decision.requirements.flatMap(\.parts).flatMap(\.counted)).sorted().map(
      \.rawValue
    )
    let by = people.isEmpty ? "" : ", approved by \(Phrase.list(people.map(code)))"
    return ["\(Phrase.count(decision.findings.count, "sensitive change"))\(by).", ""]
  }

  private static func refused(_ report: CheckReport) -> [String] {
    let decision = report.decision
    var lines: [String] = []
    for reason in decision.reasons {
      lines.append("**\(reason.code.rawValue)**: \(text(reason.message))")
      lines.append("")
      for finding in reason.findings.prefix(Page.most).map({ decision.findings[$0] }) {
        let commit = finding.carriers.first.map { "\(code($0.short)) " } ?? ""
        lines.append("- \(commit)\(code(finding.sentence))")
        if let proof = finding.proof { lines.append("  \(text(proof))") }
      }
      if reason.findings.count > Page.most {
        lines.append("- … and \(reason.findings.count - Page.most) more")
      }
      if !reason.findings.isEmpty { lines.append("") }
      if let hint = reason.hint { lines += ["Hint: \(text(hint))", ""] }
    }
    return lines + eligible(decision) + next(report)
  }

  private static func eligible(_ decision: Decision) -> [String] {
    let open = decision.requirements.filter { !$0.isMet }.flatMap(\.parts).filter {
      $0.counted.count < $0.count
    }
    let people = Set(open.flatMap(\.eligible)).sorted().map(\.rawValue)
    return people.isEmpty
      ? [] : ["May still approve: \(Phrase.list(people.map(code), or: true)).", ""]
  }

  private static func next(_ report: CheckReport) -> [String] {
    let decision = report.decision
    guard decision.reasons.contains(where: { $0.code == .approvalMissing }) else { return [] }
    return [
      "A reviewer who has fetched the commits runs", "",
      "    \(NextCommand.approve(decision, policy: report.reviewersPolicy))", "",
    ]
  }

  private static func code(_ text: String) -> String { "<code>\(self.text(text))</code>" }

  private static func text(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let isPunctuation =
        scalar.isASCII && !scalar.properties.isAlphabetic && !("0"..."9").contains(scalar)
      if isPunctuation, !" ,'()-/.:;=".unicodeScalars.contains(scalar) {
        result += "&#\(scalar.value);"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
