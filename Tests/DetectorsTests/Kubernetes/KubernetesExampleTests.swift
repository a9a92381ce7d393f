import Detectors
import Testing

@Suite struct KubernetesExampleTests {
  @Test("every kind's example is of the kind") func examples() {
    checkExamples(of: [
      KubernetesDetector(), ContainerDetector(), DockerfileDetector(), HelmDetector(),
    ])
  }
}
