internal import Gate
internal import Gathering
internal import Git
internal import GitObjects
internal import Policy

/// Where a change is to go: a reference, or an environment.
struct Destination {
  let name: TargetName
  /// `nil` where nothing gates it.
  let entry: Target?
  /// `nil` for an environment.
  let ref: RefName?

  var isTag: Bool { ref?.isBelow("refs/tags") ?? false }
}

extension Clone {
  /// From where to where; either side zero for "none".
  struct Range {
    let old: ObjectID
    let new: ObjectID
  }

  /// What happens to the reference.
  enum Movement {
    case advance
    /// Moved to something that does not contain what it was at.
    case force
    case delete
  }

  /// A target as it was typed: a full reference name or a branch.
  func target(_ text: String) throws -> RefName {
    if let name = RefName(text) { return name }
    guard let name = RefName("refs/heads/\(text)") else {
      throw Failure("'\(Escaped.text(text))' is no reference name", hint: "write '--target main'")
    }
    return name
  }

  /// A target or an environment as it was typed; `environment/NAME` is a target too.
  func destination(target: String?, environment: String?) throws -> Destination {
    guard target == nil || environment == nil else {
      throw Failure(
        "'--target' and '--environment' are two ways to say where to",
        hint: "give one of them"
      )
    }
    let prefix = "environment/"
    let named =
      environment
      ?? target.flatMap { $0.hasPrefix(prefix) ? String($0.dropFirst(prefix.count)) : nil }
    if let named { return try destination(environment: named) }
    let ref = try self.target(target ?? "refs/heads/main")
    let isPolicy =
      serverPolicySource?.ref == ref
    let entry = policies.policy.target(for: ref)
    return Destination(
      name: TargetName(ref),
      entry: entry ?? (isPolicy ? Target(pattern: RefPattern(ref.bytes)) : nil),
      ref: ref
    )
  }

  private func destination(environment: String) throws -> Destination {
    guard let entry = policies.policy.target(environment: environment) else {
      let known = Set(policies.policy.targets.compactMap(\.environment)).sorted().joined(
        separator: ", "
      )
      throw Failure(
        "no target of the policy leads to '\(Escaped.text(environment))'",
        hint: known.isEmpty
          ? "the policy maps no target to an environment" : "its environments are \(known)"
      )
    }
    return Destination(name: TargetName(environment: environment), entry: entry, ref: nil)
  }

  /// `A..B`, or a lone revision against the target's tip as last fetched.
  ///
  /// A target that has moved on is compared at the merge base: what it gained meanwhile is nobody's change here.
  borrowing func range(
    _ text: String?,
    to destination: Destination,
    _ movement: Movement = .advance
  ) throws -> Range {
    let (from, to) = try Self.split(text)
    if movement == .delete {
      guard from == nil else {
        throw Failure("'--delete' takes where the target is now, not a range")
      }
      return Range(old: try old(text, destination, movement), new: .zero)
    }
    let new = try object(to, for: destination)
    let old = try old(from, destination, movement)
    guard movement == .advance, !destination.isTag, !old.isZero else {
      return Range(old: old, new: new)
    }
    return Range(old: try repository.mergeBase(new, [old]) ?? old, new: new)
  }

  private static func split(_ text: String?) throws -> (from: String?, to: String) {
    let text = text ?? "HEAD"
    guard let dots = text.firstRange(of: "..") else { return (nil, text) }
    let (from, to) = (String(text[..<dots.lowerBound]), String(text[dots.upperBound...]))
    guard !to.hasPrefix(".") else {
      throw Failure("'\(Escaped.text(text))' has three dots", hint: "write 'A..B'")
    }
    return (from.isEmpty ? "HEAD" : from, to.isEmpty ? "HEAD" : to)
  }

  private borrowing func old(_ text: String?, _ destination: Destination, _ movement: Movement)
    throws -> ObjectID
  {
    if let text { return try object(text, for: destination) }
    // A tag that is here is most often the one that is to be pushed.
    if destination.isTag, movement == .advance { return .zero }
    if let ref = destination.ref, let tip = try serverTip(ref) { return tip }
    guard movement == .advance else {
      throw Failure(
        "where '\(destination.name)' is on the server is not known here",
        hint: "run 'git fetch \(remote)', or name the commit it is at"
      )
    }
    return .zero
  }

  /// A tag's own object is what moves; of anything else the commit.
  private borrowing func object(_ text: String, for destination: Destination) throws -> ObjectID {
    do throws(GitError) {
      return try destination.isTag ? repository.object(named: text) : repository.revision(text)
    } catch {
      throw Failure(revision: text, error, hint: "run 'git fetch \(remote)' and try again")
    }
  }

  /// Where the server has a reference, as last fetched.
  borrowing func serverTip(_ ref: RefName) throws -> ObjectID? {
    try serverReferences().first { $0.name == ref }?.id
  }

  /// The server's references, by full names only.
  ///
  /// Here in the server itself, elsewhere what was fetched of its branches, and the tags. A branch
  /// that is called `origin/main` is not what the server has.
  borrowing func serverReferences() throws -> [(name: RefName, id: ObjectID)] {
    try repository.isBare ? repository.references() : repository.references(of: remote)
  }

  /// The policy's source under the name that the server has for it.
  var serverPolicySource: PolicySource? { origin.source?.source(at: remote) }
}

extension Repository {
  /// What was fetched of a remote's branches, under the names that they have there, and the tags.
  borrowing func references(of remote: String) throws(GitError) -> [(name: RefName, id: ObjectID)] {
    try references().compactMap { name, id in
      if name.isBelow("refs/tags") { return (name, id) }
      return name.branch(of: remote).map { ($0, id) }
    }
  }
}

extension PolicySource {
  /// The same with a branch that was fetched from `remote` under the name that it has there.
  func source(at remote: String) -> PolicySource {
    guard case .ref(let ref, let path) = self, let branch = ref.branch(of: remote) else {
      return self
    }
    return .ref(branch, path)
  }
}

extension Failure {
  /// A revision that names nothing here, or more than one thing.
  init(revision text: String, _ error: GitError, hint: String) {
    guard error.kind == .ambiguous else {
      self.init("'\(Escaped.text(text))' names no commit here", hint: hint)
      return
    }
    self.init(
      "'\(Escaped.text(text))' names more than one thing here",
      hint: "write \(error.message)"
    )
  }
}
