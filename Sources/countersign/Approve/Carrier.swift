internal import Approvals
internal import ArgumentParser
internal import Gate
internal import Git
internal import GitObjects
internal import Policy

/// The three places an approval or another statement may lie in; one format.
enum Carrier: String, ExpressibleByArgument, CaseIterable {
  case message, commit, note

  func leave(
    _ requests: [SigningRequest],
    _ signer: Signer,
    _ act: SigningAct,
    in clone: borrowing Clone
  ) async throws {
    switch self {
    case .note: try await NoteCarrier(remote: clone.remote).leave(requests, signer)
    case .message: try await MessageCarrier.leave(requests, signer, in: clone)
    case .commit: try await CommitCarrier.leave(requests, signer, act, in: clone)
    }
  }
}

/// A note on the changed blobs, so that it survives squash, amend and rebase.
struct NoteCarrier {
  let remote: String
  static let reference = "\(RefName.approvals)"

  func leave(_ requests: [SigningRequest], _ signer: Signer) async throws {
    try await NotesPush.uniteFetched()
    for request in requests {
      for statement in request.statements {
        let line =
          "\(Trailer.key): \(String(decoding: try await signer.signed(statement).unfolded, as: UTF8.self))"
        for object in request.annotated(by: statement) {
          _ = try await ChildProcess.output(
            "git",
            ["notes", "--ref", Self.reference, "append", "-m", line, "\(object)"]
          )
        }
      }
    }
  }
}

/// An empty commit on HEAD whose own signature stands for the statement's.
enum CommitCarrier {
  static func leave(
    _ requests: [SigningRequest],
    _ signer: Signer,
    _ act: SigningAct,
    in clone: borrowing Clone
  ) async throws {
    guard let key = signer.key else {
      throw Failure("there is no key to sign with", hint: "give '--key FILE'")
    }
    let head = try HeadCommit(clone, holding: requests)
    let message = message(requests, signer, act)
    // Author and committer lines must be the same byte for byte, so both get one identity and one moment.
    let identity = signer.reviewer.environment(moment: "\(clone.now.seconds) +0000")
    // The tree is named, so nothing that happens to be staged comes along.
    let made = try await ChildProcess.output(
      "git",
      [
        "-c", "gpg.format=ssh", "-c", "user.signingKey=\(key.gitValue)", "commit-tree", "-S", "-p",
        "\(head.id)", "\(head.commit.tree)",
      ],
      input: message,
      environment: identity,
      failure: key.failure
    )
    let id = String(decoding: made.prefix { $0 != 0x0A }, as: UTF8.self)
    _ = try await ChildProcess.output(
      "git",
      ["update-ref", "-m", "countersign: \(act.verb)", "HEAD", id, "\(head.id)"]
    )
  }

  static func message(_ requests: [SigningRequest], _ signer: Signer, _ act: SigningAct)
    -> [UInt8]
  {
    let names = requests.map { "'\($0.target)'" }.joined(separator: ", ")
    let trailers = requests.flatMap(\.statements).flatMap { signer.trailer($0, .commit).folded }
    return Array("\(act.noun.prefix(1).uppercased() + act.noun.dropFirst()) for \(names)\n\n".utf8)
      + trailers
  }
}

extension Reviewer {
  /// What makes git write this reviewer as author and committer alike.
  func environment(moment: String) -> [String: String] {
    let (name, email) = (
      String(decoding: name, as: UTF8.self), String(decoding: email, as: UTF8.self)
    )
    return [
      "GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": email, "GIT_AUTHOR_DATE": moment,
      "GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": email, "GIT_COMMITTER_DATE": moment,
    ]
  }
}

/// The commit that HEAD is at, which must be the one that is approved.
struct HeadCommit {
  let id: ObjectID
  let commit: CommitObject

  init(_ clone: borrowing Clone, holding requests: [SigningRequest]) throws {
    guard let id = try clone.repository.head() else { throw Failure("HEAD is at no commit") }
    for request in requests {
      guard let new = request.range?.new else {
        throw Failure("what it is about is no range that ends at HEAD", hint: "use '--as note'")
      }
      guard !new.isZero, try clone.repository.peelToCommit(new) == id else {
        let shown = new.isZero ? "nothing" : new.short
        throw Failure(
          "HEAD is at \(id.short) and what you sign ends at \(shown)",
          hint: "check out the commit that it is about, or leave a note with '--as note'"
        )
      }
    }
    self.id = id
    commit = try clone.repository.commit(id)
  }
}
