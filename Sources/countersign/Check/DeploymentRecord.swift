internal import Gate
internal import Gathering
internal import Git
internal import GitObjects
internal import Hooks
internal import Ledger
internal import Platform
internal import Policy
internal import SSH

/// What a deploy check rested on.
enum DeploymentBasis {
  /// The server's records; the decision that landed the commit, where one did.
  case ledger(Digest?)
  /// A range judged by itself.
  case range
}

/// Puts the verdict of a deploy check on record: what `check --record` does, whatever the outcome.
struct DeploymentRecord {
  private let decision: Decision
  private let basis: DeploymentBasis

  init(_ decision: Decision, basis: DeploymentBasis) {
    self.decision = decision
    self.basis = basis
  }

  /// Signs with the clone's `countersign.signingKey` and adds to its `refs/notes/countersign/deployments`.
  ///
  /// - Returns: the record's bytes.
  func add(in clone: borrowing Clone) throws -> [UInt8] {
    var draft = decision.record(
      as: .deployment,
      at: clone.now,
      under: clone.policies,
      from: "\(clone.origin)"
    )
    switch basis {
    case .ledger(let digest): draft.add("basis", "ledger", digest.map { "sha256:\($0)" } ?? "-")
    case .range: draft.add("basis", "range")
    }
    let key = try signingKey(in: clone)
    let name =
      clone.policies.policy.serverKeys.first { $0.key == key.publicKey }?.name ?? "unlisted"
    let recorder = try Recorder.open(gitDirectory: clone.repository.gitDirectory)
    return try DeploymentLedger.append(
      draft,
      on: decision.new,
      with: recorder,
      signer: RecordSigner(name: name, key: key),
      now: clone.now
    ).bytes
  }

  private func signingKey(in clone: borrowing Clone) throws -> SSHSigningKey {
    guard let path = try Configuration(clone.repository).signingKey else {
      throw Failure(
        "no key to sign the record with",
        hint: "git config countersign.signingKey /path/to/a/key/listed/for/deployments"
      )
    }
    guard let bytes = try Files.read(path, limit: 1 << 16) else {
      throw Failure("'\(Escaped.text(path))' does not exist")
    }
    do throws(SSHSigningKey.Malformed) {
      return try SSHSigningKey(openSSHPrivateKey: bytes)
    } catch {
      throw Failure("the key in '\(Escaped.text(path))' cannot be used: \(error)")
    }
  }
}
