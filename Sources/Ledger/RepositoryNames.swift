internal import Git
package import GitObjects
package import Policy
internal import SSH
internal import Synchronization

/// What a repository is called in its records: as its policy says, and as it was called before.
///
/// Two repositories may sign with one key; what was decided in the other was decided by other rules. A name
/// counts as an earlier one only where a policy in the chain that this repository's server published had it:
/// each commit of the chain is signed, and its parents with it.
package final class RepositoryNames: Sendable {
  private let current: String
  private let keys: [ServerKey]
  private let published: ObjectID?
  private let earlier = Mutex<Set<String>?>(nil)

  /// `published` is where `refs/countersign/policy` is.
  package init(_ policy: Policy, published: ObjectID?) {
    current = policy.repository
    keys = policy.serverKeys
    self.published = published
  }

  /// Whether a record that names this repository was made here.
  func contain(_ name: [UInt8], in repository: borrowing Repository) throws -> Bool {
    if name.elementsEqual(current.utf8) { return true }
    let known = earlier.withLock { $0 }
    let names = try known ?? readEarlier(in: repository)
    if known == nil { earlier.withLock { $0 = names } }
    return names.contains(String(decoding: name, as: UTF8.self))
  }

  private func readEarlier(in repository: borrowing Repository) throws -> Set<String> {
    // A chain that is not the server's lends no name; an audit says what is wrong with it.
    guard let published, let last = try? PublishedPolicy.read(published, in: repository) else {
      return []
    }
    let (policies, signer) = last
    guard policies.policy.repository == current,
      keys.contains(where: { $0.key == signer && $0.use == .server })
    else { return [] }
    var names: Set<String> = []
    var next = try repository.commit(published).parents.first
    while let id = next {
      // One that cannot be read lends no name.
      if let policy = try? PublishedPolicy.read(id, in: repository).policies.policy {
        names.insert(policy.repository)
      }
      next = try repository.commit(id).parents.first
    }
    return names
  }
}

extension Record {
  /// The repository it was made in.
  package var repositoryName: [UInt8] {
    first("repository").flatMap { Escaped.percentDecode($0) } ?? []
  }
}
