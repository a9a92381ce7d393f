import Detection
import Detectors
import Testing

@Suite("Which block of the SSH server's settings decides")
struct SSHDOrderTests {
  private static let change = CaseFrame(at: "etc/ssh/sshd_config")
  private static let block = "Match User deploy\n  ForceCommand /usr/bin/deploy\n"

  static let cases: [DetectorCase] = [
    change(
      "a block before another one",
      block,
      "Match User dep*\n  ForceCommand /bin/sh\n" + block,
      .unknown,
      line: 2,
      says: "the first block that says something decides"
    ),
    change(
      "a word in a block before another one",
      "Match Group ops\n  X11Forwarding no\n" + block,
      "Match Group ops\n  X11Forwarding no\n  ForceCommand /bin/sh\n" + block,
      .unknown,
      says: "the first block"
    ),
    change(
      "a block of somebody else",
      block,
      "Match User eve\n  ForceCommand /bin/false\n" + block,
      .narrowed,
      "protection.sshd-guard"
    ),
    change(
      "a block behind the others",
      block,
      block + "Match User dep*\n  ForceCommand /bin/false\n",
      .narrowed,
      "protection.sshd-guard"
    ),
    change(
      "more tries of a password",
      "MaxAuthTries 3\n",
      "MaxAuthTries 300\n",
      .widened,
      "protection.sshd-guard",
      line: 1,
      says: "MaxAuthTries from 3 to 300"
    ),
    change("as many tries as without a word", "Port 22\n", "Port 22\nMaxAuthTries 6\n", .equal),
  ]

  @Test("means what it means", arguments: cases + cases.map(\.reversed))
  func mean(_ testCase: DetectorCase) { testCase.check(SSHDDetector()) }
}
