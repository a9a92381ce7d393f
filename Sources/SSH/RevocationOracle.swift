/// Answers which keys a binary KRL revokes.
///
/// OpenSSH's `ssh-keygen` is the only reader of that format anybody relies on, and starting it is
/// not the core's to do: the shell hands the answer's maker in, and a test another.
package protocol RevocationOracle: Sendable {
  /// The revoked ones among keys and certificates in wire form.
  ///
  /// - Throws: where the KRL cannot be read. An oracle never answers from a part of one.
  func revoked(_ keys: [[UInt8]], by krl: [UInt8]) throws(OracleFailure) -> Set<[UInt8]>
}

/// What kept an oracle from answering: our own failure, never a verdict on a key.
package struct OracleFailure: Error, Hashable, Sendable, CustomStringConvertible {
  package let description: String
  package init(_ description: String) { self.description = description }
}
