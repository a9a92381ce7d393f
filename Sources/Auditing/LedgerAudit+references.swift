package import Git
package import GitObjects
package import Ledger
package import Policy
internal import SSH

/// What an audit asks of the gate's references beside the two ledgers.
extension LedgerAudit {
  /// What deploy stages recorded: no chain, but each is signed by a key that the policy lists for them.
  ///
  /// The `tips` may hold the same.
  package mutating func checkDeployments(
    _ tips: [ObjectID],
    keys: [ServerKey],
    names: RepositoryNames,
    in repository: borrowing Repository
  ) throws {
    let check = RecordCheck(keys: keys, use: .deployments)
    var seen: Set<String> = []
    for tip in tips {
      try repository.forEachNote(in: tip) { object, blob throws in
        let note = try repository.object(blob).bytes
        let problems = try check.problems(inNote: note, on: object, names: names, in: repository)
        for problem in problems where seen.insert(problem.text).inserted {
          add([AuditFinding(.deployment, problem.text)])
        }
      }
    }
  }

  /// By what the server publishes, clones know its rules and keys, and an audit those of every day.
  package mutating func checkPublished(
    _ tip: ObjectID?,
    keys: [ServerKey],
    in repository: borrowing Repository
  ) throws {
    guard let tip else { return }
    do {
      let signer = try PublishedPolicy.read(tip, in: repository).signer
      guard !keys.contains(where: { $0.key == signer && $0.use == .server }) else { return }
      let text = "is signed by \(signer.fingerprint), which is no server key"
      add([AuditFinding(.policy, "'\(RefName.policy)' \(text)")])
    } catch let error as LedgerError {
      add([AuditFinding(.policy, error.description)])
    } catch let error as PolicyError {
      add([AuditFinding(.policy, "'\(RefName.policy)' does not load: \(error)")])
    }
  }

  /// A server that lost what `init` made; no clone need have fetched it.
  package mutating func miss(_ name: RefName) {
    add([AuditFinding(.reference, "'\(name)' is gone")])
  }
}
