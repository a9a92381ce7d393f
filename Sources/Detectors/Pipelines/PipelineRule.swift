import Detection

/// What jobs hold, and what holds them back.
enum PipelineRule {
  static let environment = Kind(
    "environment",
    of: .pipeline,
    title: "A job leaves its protected environment, or enters one",
    help:
      "An environment may ask for reviewers and hold secrets of its own; a job without it asks nobody.",
    example: Kind.Example(
      path: ".github/workflows/deploy.yml",
      old: PipelineExamples.job("environment: production"),
      new: PipelineExamples.job("")
    )
  )
  static let approval = Kind(
    "approval",
    of: .pipeline,
    title: "A job no longer waits for somebody's go-ahead",
    help: "A manual step or an approval held the job until a person let it run.",
    example: Kind.Example(
      path: ".gitlab-ci.yml",
      old: "deploy:\n  script: [./deploy]\n  when: manual\n",
      new: "deploy:\n  script: [./deploy]\n"
    )
  )
  static let condition = Kind(
    "condition",
    of: .pipeline,
    title: "A job that holds something runs on other occasions",
    help:
      "Conditions and the jobs before it decide when a job with secrets or an environment runs.",
    example: Kind.Example(
      path: ".github/workflows/deploy.yml",
      old: PipelineExamples.job("environment: production\n    if: github.ref == 'refs/heads/main'"),
      new: PipelineExamples.job("environment: production")
    )
  )
  static let secret = Kind(
    "secret",
    of: .pipeline,
    title: "A job gets a secret",
    help: "Whoever changes what the job runs, or what it uses, can read the secret.",
    example: Kind.Example(
      path: ".github/workflows/deploy.yml",
      old: PipelineExamples.job(""),
      new: PipelineExamples.job("env: {TOKEN: \"${{ secrets.DEPLOY_TOKEN }}\"}")
    )
  )
  static let runner = Kind(
    "runner",
    of: .pipeline,
    title: "A job runs on a machine of one's own",
    help:
      "Self-hosted runners keep what a job leaves, and stand in the organisation's network: foreign code there reaches far.",
    example: Kind.Example(
      path: ".github/workflows/test.yml",
      old: PipelineExamples.plain(runsOn: "ubuntu-24.04"),
      new: PipelineExamples.plain(runsOn: "self-hosted")
    )
  )
  static let kinds = [environment, approval, condition, secret, runner]

  static func compare(_ old: Pipeline, _ new: Pipeline) -> Findings {
    let privileged = Set((old.jobs + new.jobs).filter { $0.privilege != nil }.map(\.name))
    let all = Set((old.jobs + new.jobs).filter(\.holdsEverySecret).map(\.name))
    var findings = FactComparison(
      old: facts(old, privileged, all),
      new: facts(new, privileged, all)
    ).findings
    findings.add(OptionalRule.compare(old, new, privileged))
    findings.observations += WaitRule.compare(old, new, privileged)
    findings.observations += ApproverRule.compare(old, new)
    return findings
  }

  private static func facts(
    _ pipeline: Pipeline,
    _ privileged: Set<String>,
    _ all: Set<String>
  ) -> Facts {
    var facts = Facts()
    for job in pipeline.jobs {
      facts.owners.insert(job.name)
      add(job, isPrivileged: privileged.contains(job.name), to: &facts)
      // Beside every secret, a single one is not worth a word.
      for note in job.secrets where note.isEverySecret || !all.contains(job.name) {
        facts.add(item(secret, job, note, "secret '\(note.text)'", .gives, data: [note.text]))
      }
    }
    return facts
  }

  private static func add(_ job: PipelineJob, isPrivileged: Bool, to facts: inout Facts) {
    func guardian(_ kind: Kind, _ note: PipelineNote, _ noun: String) {
      facts.add(
        Fact(
          kind,
          slot: job.name,
          rank: -1,
          value: note.text,
          owner: job.name,
          .high,
          line: note.line,
          noun,
          "for job '\(job.name)'",
          environments: job.environment.map { [$0.text] } ?? []
        )
      )
    }
    if let note = job.environment { guardian(environment, note, "environment") }
    // What holds back the gate's own job is told with the gate.
    let isGate = job.privilege == PipelineJob.forGate
    if let note = job.approval, !isGate { guardian(approval, note, "approval") }
    if isPrivileged, !isGate {
      if let note = job.condition { guardian(condition, note, "condition") }
    }
    if let note = job.runner {
      facts.add(item(runner, job, note, "runner '\(note.text)'", .adds, data: []))
    }
  }

  private static func item(
    _ kind: Kind,
    _ job: PipelineJob,
    _ note: PipelineNote,
    _ noun: String,
    _ verbs: Fact.Verbs,
    data: [String]
  ) -> Fact {
    Fact(
      kind,
      slot: "\(job.name)\u{0}\(note.text)",
      note.isEverySecret ? .critical : .high,
      line: note.line,
      noun,
      "for job '\(job.name)'",
      verbs: verbs,
      data: data,
      environments: job.environment.map { [$0.text] } ?? []
    )
  }
}

/// Texts of the catalogue's examples.
enum PipelineExamples {
  static func job(_ more: String) -> String {
    """
    on: {push: {branches: [main]}}
    permissions: {contents: read}
    jobs:
      deploy:
        runs-on: ubuntu-24.04
        \(more)
        steps:
          - run: ./deploy

    """
  }

  static func plain(
    on: String = "[push]",
    permissions: String = "{contents: read}",
    runsOn: String = "ubuntu-24.04",
    step: String = "run: make test"
  ) -> String {
    """
    on: \(on)
    permissions: \(permissions)
    jobs:
      test:
        runs-on: \(runsOn)
        steps:
          - \(step)

    """
  }
}
