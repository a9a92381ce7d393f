import Detectors
import Testing

@Suite struct DNSExampleTests {
  @Test("every kind's example is of the kind") func examples() {
    checkExamples(of: [DNSDetector()])
  }
}
