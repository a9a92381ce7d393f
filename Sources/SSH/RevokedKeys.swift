/// Keys that count for nothing any more, whatever else is said of them.
package struct RevokedKeys: Sendable {
  private let blobs: Set<[UInt8]>
  private let list: (bytes: [UInt8], oracle: any RevocationOracle)?

  package struct Malformed: Error, Hashable, Sendable, CustomStringConvertible {
    package let line: Int
    package let reason: String
    package var description: String { "line \(line): \(reason)" }
  }

  package static let none = RevokedKeys(blobs: [], list: nil)

  private init(blobs: Set<[UInt8]>, list: (bytes: [UInt8], oracle: any RevocationOracle)?) {
    self.blobs = blobs
    self.list = list
  }

  /// Reads a list of public keys, one a line, or takes a binary KRL as it is.
  ///
  /// An empty list revokes nothing; a line that cannot be read is an error.
  package init(parsing text: [UInt8], oracle: (any RevocationOracle)? = nil) throws(Malformed) {
    guard !text.starts(with: "SSHKRL\n".utf8) else {
      guard let oracle else {
        throw Malformed(line: 1, reason: "a binary KRL is not read here: list the keys, one a line")
      }
      self.init(blobs: [], list: (text, oracle))
      return
    }
    var blobs: Set<[UInt8]> = []
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let start = line.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
      if start.isEmpty || start.first == UInt8(ascii: "#") { continue }
      do throws(SSHPublicKey.Malformed) {
        let key = try SSHPublicKey(authorizedKeysText: Array(start))
        blobs.insert(key.blob)
        // As for `ssh-keygen`, a certificate in the list stands for its key.
        if let certificate = try? SSHCertificate(blob: key.blob) {
          blobs.insert(certificate.key.blob)
        }
      } catch {
        throw Malformed(line: index + 1, reason: "the key cannot be read: \(error)")
      }
    }
    self.init(blobs: blobs, list: nil)
  }

  /// `SHA256:…` of each key of a list; a KRL cannot be enumerated.
  package var fingerprints: Set<String> {
    Set(blobs.compactMap { try? SSHPublicKey(blob: $0).fingerprint.description })
  }

  /// The revoked ones among some keys.
  ///
  /// Of a KRL all are asked at once: each question is a process.
  package func revoked(among keys: [SSHPublicKey]) throws(OracleFailure) -> Set<SSHPublicKey> {
    guard let list else { return Set(keys.filter { blobs.contains($0.blob) }) }
    let revoked = try list.oracle.revoked(
      keys.filter { $0.weakness == nil }.map(\.blob),
      by: list.bytes
    )
    return Set(keys.filter { revoked.contains($0.blob) })
  }

  /// Whether a certificate is revoked: by its key, its authority, or, in a KRL, its serial or id.
  package func contains(_ certificate: SSHCertificate) throws(OracleFailure) -> Bool {
    if let list {
      return try list.oracle.revoked([certificate.blob], by: list.bytes).contains(certificate.blob)
    }
    return [certificate.key, certificate.authority].contains { blobs.contains($0.blob) }
  }
}
