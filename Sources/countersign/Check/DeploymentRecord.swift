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
    let name = try name(of: key.publicKey, in: clone)
    let recorder = try Recorder.open(gitDirectory: clone.repository.gitDirectory)
    try DeploymentLedger.append(
      draft,
      on: decision.new,
      with: recorder,
      signer: RecordSigner(name: name, key: key),
      now: clone.now
    )
  }

  /// What the policy calls the key.
  ///
  /// - Throws: ``Failure`` where it is not one that signs deployments now: no server would take the record.
  private func name(of key: SSHPublicKey, in clone: borrowing Clone) throws -> String {
    let listed = clone.policies.policy.serverKeys.first {
      $0.key == key && $0.use == .deployments
    }
    guard let listed else {
      throw Failure(
        "the policy does not list the key '\(key.fingerprint)' for deployments, and nothing is on record",
        hint: "list it in the policy's 'server_keys' with 'ledgers: [deployments]'"
      )
    }
    guard listed.isValid(at: clone.now) else {
      throw Failure(
        "the key '\(key.fingerprint)' is outside its dates in 'server_keys', and nothing is on record",
        hint: "sign with another key of 'ledgers: [deployments]', or ask for new dates"
      )
    }
    return listed.name
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
