import GateTesting
import Testing

/// The shell of the templates, run where a runner would run it.
@Suite("Pipeline templates at work")
struct PipelineTemplateTests {
  private static let production = """
    targets:
      - {ref: refs/heads/main, environment: production}

    """

  /// What a pipeline comes to: the first script that fails ends it.
  private struct Outcome {
    let last: Finished
    /// What the deploy was given; `nil` where none was begun.
    let deployed: String?
  }

  private func run(
    _ template: PipelineTemplate,
    reviewing: Bool = false,
    in workspace: String,
    _ values: [String: String]
  ) async throws -> Outcome {
    let mark = "\(workspace)/.git/deployed"
    try TestFile.write(
      Array("#!/bin/sh\nprintf %s \"$1\" >'\(mark)'\n".utf8),
      to: "\(workspace)/deploy"
    )
    try await Tool.succeed("chmod", ["+x", "deploy"], in: workspace)
    var last: Finished?
    for step in try template.steps(reviewing: reviewing, filling: values) {
      let finished = try await Tool.run(
        template.shell[0],
        template.shell.dropFirst() + [step.script],
        in: workspace,
        environment: values.filter { !$0.key.contains(".") }.merging(step.environment) { $1 }
      )
      last = finished
      guard finished.isSuccess else { break }
    }
    return Outcome(
      last: try #require(last),
      deployed: TestFile.exists(mark) ? try TestFile.text(mark) : nil
    )
  }

  /// What each product tells a job, under the product's own names.
  private func values(_ world: World, commit: String) async throws -> [String: String] {
    let key = try await world.clone.git("config", "countersign.serverKey").line
    return [
      "github.sha": commit, "vars.COUNTERSIGN_SERVER_KEY": key,
      "CI_COMMIT_SHA": commit, "COUNTERSIGN_SERVER_KEY": key, "SERVER_KEY": key,
    ]
  }

  @Test(
    "what was approved on the server is deployed, and nothing else",
    arguments: PipelineTemplate.all
  )
  func deploy(_ template: PipelineTemplate) async throws {
    let world = try await World.make(policy: Self.production)
    let good = try await world.land(["iam/deploy.json": "v1\n"])
    let values = try await values(world, commit: good)
    let first = try await world.server.clone("workspace")
    let allowed = try await run(template, in: first.path, values)
    #expect(allowed.last.isSuccess && allowed.deployed == good, "\(allowed.last)")

    let evil = try await world.clone.commit(["iam/deploy.json": "evil\n"])
    try await world.clone.git("push", "--quiet", "origin", "HEAD:refs/heads/docs")
    let second = try await world.server.clone("workspace-2")
    try await second.git("checkout", "--quiet", "--detach", "origin/docs")
    let refused = try await run(
      template,
      in: second.path,
      values.merging(["github.sha": evil, "CI_COMMIT_SHA": evil]) { $1 }
    )
    #expect(refused.last.code == 1 && refused.deployed == nil, "\(refused.last)")
    // Jenkins reads the reason from a file.
    let report = "\(second.path)/countersign.xml"
    let reason = TestFile.exists(report) ? try TestFile.text(report) : "\(refused.last)"
    #expect(reason.contains("not-landed"), "\(reason)")
  }

  @Test("a request is held until somebody approved it", arguments: PipelineTemplate.reviewing)
  func review(_ template: PipelineTemplate) async throws {
    // A host without our hooks: the policy lies in the repository itself.
    let server = try await TestServer(setUp: false)
    let clone = try await server.clone()
    let policy = PolicyText.usual(with: Self.production).split(separator: "SERVER_KEY")
    let base = try await clone.commit([
      ".countersign/policy.yaml": policy.joined(separator: server["alice"].publicKey),
      ".countersign/allowed_signers": server.people.values.map(\.allowedSigner).joined(),
    ])
    try await clone.git("push", "--quiet", "origin", "HEAD:refs/heads/main")
    let change = try await clone.commit(["iam/deploy.json": "v1\n"], signed: true)
    try await clone.git("push", "--quiet", "origin", "HEAD:refs/heads/change")
    let values = [
      "github.event.pull_request.base.sha": base, "github.event.pull_request.head.sha": change,
      "github.base_ref": "main", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
      "CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "CI_COMMIT_SHA": change,
    ]
    func runs(in workspace: String) async throws -> Finished {
      let runner = try await server.clone(workspace)
      try await runner.git("checkout", "--quiet", "--detach", change)
      return try await run(template, reviewing: true, in: runner.path, values).last
    }

    let held = try await runs(in: "before")
    #expect(held.code == 1, "\(held)")
    let approval = try await clone.countersign(
      "approve",
      "\(base)..\(change)",
      "--target",
      "main",
      "--key",
      server["alice"].key,
      "--policy",
      "ref:refs/remotes/origin/main:.countersign/policy.yaml",
      "--as",
      "note",
      "--push",
      "--yes",
      as: "alice"
    )
    #expect(approval.isSuccess, "\(approval)")
    let free = try await runs(in: "after")
    #expect(free.isSuccess, "\(free)")
  }
}
