import Approvals
import Gathering
import GitObjects

/// A raw commit object.
enum CommitCheck {
  static func run(_ bytes: [UInt8]) throws(Violation) {
    let parsed = try read { () throws(CommitObject.Malformed) in try CommitObject(parsing: bytes) }
    guard let commit = parsed else { return }
    try require(bytes.isUTF8 && !bytes.contains(0), "it is no text")
    try require(Array(bytes.suffix(commit.message.count)) == commit.message, "its message")
    try require(bytes.starts(with: commit.head), "its header says something else")
    try signature(of: commit, bytes)
    try trailers(of: commit)
    let identities = [commit.author, commit.committer]
    for identity in identities {
      try require(!identity.email.contains { "<>\n".utf8.contains($0) }, "an e-mail")
      try require(Identity(parsing: identity.raw) == identity, "an identity reads differently")
    }
  }

  /// What the signature is over is the commit without it, and has none itself.
  private static func signature(of commit: CommitObject, _ bytes: [UInt8]) throws(Violation) {
    guard let armor = commit.signature else {
      try require(commit.signedBytes == bytes, "an unsigned commit is not all signed bytes")
      return
    }
    let signed = commit.signedBytes
    try require(signed.count < bytes.count, "the signature is over itself")
    guard let rest = try? CommitObject(parsing: signed) else {
      throw Violation(description: "without its signature it is no commit")
    }
    try require(rest.signature == nil, "there is a second signature")
    try require(
      rest.head == commit.head && rest.message == commit.message,
      "the signature is over another commit"
    )
    try require(armor.count <= bytes.count, "the signature is longer than the commit")
  }

  /// A message that is passed over unread holds nothing that would count.
  private static func trailers(of commit: CommitObject) throws(Violation) {
    let counting = TrailerBlock.countersignedBy(in: commit.message).contains { offered in
      (try? offered.get()) != nil
    }
    try require(!counting || commit.mentionsApproval, "an approval would be passed over")
    let lines = Declarations.lines(of: commit.message)
    for line in lines {
      try require(!line.contains(0x0A), "a declaration has two lines")
    }
    _ = Declarations.coAuthors(in: lines)
  }
}

extension CommitObject {
  /// The header lines that every commit has, written again.
  fileprivate var head: [UInt8] {
    var head = Array("tree ".utf8) + tree.hex + [0x0A]
    for parent in parents { head += Array("parent ".utf8) + parent.hex + [0x0A] }
    head += Array("author ".utf8) + author.raw + [0x0A]
    return head + Array("committer ".utf8) + committer.raw + [0x0A]
  }
}
