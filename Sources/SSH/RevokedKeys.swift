internal import GitObjects

/// Keys that count for nothing any more, whatever else is said of them.
package struct RevokedKeys: Hashable, Sendable {
  private let blobs: Set<[UInt8]>

  package struct Malformed: Error, Hashable, Sendable, CustomStringConvertible {
    package let line: Int
    package let reason: String
    package var description: String { "line \(line): \(reason)" }
  }

  package static let none = RevokedKeys(blobs: [])

  private init(blobs: Set<[UInt8]>) { self.blobs = blobs }

  /// Reads a list of public keys, one a line. An empty list revokes nothing; a line that cannot be read is an
  /// error, and so is a binary KRL, which this version does not read.
  package init(parsing text: [UInt8]) throws(Malformed) {
    if text.starts(with: "SSHKRL\n\0".utf8) {
      throw Malformed(line: 1, reason: "a binary KRL is not read yet: list the public keys, one a line")
    }
    var blobs: Set<[UInt8]> = []
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let start = line.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
      if start.isEmpty || start.first == UInt8(ascii: "#") { continue }
      do throws(SSHPublicKey.Malformed) {
        blobs.insert(try SSHPublicKey(authorizedKeysText: Array(start)).blob)
      } catch {
        throw Malformed(line: index + 1, reason: "the key cannot be read: \(error)")
      }
    }
    self.blobs = blobs
  }

  /// `SHA256:…` of each.
  package var fingerprints: Set<String> {
    Set(blobs.compactMap { try? SSHPublicKey(blob: $0).fingerprint.description })
  }

  package func contains(_ key: SSHPublicKey) -> Bool { blobs.contains(key.blob) }
}
