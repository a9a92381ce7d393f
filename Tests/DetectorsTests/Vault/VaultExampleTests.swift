import Detectors
import Testing

@Suite struct VaultExampleTests {
  @Test("every kind's example is of the kind") func examples() {
    checkExamples(of: [VaultDetector()])
  }
}
