internal import Git
internal import GitObjects
internal import Policy

/// The updates of one push, each with the reference that it really moves.
struct Push {
  struct Update {
    let update: RefUpdate
    /// The reference that really moves: a symbolic `alias` moves `main` while git speaks of `alias`.
    let name: RefName
    /// Where it is; `nil` where it does not exist.
    let current: ObjectID?
    let role: RefRole
  }

  let updates: [Update]
  /// The names that are taken, where the push creates gated references.
  private let taken: TakenNames?
  /// Gated symbolic references, by the reference that really moves.
  private let gatedAliases: [RefName: RefName]

  init(
    _ updates: [RefUpdate],
    in repository: borrowing Repository,
    under policy: Policy,
    policyRef: RefName?
  ) throws {
    var resolved: [Update] = []
    for update in updates {
      let (name, current) = try repository.resolve(update.name)
      let role = RefRole(of: name, under: policy, policyRef: policyRef)
      resolved.append(Update(update: update, name: name, current: current, role: role))
    }
    self.updates = resolved
    let creates = resolved.contains {
      $0.role.isGated && $0.current == nil && !$0.update.new.isZero
    }
    taken = creates ? try TakenNames(repository) : nil
    let movesUngated = resolved.contains { if case .ungated = $0.role { true } else { false } }
    gatedAliases = movesUngated ? try Self.gatedAliases(in: repository, under: policy) : [:]
  }

  /// A symbolic reference that is gated and leads to one that is not: by either name the push would move what
  /// people take for gated.
  private static func gatedAliases(in repository: borrowing Repository, under policy: Policy) throws
    -> [RefName: RefName]
  {
    var aliases: [RefName: RefName] = [:]
    for (alias, _) in try repository.symbolicReferences()
    where policy.target(for: alias) != nil {
      aliases[try repository.resolve(alias).name] = alias
    }
    return aliases
  }

  func gatedAlias(of name: RefName) -> RefName? { gatedAliases[name] }

  /// The reference that stands in the way of one that the push creates, if the push does not delete it.
  func obstacle(to update: Update) -> RefName? {
    guard update.current == nil, !update.update.new.isZero else { return nil }
    return taken?.obstacle(to: update.name) { name in
      updates.contains { $0.name == name && $0.update.new.isZero }
    }
  }

  /// What the push makes of the approvals' notes, which are looked into besides what is there.
  var newApprovals: ObjectID? {
    updates.first { $0.name == .approvals && !$0.update.new.isZero }?.update.new
  }

  /// How many gated references the push creates.
  var gatedCreations: Int {
    updates.count { $0.role.isGated && $0.current == nil && !$0.update.new.isZero }
  }

  /// Another update of the same reference under another name.
  func twin(of update: Update) -> RefName? {
    updates.first { $0.name == update.name && $0.update.name != update.update.name }?.update.name
  }
}
