internal import Classifier
internal import Gate
internal import GitObjects
internal import Policy

/// A case as the gate would see it: one commit with its changes, on a made-up history.
struct CaseProposal {
  let proposal: Proposal
  private static let old = id(of: "old tip")
  private static let new = id(of: "new tip")

  init(_ test: ExpectedCase, policy: Policy, file: String) throws(PolicyError) {
    guard let ref = RefName(test.target) else {
      throw PolicyError(
        file: file,
        at: test.position,
        "'\(Escaped.text(test.target))' is no reference name"
      )
    }
    guard let entry = policy.target(for: ref) else {
      throw PolicyError(
        file: file,
        at: test.position,
        "the policy does not gate '\(ref)'",
        fix: "name a target of the policy"
      )
    }
    let classifier = PathClassifier(matcher: ClassMatcher(policy))
    var changes = test.changes.map { path, kind in
      let change = Self.change(path, kind)
      return ClassifiedChange(change: change, facts: classifier.facts(of: change))
    }
    changes += CaseEdits(test.edits, policy: policy).changes
    changes = changes.filter { !$0.facts.isEmpty }
    let commit = Candidate(
      id: Self.new,
      changes: [changes],
      authorship: CaseAuthorship(policy: policy).authorship(of: test)
    )
    proposal = Proposal(
      target: TargetName(ref),
      environment: entry.environment,
      honoured: HonouredTargets(by: entry),
      old: test.move == .created ? .zero : Self.old,
      new: test.move == .deleted ? .zero : Self.new,
      resultingTree: test.move == .deleted ? nil : Self.id(of: "tree"),
      pusher: CaseAuthorship(policy: policy).pusher(of: test),
      commits: changes.isEmpty ? [] : [commit],
      net: changes,
      move: Self.move(test, of: ref)
    )
  }

  private static func move(_ test: ExpectedCase, of ref: RefName) -> RefMove? {
    switch test.move {
    case nil: nil
    case .created: RefMove(kind: .created, change: RefChange(ref: ref, old: .zero, new: new))
    case .deleted: RefMove(kind: .deleted, change: RefChange(ref: ref, old: old, new: .zero))
    case .rewound: RefMove(kind: .rewound, change: RefChange(ref: ref, old: old, new: new))
    }
  }

  private static func change(_ path: String, _ kind: ExpectedCase.Kind) -> FileChange {
    let before = FileChange.Side(mode: .regular, id: id(of: "old \(path)"))
    func after(_ mode: FileMode) -> FileChange.Side {
      FileChange.Side(mode: mode, id: id(of: "new \(path)"))
    }
    let (old, new): (FileChange.Side?, FileChange.Side?) =
      switch kind {
      case .added: (nil, after(.regular))
      case .modified: (before, after(.regular))
      case .removed: (before, nil)
      case .mode: (before, FileChange.Side(mode: .executable, id: before.id))
      case .symlink: (before, after(.symlink))
      case .submodule: (before, after(.gitlink))
      }
    return FileChange(path: TreePath(path), old: old, new: new)
  }

  /// An id that is always the same for the same words.
  static func id(of text: String) -> ObjectID {
    ObjectID(bytes: Digest(of: Array(text.utf8)).bytes.prefix(ObjectID.byteCount)) ?? .zero
  }
}

/// Who a case's commit is by, in the policy's own terms.
struct CaseAuthorship {
  let policy: Policy

  func authorship(of test: ExpectedCase) -> Authorship {
    let author = mailbox(test.author)
    let trailers = test.trailers.map { Array($0.utf8) }
    let person = PersonID(rawValue: test.author).flatMap { policy.people[$0] }
    let signer: Authorship.Signer =
      test.isSigned ? person.map { .person($0.id) } ?? .unsigned : .unsigned
    return Authorship(
      author: author,
      committer: author,
      coAuthors: trailers.compactMap(coAuthor),
      trailers: trailers,
      signer: signer
    )
  }

  func pusher(of test: ExpectedCase) -> Pusher {
    guard let name = test.pusher else { return .nobody }
    let login =
      PersonID(rawValue: name).flatMap { policy.people[$0]?.logins.first } ?? Array(name.utf8)
    return Pusher(login: login, adapter: "test")
  }

  /// A person of the policy by their id, or else an e-mail.
  private func mailbox(_ author: String) -> Mailbox {
    let person = PersonID(rawValue: author).flatMap { policy.people[$0] }
    return Mailbox(name: Array(author.utf8), email: person?.emails.first ?? Array(author.utf8))
  }

  private func coAuthor(_ line: [UInt8]) -> Mailbox? {
    guard ASCII.lowercased(line).starts(with: "co-authored-by:".utf8),
      let open = line.lastIndex(of: UInt8(ascii: "<"))
    else { return nil }
    return Mailbox(name: [], email: Array(line[(open + 1)...].prefix { $0 != UInt8(ascii: ">") }))
  }
}
