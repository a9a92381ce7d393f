import Syntax

extension AzurePipeline {
  /// Keys that the rules read, of a file, a stage, a job and a step.
  static let known: (file: Set<String>, stage: Set<String>, job: Set<String>) = (
    [
      "trigger", "pr", "schedules", "resources", "stages", "jobs", "steps", "variables", "pool",
      "extends", "condition", "dependsOn", "environment", "strategy", "continueOnError",
      "container",
    ],
    [
      "stage", "jobs", "steps", "dependsOn", "condition", "variables", "template", "trigger",
      "pool",
    ],
    [
      "job", "deployment", "steps", "dependsOn", "condition", "continueOnError", "environment",
      "variables", "pool", "strategy", "template", "container", "services",
    ]
  )

  mutating func noteResources(_ node: Node?) {
    pipeline.noteRest(of: node, besides: ["repositories", "containers"], in: "the resources")
    for container in node?["containers"]?.items ?? [] {
      let place = "container '\(container["container"]?.text ?? "?")'"
      pipeline.noteRest(of: container, besides: Self.ofContainer, in: place)
      image(container["image"], place)
    }
  }

  private static let ofContainer: Set<String> = ["container", "image", "env", "ports"]

  /// Of a job, or of all; the name of one that the resources have is told there.
  mutating func noteContainer(of node: Node, _ outer: Node, _ job: String) {
    guard let container = node["container"] ?? outer["container"] else { return }
    pipeline.noteRest(
      of: container,
      besides: Self.ofContainer,
      in: "the container of job '\(job)'"
    )
    let known = (outer[path: "resources", "containers"]?.items ?? []).map { $0["container"]?.text }
    let name = container["image"] ?? container
    if !known.contains(name.text) { image(name, "job '\(job)'") }
  }

  private mutating func image(_ node: Node?, _ place: String) {
    guard let node, let text = node.text else { return }
    pipeline.images.append(
      RunImage(
        identity: place,
        image: text,
        line: node.position.line,
        place: "in \(place)",
        environments: []
      )
    )
  }

  /// A pool of one's own; one of images is Azure's.
  static func runner(_ pool: Node?) -> PipelineNote? {
    guard let pool, pool["vmImage"] == nil, let name = pool["name"] ?? pool.text.map({ _ in pool }),
      let text = name.text, text != "Azure Pipelines", !text.hasPrefix("${{")
    else { return nil }
    return PipelineNote("pool \(text)", line: name.position.line)
  }
}
