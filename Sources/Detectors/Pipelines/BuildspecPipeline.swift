import Syntax

/// Makes a pipeline of the phases of AWS CodeBuild.
enum BuildspecPipeline {
  private static let phases = ["install", "pre_build", "build", "post_build"]

  static func make(_ node: Node) -> Pipeline {
    var pipeline = Pipeline()
    // CodeBuild runs with a role, whatever the file says.
    var job = PipelineJob("build", line: node.position.line)
    job.privilege = "runs with the project's role"
    for phase in phases {
      guard let value = node["phases"]?[phase] else { continue }
      for key in ["commands", "finally"] {
        for command in value[key]?.list ?? [] {
          guard let text = command.text else { continue }
          var step = PipelineStep(String(text.prefix(60)), line: command.position.line)
          step.script = text
          if let rule = value["on-failure"], rule.text?.uppercased() == "CONTINUE" {
            step.optional = PipelineNote("on-failure: CONTINUE", line: rule.position.line)
          }
          step.surroundings = phase
          job.steps.append(step)
        }
      }
    }
    for source in ["secrets-manager", "parameter-store"] {
      for member in node["env"]?[source]?.object ?? [] {
        let name = member.value.text ?? member.key
        job.secrets.append(PipelineNote(name, line: member.keyPosition.line))
      }
    }
    job.surroundings = node[path: "env", "variables"]?.canonical ?? ""
    pipeline.jobs = [job]
    return pipeline
  }
}
