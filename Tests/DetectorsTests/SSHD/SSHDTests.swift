import Detection
import Detectors
import Testing

@Suite("The SSH server's configuration")
struct SSHDTests {
  static let login = "iam.sshd-login"
  static let guarded = "protection.sshd-guard"
  static let listen = "network.sshd-listen"

  private static let change = CaseFrame(at: "etc/ssh/sshd_config")

  static let cases: [DetectorCase] = [
    change(
      "root",
      "PermitRootLogin no\n",
      "PermitRootLogin yes\n",
      .widened,
      login,
      line: 1,
      says: "PermitRootLogin from no to yes",
      .critical
    ),
    change("root by the default", "PermitRootLogin no\n", "Port 22\n", .widened, login),
    change(
      "the default said and not said",
      "UsePAM yes\n",
      "permitrootlogin prohibit-password\nUsePAM yes\n",
      .equal
    ),
    change(
      "the first value holds",
      "PermitRootLogin no\n",
      "PermitRootLogin no\nPermitRootLogin yes\n",
      .equal
    ),
    change(
      "a first value in front",
      "PermitRootLogin no\n",
      "PermitRootLogin yes\nPermitRootLogin no\n",
      .widened,
      login
    ),
    change(
      "passwords",
      "PasswordAuthentication no\n",
      "PasswordAuthentication=yes\n",
      .widened,
      login,
      .high
    ),
    change(
      "empty passwords",
      "",
      "PermitEmptyPasswords yes # a word\n",
      .widened,
      login,
      .critical
    ),
    change(
      "one more user",
      "AllowUsers ann\n",
      "AllowUsers ann\nAllowUsers bob\n",
      .widened,
      login,
      line: 2,
      says: "bob"
    ),
    change(
      "everybody",
      "AllowGroups ops\n",
      "UseDNS no\n",
      .widened,
      login,
      says: "from ops to everything"
    ),
    change("one kept out less", "DenyUsers eve mallory\n", "DenyUsers mallory\n", .widened, login),
    change("users in another order", "AllowUsers ann bob\n", "AllowUsers bob ann\n", .equal),
    change(
      "keys by a command",
      "",
      "AuthorizedKeysCommand /usr/bin/keys %u\n",
      .widened,
      login,
      says: "/usr/bin/keys",
      .critical
    ),
    change(
      "another authority",
      "TrustedUserCAKeys /etc/a\n",
      "TrustedUserCAKeys /etc/b\n",
      .incomparable,
      login
    ),
    change("keys in another place", "", "AuthorizedKeysFile /tmp/%u\n", .incomparable, login),
    change("tunnels", "PermitTunnel no\n", "PermitTunnel yes\n", .widened, guarded),
    change("ports for everybody", "", "GatewayPorts yes\n", .widened, listen, .high),
    change(
      "every address",
      "ListenAddress 10.0.0.1\n",
      "ListenAddress 0.0.0.0\n",
      .widened,
      listen
    ),
    change(
      "one more port",
      "Port 22\n",
      "Port 22\nPort 2222\n",
      .widened,
      listen,
      says: "Port 2222"
    ),
    change("files of others", "StrictModes yes\n", "StrictModes no\n", .widened, guarded),
    change(
      "other ciphers",
      "Ciphers aes256-gcm@openssh.com\n",
      "Ciphers 3des-cbc\n",
      .incomparable,
      guarded
    ),
    change(
      "no command forced",
      "Match User git\n  ForceCommand /usr/bin/git-shell\n",
      "Match User git\n  AllowTcpForwarding no\n",
      .widened,
      guarded,
      says: "removes ForceCommand /usr/bin/git-shell for those who match 'User git'",
      back: .widened
    ),
    change(
      "passwords for some",
      "PasswordAuthentication no\n",
      "PasswordAuthentication no\nMatch Address 0.0.0.0/0\n  PasswordAuthentication yes\n",
      .widened,
      login,
      line: 3
    ),
    change(
      "a line that comes below a block",
      "PasswordAuthentication no\nMatch User git\n  X11Forwarding no\n",
      "Match User git\n  X11Forwarding no\n  PasswordAuthentication no\n",
      .widened,
      login
    ),
    CaseFrame(at: "sshd_config.d/50-cloud.conf")(
      "a drop-in with the default",
      nil,
      "PasswordAuthentication yes\n",
      .widened,
      login
    ),
    CaseFrame(at: "sshd_config.d/10-hard.conf")(
      "a drop-in with a no is gone",
      "PasswordAuthentication no\n",
      nil,
      .widened,
      login
    ),
    change(
      "how long to wait",
      "LoginGraceTime 30\nBanner none\n",
      "LoginGraceTime 60\nClientAliveInterval 9\n",
      .equal
    ),
    change("another file", "", "Include /etc/ssh/other\n", .unknown, says: "include"),
    change("a keyword nobody knows", "", "OpenSesame yes\n", .unknown, says: "opensesame"),
    change(
      "a line hidden behind a carriage return",
      "",
      "# a\n Port 22\rPermitRootLogin yes\n",
      .unknown,
      says: "carriage return"
    ),
    change(
      "other ends of lines",
      "PermitRootLogin no\r\nUsePAM yes\r\n",
      "PermitRootLogin no\nUsePAM yes\n",
      .equal
    ),
    CaseFrame(at: "templates/sshd_config.j2")(
      "a template",
      "PermitRootLogin no\n",
      "PermitRootLogin {{ root }}\n",
      .unknown
    ),
  ]

  @Test("a difference means what it means", arguments: cases)
  func means(_ testCase: DetectorCase) { testCase.check(SSHDDetector()) }

  @Test("the way back is the opposite", arguments: cases)
  func back(_ testCase: DetectorCase) { testCase.reversed.check(SSHDDetector()) }

  @Test("comments say nothing", arguments: cases)
  func equal(_ testCase: DetectorCase) { testCase.checkSelf(SSHDDetector()) }

  @Test("every kind has an example that is of it") func examples() {
    checkExamples(of: [SSHDDetector()])
  }

  @Test("more blocks than are compared are unknown") func many() {
    let text = (0...500).map { "Match User u\($0)\n" }.joined()
    let pair = DetectorCase("", "sshd_config", nil, text, .unknown).pair
    #expect(Verdict(SSHDDetector().read(pair)).reason?.contains("more than 500 blocks") ?? false)
  }
}
