/// Says what a detached signature is worth, in GnuPG's own status lines.
///
/// The core starts no process: the shell hands in one that asks `gpgv`, and reads the answer
/// itself.
package protocol OpenPGPOracle: Sendable {
  /// What `gpgv --status-fd` writes.
  ///
  /// - Throws: where nothing could be asked.
  func status(of signature: [UInt8], over data: [UInt8], keyring: [UInt8]) throws(OpenPGPFailure)
    -> [UInt8]
}

/// What kept the oracle from answering: our own failure, never a verdict on a signature.
package struct OpenPGPFailure: Error, Hashable, Sendable, CustomStringConvertible {
  package let description: String
  package init(_ description: String) { self.description = description }
}
