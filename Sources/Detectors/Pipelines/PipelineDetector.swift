package import Detection
import Syntax

/// Pipelines of GitLab, Azure, CircleCI, Buildkite, AWS CodeBuild, Bitbucket, Woodpecker, Drone and Jenkins.
package struct PipelineDetector: Detector {
  package init() {}

  package var kinds: [Kind] {
    PipelineComparison.kinds + [GitHubOpenings.kind, GitHubWorkflowDetector.injection]
  }

  package func read(_ pair: FilePair) -> Reading {
    switch Self.system(of: pair.path) {
    case .gitLab: return PipelineComparison.read(pair, by: GitLabPipeline.make)
    case .azure:
      guard Self.isAzure(pair) else { return .foreign }
      return PipelineComparison.read(pair, by: AzurePipeline.make)
    case .circle: return PipelineComparison.read(pair, by: CirclePipeline.make)
    case .buildkite: return PipelineComparison.read(pair, by: BuildkitePipeline.make)
    case .codeBuild: return PipelineComparison.read(pair, by: BuildspecPipeline.make)
    case .bitbucket: return PipelineComparison.read(pair, by: BitbucketPipeline.make)
    case .container: return PipelineComparison.read(pair, byAll: ContainerPipeline.make)
    case .jenkins:
      let limit = PipelineComparison.limits.bytes
      guard [pair.old, pair.new].allSatisfy({ ($0?.count ?? 0) <= limit }) else {
        return .unreadable(line: nil, reason: "longer than \(limit) bytes")
      }
      let sides = [pair.old, pair.new].map { $0.map { JenkinsPipeline($0).pipeline } ?? Pipeline() }
      return PipelineComparison.findings(sides[0], sides[1]).reading
    case nil: return .foreign
    }
  }

  /// A name such as `azure-file.yaml` is no pipeline's where objects of Kubernetes are in the file: a pipeline
  /// cannot say what those have to say, and they have none of its words.
  private static func isAzure(_ pair: FilePair) -> Bool {
    let path = String(decoding: pair.path, as: UTF8.self)
    let name = path.split(separator: "/").last ?? ""
    guard !name.hasPrefix("azure-pipelines"), !path.hasPrefix(".azure") else { return true }
    let words = [
      "steps:", "jobs:", "stages:", "extends:", "trigger:", "pr:", "schedules:", "resources:",
      "variables:", "parameters:", "pool:",
    ]
    return [pair.old, pair.new].compactMap(\.self).contains { text in
      let lines = text.split(separator: 0x0A)
      func has(_ word: String) -> Bool { lines.contains { $0.starts(with: word.utf8) } }
      return !has("apiVersion:") || !has("kind:") || words.contains(where: has)
    }
  }

  enum System { case gitLab, azure, circle, buildkite, codeBuild, bitbucket, container, jenkins }

  static func system(of path: [UInt8]) -> System? {
    let text = String(decoding: path, as: UTF8.self)
    let name = text.split(separator: "/").last.map(String.init) ?? ""
    if name == "Jenkinsfile" || name.hasPrefix("Jenkinsfile.") || name.hasSuffix(".jenkinsfile") {
      return .jenkins
    }
    guard name.hasSuffix(".yml") || name.hasSuffix(".yaml") else { return nil }
    if name.contains("gitlab-ci") || text.hasPrefix(".gitlab/ci/") || text.hasPrefix(".gitlab-ci/")
    {
      return .gitLab
    }
    if name.hasPrefix("azure-pipelines") || text.hasPrefix("azure-") || text.contains("/azure-")
      || text.hasPrefix(".azure-pipelines/")
      || text.hasPrefix(".azuredevops/")
    {
      return .azure
    }
    if text.hasPrefix(".circleci/") { return .circle }
    if name.hasPrefix("bitbucket-pipelines.") { return .bitbucket }
    let containers = [".woodpecker.", ".drone."]
    if containers.contains(where: name.hasPrefix) || text.hasPrefix(".woodpecker/") {
      return .container
    }
    if text.hasPrefix(".buildkite/") || name.hasPrefix("buildkite") { return .buildkite }
    return name.hasPrefix("buildspec") ? .codeBuild : nil
  }
}
