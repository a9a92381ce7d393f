package import Policy

/// Everybody a commit names, and whose key signed it.
package struct Authorship: Sendable {
  package let author: Mailbox
  package let committer: Mailbox
  /// From `Co-authored-by` trailers.
  package let coAuthors: [Mailbox]
  /// `Key: value` lines of the message's last paragraph, for the `agents` patterns.
  package let trailers: [[UInt8]]
  package let signer: Signer

  /// Whose key a commit's own signature is by.
  package enum Signer: Hashable, Sendable {
    case unsigned
    /// Good, by a key that belongs to this person now.
    case person(PersonID)
    /// Bad, out of date, by a key nobody owns, or of a kind that is not read: worth no more than no signature.
    ///
    /// Where the key is somebody's, that person is said to have a hand in it.
    case unverified(String, claimed: PersonID?)

    /// Who is held to the commit by its signature.
    var contributor: PersonID? {
      switch self {
      case .unsigned: nil
      case .person(let person): person
      case .unverified(_, let claimed): claimed
      }
    }
  }

  package init(
    author: Mailbox,
    committer: Mailbox,
    coAuthors: [Mailbox] = [],
    trailers: [[UInt8]] = [],
    signer: Signer = .unsigned
  ) {
    self.author = author
    self.committer = committer
    self.coAuthors = coAuthors
    self.trailers = trailers
    self.signer = signer
  }
}

/// A name and an e-mail as somebody typed them.
///
/// The name is never evidence.
package struct Mailbox: Hashable, Sendable {
  package let name: [UInt8]
  package let email: [UInt8]

  package init(name: [UInt8], email: [UInt8]) {
    self.name = name
    self.email = email
  }
}
