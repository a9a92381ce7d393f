internal import Approvals
internal import Gate
package import Gathering
package import Git
package import GitObjects
package import Ledger
internal import Platform
package import Policy
internal import SSH

/// A server repository as one hook run sees it: how it is configured, its policy, its signing key.
package struct Server: ~Copyable {
  package private(set) var repository: Repository
  package let configuration: Configuration
  package let policies: PolicySet
  /// Writes to the main object store, and sees nothing else.
  let recorder: Recorder
  /// The pushed objects wait in a quarantine; else the host has put them among the others already.
  let isQuarantined: Bool
  package let signer: RecordSigner
  package let now: Timestamp

  /// Opens the server repository of a git directory.
  ///
  /// `objectDirectories` are where the pushed objects are; empty outside a hook. Where nothing can
  /// be decided here, a ``GatheringError`` with the reason is thrown.
  package static func open(
    gitDirectory: [UInt8],
    objectDirectories: [[UInt8]] = [],
    now: Timestamp = Clock.now()
  ) throws -> Server {
    guard let directory = Files.resolve(gitDirectory) else {
      throw undecidable(.unsupportedRepository, "'\(Escaped.text(gitDirectory))' is no directory")
    }
    let stores = try ObjectStores(gitDirectory: directory, named: objectDirectories)
    let repository = try opened { () throws(GitError) in
      try Repository.open(gitDirectory: directory, alternates: stores.directories)
    }
    let recorder = try opened { () throws(GitError) in try Recorder.open(gitDirectory: directory) }
    return try Server(
      repository,
      recorder,
      isQuarantined: stores.quarantine != nil,
      now: now
    )
  }

  private static func opened<Handle: ~Copyable>(_ open: () throws(GitError) -> Handle) throws
    -> Handle
  {
    do throws(GitError) {
      return try open()
    } catch {
      throw undecidable(
        .unsupportedRepository,
        error.description,
        hint: "run 'countersign doctor' on the server"
      )
    }
  }

  private init(
    _ repository: consuming Repository,
    _ recorder: consuming Recorder,
    isQuarantined: Bool,
    now: Timestamp
  ) throws {
    try Self.checkSupported(repository)
    let configuration: Configuration
    let policies: PolicySet
    let signer: RecordSigner
    do {
      configuration = try Configuration(repository)
      policies = try Self.policies(of: configuration.policy, in: repository)
      signer = try Self.signer(configuration, policies.policy)
    } catch let error as PolicyError {
      throw Self.undecidable(
        .policyInvalid,
        error.description,
        hint: "the server's admin can run 'countersign policy lint'"
      )
    } catch let error as ConfigurationError {
      throw Self.undecidable(
        .policyInvalid,
        error.description,
        hint: "the server's admin can run 'countersign doctor'"
      )
    }
    self.configuration = configuration
    self.policies = policies
    self.signer = signer
    self.recorder = recorder
    self.isQuarantined = isQuarantined
    self.repository = repository
    self.repository.commitLimit = configuration.limits.message
    self.repository.blobLimit = configuration.limits.blob
    self.now = now
  }

  private static func policies(
    of source: PolicySource,
    in repository: borrowing Repository
  ) throws -> PolicySet {
    do {
      return try source.load(from: repository)
    } catch let error as PolicyError where error.isMissing {
      throw undecidable(
        .policyMissing,
        "there is no policy at '\(source)': \(error.message)",
        hint: source.remedyWhereMissing
      )
    }
  }

  private static func checkSupported(_ repository: borrowing Repository) throws {
    if try repository.isShallow() {
      throw undecidable(
        .unsupportedRepository,
        "the repository is shallow: commits it does not have cannot be judged",
        hint: "run 'git fetch --unshallow' on the server"
      )
    }
    let grafts = Files.join(repository.commonDirectory, "info/grafts")
    if let bytes = try Files.read(grafts, limit: 1 << 20), !bytes.isEmpty {
      throw undecidable(
        .unsupportedRepository,
        "the repository has grafts",
        hint: "remove 'info/grafts' on the server"
      )
    }
  }

  private static func signer(_ configuration: Configuration, _ policy: Policy) throws
    -> RecordSigner
  {
    let key = try configuration.readSigningKey()
    return RecordSigner(name: policy.name(of: key.publicKey) ?? RecordSigner.unlisted, key: key)
  }

  static func undecidable(_ code: ReasonCode, _ message: String, hint: String? = nil)
    -> GatheringError
  {
    .undecidable(Reason(code, message, hint: hint))
  }

  /// The adapter that says who pushes; `nil` where none is configured, and then nobody is known.
  package var host: HostAdapter? {
    configuration.host.flatMap { HostAdapter(rawValue: String(decoding: $0, as: UTF8.self)) }
  }

  /// The decisions ledger as it stands.
  ///
  /// - Throws: ``LedgerError`` where it is gone: no push is judged as if nothing had been decided before.
  package borrowing func decisions() throws -> DecisionIndex {
    guard let tip = try repository.ownTip(.decisions) else { throw LedgerError.gone(.decisions) }
    return DecisionIndex(
      commit: tip,
      serverKeys: policies.policy.serverKeys,
      own: signer.key.publicKey
    )
  }

  package borrowing func writer() -> LedgerWriter {
    LedgerWriter(
      recorder: recorder.shared(),
      signer: signer,
      now: now,
      patience: Double(configuration.limits.seconds)
    )
  }
}
