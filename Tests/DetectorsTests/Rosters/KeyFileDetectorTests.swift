import Detection
import Detectors
import Testing

@Suite("Key file changes")
struct KeyFileDetectorTests {
  private static let a = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAA a@x\n"
  private static let b = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBBBBBBB b@x\n"
  private static let keys = ".ssh/authorized_keys"

  static let cases: [DetectorCase] = [
    .init(
      "key added",
      keys,
      a,
      "# c\n" + a + b,
      .widened,
      "roster.ssh-key",
      line: 3,
      says: "adds the key ssh-ed25519 …IBBBBBBB of 'b@x'",
      .high
    ),
    .init("comment and order", keys, a + b, b + "# c\n\n" + a.dropLast(4) + "A\n", .equal),
    .init(
      "bound no longer",
      keys,
      "from=\"10.0.0.1\" " + a,
      a,
      .widened,
      "roster.ssh-key-option",
      says: "no longer binds"
    ),
    .init(
      "more addresses",
      keys,
      "from=\"10.0.0.1\" " + a,
      "from=\"10.0.0.1,10.0.0.2\" " + a,
      .widened,
      "roster.ssh-key-option",
      says: "adds '10.0.0.2' to 'from'"
    ),
    .init(
      "exception gone",
      keys,
      "from=\"*.x,!a.x\" " + a,
      "from=\"*.x\" " + a,
      .widened,
      "roster.ssh-key-option"
    ),
    .init(
      "another command",
      keys,
      "command=\"x\" " + a,
      "command=\"y\" " + a,
      .incomparable,
      "roster.ssh-key-option",
      says: "changes 'command'"
    ),
    .init(
      "terminal again",
      keys,
      "restrict " + a,
      "restrict,pty " + a,
      .widened,
      "roster.ssh-key-option",
      says: "lets the key"
    ),
    .init("touch no more", keys, a, "no-touch-required " + a, .widened, "roster.ssh-key-option"),
    .init(
      "longer",
      "allowed_signers",
      "a@x valid-before=\"20300101\" " + a,
      "a@x valid-before=\"20310101000000\" " + a,
      .widened,
      "roster.ssh-key-option",
      says: "'valid-before'"
    ),
    .init(
      "namespace",
      "allowed_signers",
      "a@x namespaces=\"git\" " + a,
      "a@x namespaces=\"git,file\" " + a,
      .widened,
      "roster.ssh-key-option",
      says: "adds 'file'"
    ),
    .init(
      "principal",
      "conf/allowed_signers",
      "a@x " + a,
      "a@x,*@x " + a,
      .widened,
      "roster.ssh-principal",
      says: "sign for '*@x'"
    ),
    .init(
      "authority",
      "allowed_signers",
      "a@x " + a,
      "a@x cert-authority " + a,
      .widened,
      "roster.ssh-key-option"
    ),
    .init("public key file", "ssh-keys/bob.pub", nil, b, .widened, "roster.ssh-key", line: 1),
    .init(
      "quotes only",
      "allowed_signers",
      "a@x namespaces=git " + a,
      "\"a@x\"   namespaces=\"git\" " + a,
      .equal
    ),
    .init("broken", keys, a, a + "x\n", .unknown, says: "2: expected"),
  ]

  @Test("are told", arguments: cases + cases.map(\.reversed))
  func tell(expected: DetectorCase) { expected.check(KeyFileDetector()) }

  @Test("are of their kinds")
  func examples() { checkExamples(of: [KeyFileDetector()]) }

  @Test("leave other formats alone", arguments: ["cosign.pub", "README.md", "keys.txt"])
  func foreign(path: String) {
    let verdict = Verdict(
      KeyFileDetector().read(
        FilePair(path: Array(path.utf8), old: nil, new: Array("-----BEGIN PUBLIC KEY-----\n".utf8))
      )
    )
    #expect(verdict.direction == nil)
  }
}
