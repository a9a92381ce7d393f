import Detection
import Detectors
import Testing

@Suite struct PipelineTests {
  static let cases =
    GateCases.all + GitHubCases.permissions + GitHubCases.runs + GitHubCases.parts
    + GitHubCases.openings + OtherPipelineCases.gitLab + OtherPipelineCases.others
    + WaitCases.all + OccasionCases.all + AzureCases.all
    + HeldBackCases.all + OneLineCases.all + BarrierCases.all + ContainerCases.all
    + GitLabRestCases.all

  private static func detector(for testCase: DetectorCase) -> any Detector {
    let isGitHub = testCase.path.hasPrefix(".github/") || testCase.path.hasSuffix("action.yml")
    return isGitHub ? GitHubWorkflowDetector() : PipelineDetector()
  }

  @Test("a difference means what it means", arguments: cases)
  func means(_ testCase: DetectorCase) { testCase.check(Self.detector(for: testCase)) }

  @Test("the way back is the opposite", arguments: cases)
  func back(_ testCase: DetectorCase) { testCase.reversed.check(Self.detector(for: testCase)) }

  @Test("a file is equal to itself, with comments", arguments: cases)
  func equal(_ testCase: DetectorCase) {
    let comment = testCase.path == "Jenkinsfile" ? "//" : "#"
    testCase.checkSelf(Self.detector(for: testCase), comment: comment)
  }

  @Test("our own templates ask the gate: without a step that does they are weaker")
  func templates() throws {
    for text in GateTemplates.all {
      let old = FilePair(path: Array(text.path.utf8), old: text.bytes, new: text.without)
      let detector: any Detector =
        text.path.hasPrefix(".github/") ? GitHubWorkflowDetector() : PipelineDetector()
      let verdict = Verdict(detector.read(old))
      #expect(
        verdict.observations.contains { $0.kind == GateCases.removed },
        "\(text.path): \(verdict)"
      )
    }
  }

  @Test("a long chain of jobs ends") func chain() {
    let jobs = (0..<400).map { "  j\($0): {type: approval, requires: [j\($0 + 1)]}\n" }.joined()
    let text =
      "workflows: {main: {jobs: [\((0..<400).map { "{j\($0): {type: approval, requires: [j\($0 + 1)]}}" }.joined(separator: ", "))]}}\n"
    let pair = FilePair(
      path: Array(".circleci/config.yml".utf8),
      old: Array(jobs.utf8),
      new: Array(text.utf8)
    )
    #expect(Verdict(PipelineDetector().read(pair)).direction != nil)
  }
}
