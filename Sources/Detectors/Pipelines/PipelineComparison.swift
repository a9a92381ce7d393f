import Detection
import Syntax

/// What every pipeline's two sides are asked.
enum PipelineComparison {
  static let kinds =
    GateRule.kinds + PipelineRule.kinds + StepRule.kinds + PartRule.kinds + TriggerRule.kinds
    + PipelineSettingRule.kinds

  static func findings(_ past: Pipeline, _ present: Pipeline) -> Findings {
    var findings = Findings()
    let (old, new) = (past.aligned(to: present), present.aligned(to: past, renames: false))
    guard old.jobs.count < maximum, new.jobs.count < maximum else {
      findings.doubt(nil, "more than \(maximum) jobs")
      return findings
    }
    guard !old.waitsTooMuch, !new.waitsTooMuch else {
      findings.doubt(nil, "more than 2000 waits between jobs")
      return findings
    }
    if GateRun.all(in: old).count > 50 || GateRun.all(in: new).count > 50 {
      findings.doubt(nil, "more than 50 questions to the gate")
    } else {
      findings.observations += GateRule.compare(old, new)
    }
    findings.add(PipelineRule.compare(old, new))
    findings.observations += StepRule.compare(old, new)
    findings.add(PartRule.compare(old, new))
    findings.add(FactComparison(old: old.openings, new: new.openings).findings)
    findings.observations += TriggerRule.compare(old, new)
    findings.add(PipelineSettingRule.compare(old, new))
    for doubt in new.doubts where !old.doubts.contains(where: { $0.reason == doubt.reason }) {
      findings.doubt(doubt.line, doubt.reason)
    }
    for doubt in old.doubts where !new.doubts.contains(where: { $0.reason == doubt.reason }) {
      findings.doubt(nil, doubt.reason)
    }
    return findings
  }

  static let maximum = 500

  /// No system takes much longer texts.
  static var limits: SyntaxLimits {
    var limits = SyntaxLimits()
    limits.bytes = 256 << 10
    return limits
  }

  /// Reads both sides as YAML documents and makes pipelines of them.
  ///
  /// A header such as GitLab's `spec:` stands in a document of its own: the last one is the pipeline.
  static func read(_ pair: FilePair, by make: (Node) -> Pipeline) -> Reading {
    read(pair, byAll: { documents in documents.last.map(make) ?? Pipeline() })
  }

  static func read(_ pair: FilePair, byAll make: ([Node]) -> Pipeline) -> Reading {
    do {
      let old = try documents(pair.old)
      let new = try documents(pair.new)
      return findings(make(old), make(new)).reading
    } catch {
      return .unreadable(line: error.position.line, reason: error.reason)
    }
  }

  private static func documents(_ bytes: [UInt8]?) throws(SyntaxError) -> [Node] {
    guard let bytes else { return [] }
    return try YAMLReader.read(bytes, limits: limits).filter { !$0.isNull }
  }
}

/// Names of secrets that a text refers to.
enum SecretNames {
  /// `secrets.NAME` in expressions; `every secret` where they are taken all together.
  static func inExpressions(_ text: String) -> [String] {
    guard text.utf8.count > 8, text.firstRange(of: "${{") != nil else { return [] }
    return GitHubExpression.all(in: text).flatMap(GitHubExpression.secrets).filter {
      $0 != "GITHUB_TOKEN"
    }
  }

  /// Shell variables that are called like secrets.
  static func inVariables(_ text: String) -> [String] {
    var names: [String] = []
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      rest = rest[rest.index(after: dollar)...]
      // Azure's own variables have dots: `$(System.AccessToken)`.
      let isMacro = rest.first == "("
      if rest.first == "{" || isMacro { rest = rest.dropFirst() }
      let name = rest.prefix {
        $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || isMacro && $0 == ".")
      }
      rest = rest[name.endIndex...]
      if words.contains(where: name.uppercased().contains) { names.append(String(name)) }
    }
    return names
  }

  private static let words = [
    "TOKEN", "SECRET", "PASSWORD", "PASSWD", "PRIVATE", "CREDENTIAL", "API_KEY", "ACCESS_KEY",
    "KUBECONFIG", "SSH_KEY", "DEPLOY_KEY", "APIKEY",
  ]
}

extension Node {
  /// Calls for every text in the tree, keys left out.
  func eachText(_ body: (String, Position) -> Void) {
    switch value {
    case .string(let text): body(text, position)
    case .array(let items): items.forEach { $0.eachText(body) }
    case .object(let members): members.forEach { $0.value.eachText(body) }
    default: break
    }
  }

  /// The canonical text of an object without some of its members.
  func canonical(without keys: Set<String>) -> String {
    guard let object else { return canonical }
    return Node(.object(object.filter { !keys.contains($0.key) }), at: position).canonical
  }
}
