internal import Approvals
internal import Gate
internal import Gathering
internal import Git
internal import GitObjects
internal import Ledger
internal import Policy

/// What a reviewer has signed, with the objects where the gate comes upon it.
struct OwnStatements {
  private struct Found {
    let statement: Statement
    var objects: Set<ObjectID>
    var range: Clone.Range?
    var findings: [Finding] = []
  }

  private let reviewer: Reviewer
  private var found: [Digest: Found] = [:]
  private var takenBack: Set<Digest> = []

  init(of reviewer: Reviewer) { self.reviewer = reviewer }

  /// The reviewer's statements about a range that the judgment came upon, with good signatures.
  mutating func add(about range: String?, _ targets: TargetOptions, in clone: borrowing Clone)
    throws
  {
    for name in targets.names {
      let (destination, move) = try targets.move(range, to: name, in: clone)
      let (_, decision) = try clone.judge(move, to: destination)
      for verdict in decision.approvals {
        guard case .good(let said) = verdict.approval.signature,
          said.reviewer == reviewer.person
        else { continue }
        add(said.statement, on: verdict.approval.carrier.object)
        let changes = Set(said.statement.changes)
        let digest = said.statement.digest
        let named = decision.findings.filter { changes.contains($0.id) }
        let blobs = named.compactMap { finding -> ObjectID? in
          if case .file(let change) = finding.subject { change.annotated } else { nil }
        }
        found[digest]?.range = move
        found[digest]?.findings = named
        found[digest]?.objects.formUnion(blobs)
      }
    }
  }

  /// Statements by their digests, wherever a note has them.
  mutating func add(_ digests: [Digest], in clone: borrowing Clone) throws {
    for tip in try clone.approvalNotes() {
      for (object, blob) in try clone.repository.allNotes(in: tip) {
        let note = try clone.repository.object(blob).bytes
        for offered in TrailerBlock.countersignedBy(inNote: note) {
          guard let value = try? offered.get(),
            let trailer = try? Trailer(
              parsing: value,
              repository: Array(clone.policies.policy.repository.utf8)
            )
          else { continue }
          add(trailer.statement, on: object)
        }
      }
    }
    for digest in digests where found[digest] == nil {
      throw Failure(
        "no statement sha256:\(digest) of '\(reviewer.person)' is among the approvals here",
        hint: "run 'git fetch', or name the range it is about: 'countersign revoke origin/feature'",
        exit: .refused
      )
    }
  }

  private mutating func add(_ statement: Statement, on object: ObjectID) {
    guard statement.reviewer == Array(reviewer.person.rawValue.utf8) else { return }
    guard statement.kind != .revocation else {
      takenBack.formUnion(statement.subjects)
      return
    }
    let digest = statement.digest
    found[digest, default: Found(statement: statement, objects: [])].objects.insert(object)
  }

  /// One request for each statement: of those that are named, or of all that stand.
  func requests(_ options: SigningOptions, _ digests: [Digest], in clone: borrowing Clone) throws
    -> [SigningRequest]
  {
    let wanted = found.filter { digest, _ in
      digests.isEmpty ? !takenBack.contains(digest) : digests.contains(digest)
    }
    guard !wanted.isEmpty else {
      throw Failure("nothing that '\(reviewer.person)' has signed stands there", exit: .refused)
    }
    let expires = clone.now.adding(seconds: try options.validFor(clone.policies.policy))
    let now = clone.now
    return wanted.sorted { $0.key < $1.key }.map { digest, found in
      let revocation = Statement(
        kind: .revocation,
        repository: found.statement.repository,
        target: found.statement.target,
        reviewer: found.statement.reviewer,
        classes: found.statement.classes,
        issued: now,
        expires: expires,
        changes: [],
        subjects: [digest],
        reason: options.reason.map { Array($0.utf8) }
      )
      let kind = found.statement.kind.rawValue
      var request = SigningRequest(
        target: TargetName(bytes: found.statement.target),
        range: found.range,
        findings: found.findings,
        statements: [revocation],
        subject: "the \(kind) sha256:\(digest)"
      )
      request.lead = ["the \(kind) sha256:\(digest) of \(found.statement.issued)"]
      request.places = found.objects.union([Statement.place(ofRevoking: digest)]).sorted()
      return request
    }
  }
}

extension ExaminedApproval.Carrier {
  var object: ObjectID {
    switch self {
    case .message(let id), .commit(let id), .note(let id): id
    }
  }
}
