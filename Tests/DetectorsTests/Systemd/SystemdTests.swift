import Detection
import Detectors
import Testing

@Suite("Units of systemd")
struct SystemdTests {
  static let cases =
    SystemdCases.users + SystemdCases.walls + SystemdCases.commands + SystemdCases.dropIns
    + SystemdCases.others

  @Test("a difference means what it means", arguments: cases)
  func means(_ testCase: DetectorCase) { testCase.check(SystemdDetector()) }

  @Test("the way back is the opposite", arguments: cases)
  func back(_ testCase: DetectorCase) { testCase.reversed.check(SystemdDetector()) }

  @Test("comments of both kinds say nothing", arguments: cases, ["#", ";"])
  func equal(_ testCase: DetectorCase, _ comment: String) {
    testCase.checkSelf(SystemdDetector(), comment: comment)
  }

  @Test("every kind has an example that is of it") func examples() {
    checkExamples(of: [
      SystemdDetector(), DockerfileDetector(), KubernetesDetector(), HelmDetector(),
    ])
  }

  @Test(
    "other files are of another format",
    arguments: [
      ("dbus/org.example.service", "[D-BUS Service]\nName=org.example\n"),
      ("avahi/ssh.service", "<service-group/>\n"), ("conf.d/a.conf", "[Service]\nUser=root\n"),
      ("web.service.ts", "export const a = '[Service]'\n"),
    ]
  )
  func foreign(_ path: String, _ text: String) {
    let pair = DetectorCase("", path, nil, text, .equal).pair
    #expect(Verdict(SystemdDetector().read(pair)).direction == nil)
  }

  @Test("what a command exports is an export") func exports() {
    let text = "[Service]\nExecStart=+/usr/bin/aws s3 cp /var/data s3://elsewhere/data\n"
    let pair = DetectorCase("", SystemdCases.path, nil, text, .widened).pair
    let verdict = Verdict(ExportsDetector().read(pair))
    #expect(
      verdict.observations.contains { $0.line == 2 && $0.family == .dataExport },
      "\(verdict)"
    )
  }
}
