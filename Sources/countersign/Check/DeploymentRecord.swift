internal import Gate
internal import Gathering
internal import Git
internal import GitObjects
internal import Hooks
internal import Ledger
internal import Platform
internal import Policy
internal import Report
internal import SSH

/// Puts the verdict of a deploy check on record: what `check --record` does, whatever the outcome.
struct DeploymentRecord {
  private let decision: Decision
  private let basis: CheckBasis

  init(_ report: CheckReport) {
    decision = report.decision
    basis = report.basis
  }

  /// Signs with the clone's `countersign.signingKey` and adds to its `refs/notes/countersign/deployments`.
  func add(in clone: borrowing Clone) throws {
    var draft = decision.record(
      as: .deployment,
      at: clone.now,
      under: clone.policies,
      from: "\(clone.origin)"
    )
    switch basis {
    case .records(let record):
      draft.add("basis", "ledger", record?.decision.map { "sha256:\($0)" } ?? "-")
    case .judgment: draft.add("basis", "range")
    }
    let key = try signingKey(in: clone)
    let name =
      clone.policies.policy.serverKeys.first { $0.key == key.publicKey }?.name ?? "unlisted"
    let recorder = try Recorder.open(gitDirectory: clone.repository.gitDirectory)
    try DeploymentLedger.append(
      draft,
      on: decision.new,
      with: recorder,
      signer: RecordSigner(name: name, key: key),
      now: clone.now
    )
  }

  private func signingKey(in clone: borrowing Clone) throws -> SSHSigningKey {
    let configuration = try Configuration(clone.repository)
    guard configuration.signingKey != nil else {
      throw Failure(
        "no key to sign the record with",
        hint: "name one that the policy lists for 'deployments'",
        command: "git config countersign.signingKey FILE"
      )
    }
    return try configuration.readSigningKey()
  }
}
