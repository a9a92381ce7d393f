internal import Git
internal import GitObjects
internal import Ledger
internal import Policy

/// Every policy that was ever in force, by its digest: the chain that the server published.
struct PolicyArchive: Sendable {
  private var commits: [Digest: ObjectID] = [:]
  private var loaded: [Digest: PolicySet] = [:]
  private let keys: [ServerKey]

  /// Reads the chain from its last commit, `tip`.
  init(_ tip: ObjectID?, keys: [ServerKey], in repository: borrowing Repository) throws {
    self.keys = keys
    var next = tip
    while let id = next {
      let commit = try repository.commit(id)
      if let digest = PublishedPolicy.digest(of: commit) { commits[digest] = id }
      next = commit.parents.first
    }
  }

  /// The policy of a digest, if a server key published it.
  mutating func policy(_ digest: Digest, in repository: borrowing Repository) throws -> PolicySet? {
    if let known = loaded[digest] { return known }
    guard let commit = commits[digest] else { return nil }
    let (policies, signer) = try PublishedPolicy.read(commit, in: repository)
    guard keys.contains(where: { $0.key == signer && $0.use == .server }) else { return nil }
    loaded[digest] = policies
    return policies
  }
}
