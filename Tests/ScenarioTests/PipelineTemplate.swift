import GateTesting
import Syntax
import Testing

/// The shell of a pipeline template, as the product's runner would run it.
struct PipelineTemplate: Sendable, CustomTestStringConvertible {
  enum Product: String, Sendable { case github, gitlab, jenkins }

  let product: Product
  var testDescription: String { product.rawValue }

  static let all = [Product.github, .gitlab, .jenkins].map(Self.init)
  /// Those that judge a request, too.
  static let reviewing = all.filter { $0.product != .jenkins }

  /// One script after the other, each with what its step adds to the environment.
  struct Step {
    let script: String
    var environment: [String: String] = [:]
  }

  /// The steps before the deploy, and the deploy: of the job that stands before one, or that judges a request.
  func steps(reviewing: Bool, filling values: [String: String]) throws -> [Step] {
    switch product {
    case .github: try githubSteps(of: reviewing ? "review" : "deploy", values)
    case .gitlab:
      try (reviewing ? ["countersign-review"] : ["countersign-production", "deploy-production"])
        .flatMap(gitlabSteps)
    case .jenkins: try jenkinsSteps()
    }
  }

  /// The runner's own way of starting a script: each ends at the first command that fails.
  var shell: [String] {
    switch product {
    case .github: ["bash", "-e", "-c"]
    case .gitlab: ["bash", "-eo", "pipefail", "-c"]
    case .jenkins: ["sh", "-xe", "-c"]
    }
  }

  private func text(_ name: String) throws -> String {
    try TestFile.text(PackageFiles.path("templates/ci/\(name)"))
  }

  private func document(_ name: String) throws -> Node {
    try YAMLReader.read(Array(text(name).utf8))[0]
  }

  private func githubSteps(of job: String, _ values: [String: String]) throws -> [Step] {
    let steps = try document("github-actions.yml")[path: "jobs", job, "steps"]?.array ?? []
    return try steps.compactMap { step in
      guard let script = step["run"]?.string else { return nil }
      var environment: [String: String] = [:]
      for variable in step["env"]?.object ?? [] {
        let words = (variable.value.string ?? "").split(separator: " ")
        guard words.count == 3, words[0] == "${{", let value = values[String(words[1])] else {
          throw TestError("'\(variable.key)' is not known to the test")
        }
        environment[variable.key] = value
      }
      return Step(script: script, environment: environment)
    }
  }

  private func gitlabSteps(of job: String) throws -> [Step] {
    let lines = try document("gitlab-ci.yml")[path: job, "script"]?.array ?? []
    return [Step(script: lines.compactMap(\.string).joined(separator: "\n"))]
  }

  /// Each `sh` of the Jenkinsfile, in its order; Groovy takes `\\` in three single quotes for one.
  private func jenkinsSteps() throws -> [Step] {
    let code = try text("Jenkinsfile").split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.drop { $0 == " " }.hasPrefix("//") }.joined(separator: "\n")
    return code.matches(of: /\bsh '''(?<long>[^']*(?:'{1,2}[^']+)*)'''|\bsh '(?<short>[^'\n]*)'/)
      .map { Step(script: String($0.output.long ?? $0.output.short ?? "")) }
  }
}
