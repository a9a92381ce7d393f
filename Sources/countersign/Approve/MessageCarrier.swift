internal import Approvals
internal import Gate
internal import Git
internal import GitObjects
internal import Policy

/// A trailer in the message of HEAD, which is amended: author, committer, dates and content stay.
enum MessageCarrier {
  static func leave(_ requests: [SigningRequest], _ signer: Signer, in clone: borrowing Clone)
    async throws
  {
    let head = try HeadCommit(clone, holding: requests)
    let isSigned = try await isToBeSigned(head)
    try refuseOwnCarrier(head, requests, signer, isSigned: isSigned)
    var message = head.commit.message
    for statement in requests.flatMap(\.statements) {
      message = try adding(try await signer.signed(statement), to: message)
    }
    _ = try await ChildProcess.output(
      "git",
      arguments(isSigned: isSigned),
      input: message,
      environment: committerEnvironment(head.commit)
    )
  }

  static func arguments(isSigned: Bool) -> [String] {
    [
      "commit", "--quiet", "--amend", "--only", "--allow-empty", "--no-verify",
      "--cleanup=verbatim", "--file=-",
    ]
      + [isSigned ? "--gpg-sign" : "--no-gpg-sign"]
  }

  /// A commit that was signed is signed again, and so is one that git would sign here.
  static func isToBeSigned(_ head: HeadCommit) async throws -> Bool {
    if head.commit.signature != nil { return true }
    let wanted = try? await ChildProcess.line("git", ["config", "--type=bool", "commit.gpgSign"])
    return wanted == "true"
  }

  /// Whoever signs a commit that makes a change has a hand in it, and could not approve it any more.
  private static func refuseOwnCarrier(
    _ head: HeadCommit,
    _ requests: [SigningRequest],
    _ signer: Signer,
    isSigned: Bool
  ) throws {
    let isCarrier = requests.flatMap(\.findings).contains { $0.carriers.contains(head.id) }
    guard isSigned, isCarrier else { return }
    throw Failure(
      "HEAD makes one of the changes and would be signed by you, which makes it yours",
      hint: "leave a note with '--as note', or a commit with '--as commit'",
      exit: .refused
    )
  }

  /// Being the committer of a change would make the reviewer one who made it.
  static func committerEnvironment(_ commit: CommitObject) -> [String: String] {
    let committer = commit.committer
    let moment = committer.raw.split(separator: 0x20).suffix(2).map {
      String(decoding: $0, as: UTF8.self)
    }
    return [
      "GIT_COMMITTER_NAME": String(decoding: committer.name, as: UTF8.self),
      "GIT_COMMITTER_EMAIL": String(decoding: committer.email, as: UTF8.self),
      "GIT_COMMITTER_DATE": "@" + moment.joined(separator: " "),
    ]
  }

  /// The message with one trailer more in its last paragraph, where that is one of trailers, else in a new one.
  static func adding(_ trailer: Trailer, to message: [UInt8]) throws -> [UInt8] {
    var body = message
    while body.last == 0x0A { body.removeLast() }
    let joined = body + (isTrailerBlock(body) ? [0x0A] : [0x0A, 0x0A]) + trailer.folded
    guard case .success? = TrailerBlock.countersignedBy(in: joined).last else {
      throw Failure(
        "the message of HEAD would make the trailer unreadable (a line begins with '---', or so)",
        hint: "leave a note with '--as note'"
      )
    }
    return joined
  }

  /// Whether the last paragraph holds nothing but trailers; the first paragraph is the subject.
  static func isTrailerBlock(_ body: [UInt8]) -> Bool {
    let lines = body.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard let blank = lines.lastIndex(where: \.isEmpty) else { return false }
    return lines[(blank + 1)...].allSatisfy { line in
      let key = line.prefix { $0 != UInt8(ascii: ":") && $0 != 0x20 }
      return line.first == 0x20 || !key.isEmpty && line.dropFirst(key.count).starts(with: ": ".utf8)
    }
  }
}
