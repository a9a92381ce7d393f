internal import Approvals
internal import Classifier
internal import Detection
internal import Detectors
internal import Gate

/// What a result is an instance of.
struct SARIFRule {
  let id: String
  private let title: String
  private let help: String

  init(_ code: ReasonCode) {
    id = code.rawValue
    title = code.meaning
    help = "\(code.meaning). \(code.remedy)."
  }

  init(_ kind: Kind) {
    id = kind.name
    title = kind.title
    help = kind.help
  }

  var json: JSONValue {
    .object([
      ("id", .text(id)), ("shortDescription", .object([("text", .text(title))])),
      ("help", .object([("text", .text(help))])),
      ("defaultConfiguration", .object([("level", .text("error"))])),
    ])
  }
}

extension Complaint {
  var rule: SARIFRule {
    finding.flatMap { Catalogue.kind(named: $0.facts.kind) }.map(SARIFRule.init)
      ?? SARIFRule(reason.code)
  }
}
