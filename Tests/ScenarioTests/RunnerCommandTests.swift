import GateTesting
import Testing

@Suite("Names that are commands to a pipeline's runner")
struct RunnerCommandTests {
  static let names = [
    "iam/##vso[task.prependpath]x", "iam/##[set-output name=verdict]allowed",
    "iam/a##teamcity[buildStatus status='SUCCESS']", "iam/###VSO[task.complete result=Succeeded]",
    "iam/\u{9B}2J", "iam/\u{202E}gnp",
  ]

  private func expectHarmless(_ output: Finished) {
    for text in [output.text, output.errorText] {
      #expect(!text.contains(/##[A-Za-z]*\[/), "\(text)")
      #expect(!text.unicodeScalars.contains { $0 == "\u{9B}" || $0 == "\u{202E}" }, "\(text)")
    }
    #expect("\(output)".contains("task.prependpath"), "\(output)")
  }

  @Test("no output of the gate holds one, and JSON still names the path")
  func everyFormat() async throws {
    let world = try await World.make()
    try await world.clone.trust()
    let files = Dictionary(uniqueKeysWithValues: Self.names.map { ($0, "x\n") })
    let tip = try await world.clone.commit(files, message: "##vso[task.setvariable variable=a]b")
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, tip: tip, at: world.start)
    expectHarmless(push)
    let arguments = ["--from", world.start, "--to", tip, "--target", "main"]
    for format in ["text", "json", "sarif", "junit", "markdown", "github"] {
      let check = try await Tool.run(
        Tool.countersign,
        ["check"] + arguments + ["--format", format],
        in: world.clone.path
      )
      #expect(check.code == 1, "\(check)")
      expectHarmless(check)
    }
    let explain = try await Tool.run(
      Tool.countersign,
      ["explain"] + arguments + ["--format", "json"],
      in: world.clone.path
    )
    expectHarmless(explain)
    #expect(explain.text.contains(#""path": "iam/\u0023#vso[task.prependpath]x""#), "\(explain)")
    let approval = try await world.clone.approve("\(tip)^..\(tip)", as: "alice")
    expectHarmless(approval)
  }
}
