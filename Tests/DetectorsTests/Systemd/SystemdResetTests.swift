import Detection
import Detectors
import Testing

@Suite("What systemd passes over, and lists begun anew")
struct SystemdResetTests {
  private static let service = SystemdCases.service
  private static let dropIn = SystemdCases.dropIn

  static let cases: [DetectorCase] = [
    service(
      "a word that is written otherwise",
      "ProtectSystem=strict\n",
      "ProtectSystem=Strict\n",
      .widened,
      SystemdCases.sandbox,
      says: "ProtectSystem from strict to Strict"
    ),
    service("yes in capitals", "PrivateTmp=yes\n", "PrivateTmp=YES\n", .equal),
    service(
      "a policy of devices that is written otherwise",
      "DevicePolicy=closed\n",
      "DevicePolicy=Closed\n",
      .widened,
      SystemdCases.sandbox
    ),
    service(
      "an image for a root",
      "",
      "RootImage=/srv/web.raw\n",
      .incomparable,
      SystemdCases.sandbox,
      says: "RootImage"
    ),
    service(
      "a context that may be anything",
      "",
      "SELinuxContext=system_u:system_r:web_t:s0\n",
      .incomparable,
      SystemdCases.sandbox
    ),
    service(
      "a filter that is gone",
      "IPEgressFilterPath=/sys/fs/bpf/web\n",
      "",
      .unknown,
      says: "IPEgressFilterPath"
    ),
    dropIn(
      "paths no longer kept from it",
      "",
      "InaccessiblePaths=\n",
      .widened,
      SystemdCases.sandbox,
      says: "an empty InaccessiblePaths over the unit's"
    ),
    dropIn("ports no longer denied", "", "SocketBindDeny=\n", .widened, SystemdCases.sandbox),
    dropIn(
      "no condition",
      "",
      "ExecCondition=\n",
      .incomparable,
      SystemdCases.command,
      says: "an empty ExecCondition"
    ),
    dropIn("no command before", "", "ExecStartPre=\n", .incomparable, SystemdCases.command),
    dropIn(
      "a command in the place of the unit's",
      "ExecStart=\nExecStart=/usr/bin/a\n",
      "ExecStart=\n\nExecStart=/usr/bin/a\n",
      .equal
    ),
    service("a list begun anew in a unit", "", "InaccessiblePaths=\n", .equal),
  ]

  @Test("mean what they mean", arguments: cases + cases.map(\.reversed))
  func mean(_ testCase: DetectorCase) { testCase.check(SystemdDetector()) }
}
