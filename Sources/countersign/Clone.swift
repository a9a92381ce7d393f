internal import Approvals
internal import Gate
internal import Gathering
internal import Git
internal import GitObjects
internal import Ledger
internal import Platform
internal import Policy
internal import SSH

/// The repository a person or a pipeline stands in, and the policy it is judged by.
struct Clone: ~Copyable {
  let repository: Repository
  let policies: PolicySet
  let source: String
  let now: Timestamp

  static func open(policy: String?) throws -> Clone {
    let here = Files.resolve([UInt8(ascii: ".")]) ?? [UInt8(ascii: ".")]
    let repository: Repository
    do {
      repository = try Repository.discover(from: here)
    } catch {
      throw Failure("\(error)", hint: "run it inside a git repository that is yours")
    }
    if repository.isShallow {
      throw Failure(
        "the clone is shallow, and commits it does not have cannot be judged",
        hint: "run 'git fetch --unshallow'; in CI set 'fetch-depth: 0' or 'GIT_DEPTH: 0'")
    }
    let (policies, source) = try load(policy, repository)
    return Clone(repository: repository, policies: policies, source: source, now: Clock.now())
  }

  /// `--policy`, or the clone's setting, or what the server publishes if its signer is the one that was pinned.
  private static func load(_ option: String?, _ repository: borrowing Repository) throws
    -> (PolicySet, String)
  {
    if let text = try option.map({ Array($0.utf8) }) ?? repository.config("countersign.policy") {
      guard let source = PolicySource(text) else {
        throw Failure("'\(Escaped.text(text))' is not file:PATH or ref:REF:PATH")
      }
      if case .file(let path) = source, path.first != UInt8(ascii: "/"), option != nil,
        let here = Files.resolve([UInt8(ascii: ".")])
      {
        let absolute = PolicySource.file(Files.join(here, path))
        return (try absolute.load(from: repository), "\(source)")
      }
      return (try source.load(from: repository), "\(source)")
    }
    guard case .direct(let tip)? = try repository.reference(.policy) else {
      throw Failure(
        "there is no policy here to judge by", hint: "run 'countersign trust origin', or give '--policy file:PATH'")
    }
    let (policies, signer) = try PublishedPolicy.read(tip, in: repository)
    guard let pinned = try repository.config("countersign.serverKey"),
      String(decoding: pinned, as: UTF8.self) == signer.fingerprint.description
    else {
      throw Failure(
        "the published policy is signed by \(signer.fingerprint), which is not pinned here",
        hint: "run 'countersign trust origin'")
    }
    return (policies, "refs/countersign/policy")
  }

  /// A target as it was typed: a full reference name or a branch.
  func target(_ text: String) throws -> RefName {
    if let name = RefName(text) { return name }
    guard let name = RefName("refs/heads/\(text)") else { throw Failure("'\(Escaped.text(text))' is no reference name") }
    return name
  }

  borrowing func decisions() throws -> DecisionIndex? {
    guard case .direct(let tip)? = try repository.reference(.decisions) else { return nil }
    return DecisionIndex(commit: tip, serverKeys: policies.policy.serverKeys)
  }

  borrowing func gatherer() throws -> Gatherer {
    var notes: [ObjectID] = []
    if case .direct(let tip)? = try repository.reference(.approvals) { notes.append(tip) }
    if let fetched = RefName("refs/countersign/remote/approvals"),
      case .direct(let tip)? = try repository.reference(fetched)
    {
      notes.append(tip)
    }
    return Gatherer(
      repository: try repository.reopened(), policies: policies, source: nil, limits: Limits(),
      now: now, approvalNotes: notes, decisions: try decisions())
  }

  /// What the gate would say if the range were pushed to the target.
  borrowing func judge(_ range: Range, target: TargetName, entry: Target?) throws
    -> (gathered: GatheredProposal, decision: Decision)
  {
    let gatherer = try gatherer()
    let move = Move(target: target, entry: entry, old: range.old, new: range.new, pusher: .nobody)
    let gathered = try gatherer.gather(move)
    let evidence = try gatherer.evidence(for: gathered)
    return (gathered, decide(gathered.proposal, under: policies, given: evidence))
  }

  struct Range {
    let old: ObjectID
    let new: ObjectID
  }

  /// `A..B`, or a lone revision against the target's remote-tracking or own tip. A target that has moved on is
  /// compared at the merge base: what it gained meanwhile is nobody's change here.
  borrowing func range(_ text: String?, target: RefName?) throws -> Range {
    let text = text ?? "HEAD"
    if let dots = text.firstRange(of: "..") {
      let from = String(text[..<dots.lowerBound])
      let to = String(text[dots.upperBound...])
      return try mergeBased(repository.revision(from.isEmpty ? "HEAD" : from), repository.revision(to.isEmpty ? "HEAD" : to))
    }
    let new = try repository.revision(text)
    guard let target, let old = try targetTip(target) else { return Range(old: .zero, new: new) }
    return try mergeBased(old, new)
  }

  private borrowing func mergeBased(_ old: ObjectID, _ new: ObjectID) throws -> Range {
    Range(old: try repository.mergeBase(new, [old]) ?? old, new: new)
  }

  private borrowing func targetTip(_ target: RefName) throws -> ObjectID? {
    let tracking = target.short
    if let name = RefName("refs/remotes/origin/\(tracking)"), let id = try repository.resolve(name).id {
      return id
    }
    // In a clone a local branch of the target's name is the author's own, most often HEAD itself.
    return repository.isBare ? try repository.resolve(target).id : nil
  }
}
