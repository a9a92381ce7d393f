import Detection
import Detectors
import Testing

@Suite struct PipelineExampleTests {
  @Test("every kind's example is of the kind") func examples() {
    checkExamples(of: [GitHubWorkflowDetector(), PipelineDetector()])
  }
}
