internal import Gathering
internal import Git
internal import GitObjects
internal import Ledger
internal import Platform
internal import Policy
internal import SSH

/// What closes decisions on a server.
///
/// It needs the signing key and no policy: a push that was let go is recorded even when the policy
/// was broken meanwhile.
struct ServerLedger: ~Copyable {
  /// Sees the main object store and no quarantine.
  let repository: Repository
  let writer: LedgerWriter

  init(_ server: borrowing Server) {
    let writer = server.writer()
    let repository = writer.recorder.repository.shared()
    self.writer = writer
    self.repository = repository
  }

  /// `pending` are decisions of this server, one of which says what the key is called.
  init(
    _ recorder: consuming Recorder,
    _ configuration: Configuration,
    closing pending: [PendingDecisions.Pending],
    now: Timestamp
  ) throws {
    let repository = recorder.repository.shared()
    let key = try configuration.readSigningKey()
    let name = try Self.keyName(key.publicKey, pending, repository, configuration)
    writer = LedgerWriter(
      recorder: recorder,
      signer: RecordSigner(name: name, key: key),
      now: now,
      patience: Double(configuration.limits.seconds)
    )
    self.repository = repository
  }

  private static func keyName(
    _ key: SSHPublicKey,
    _ pending: [PendingDecisions.Pending],
    _ repository: borrowing Repository,
    _ configuration: Configuration
  ) throws -> String {
    if let tip = try repository.ownTip(.decisions), let first = pending.first {
      let index = DecisionIndex(commit: tip, serverKeys: [])
      let decision = try index.everything(on: first.object, in: repository)
        .first { $0.digest == first.decision }
      if let decision, decision.signature.fingerprint == key.fingerprint.description {
        return decision.signature.keyName
      }
    }
    // The key was changed since: the policy knows the new one, if it can be read.
    let policy = try? configuration.policy.load(from: repository).policy
    return policy?.name(of: key) ?? RecordSigner.unlisted
  }
}

extension RecordSigner {
  /// What a key is called that the policy does not list.
  static let unlisted = "unlisted"
}

extension Policy {
  func name(of key: SSHPublicKey) -> String? { serverKeys.first { $0.key == key }?.name }
}
