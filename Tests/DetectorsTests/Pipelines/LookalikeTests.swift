import Detection
import Detectors
import Testing

@Suite("Pipelines and what only looks like them")
struct LookalikeTests {
  private func verdict(_ path: String, _ text: String, _ detector: any Detector) -> Verdict {
    Verdict(detector.read(FilePair(path: Array(path.utf8), old: nil, new: Array(text.utf8))))
  }

  @Test("of Azure, by a name that others have too")
  func azure() {
    let volume =
      "{{- if .x }}\napiVersion: v1\nkind: PersistentVolume\nazureFile:\n  steps: a\n{{- end }}\n"
    #expect(verdict("chart/azure-file.yaml", volume, PipelineDetector()).direction == nil)
    let steps = "steps:\n- script: ./deploy\n"
    for path in ["ci/azure-build.yml", "azure-pipelines.yml", ".azuredevops/a.yml"] {
      #expect(verdict(path, steps, PipelineDetector()).direction != nil)
    }
    #expect(
      verdict("ci/azure-build.yml", "'" + "steps': []\n", PipelineDetector()).direction != nil
    )
    #expect(verdict("ci/azure-build.yml", "{steps: []}\n", PipelineDetector()).direction != nil)
    let both = "apiVersion: v1\nkind: A\n---\nsteps: []\n"
    #expect(verdict("ci/azure-build.yml", both, PipelineDetector()).direction != nil)
  }

  @Test(
    "of strangers' text, and of the owners'",
    arguments: [
      ("github.event.repository.name", false), ("github.event.repository.default_branch", false),
      ("github.event.pull_request.head.repo.full_name", true),
      ("github.event.repository.name || github.event.issue.title", true),
    ]
  )
  func strangers(expression: String, isTold: Bool) {
    let text = """
      on: pull_request_target
      permissions: {}
      jobs:
        a:
          runs-on: ubuntu-latest
          steps:
            - run: echo ${{ \(expression) }}

      """
    let found = verdict(".github/workflows/a.yml", text, GitHubWorkflowDetector()).observations
    #expect(found.contains { $0.kind == "pipeline.script-injection" } == isTold)
  }
}
