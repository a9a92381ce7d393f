extension PipelineJob {
  var asksGate: Bool {
    steps.contains { step in
      GateCommand.all(in: step.script).contains(where: \.asksGate)
        || step.uses.map(GateCommand.isGate) ?? false
    }
  }
}

/// Names by which people call what deploys.
enum DeployWords {
  static func areIn(_ name: String) -> Bool {
    let lower = name.lowercased()
    return words.contains(where: lower.contains)
  }

  private static let words = [
    "deploy", "release", "prod", "publish", "rollout", "ship", "terraform", "apply", "migrate",
  ]
}
