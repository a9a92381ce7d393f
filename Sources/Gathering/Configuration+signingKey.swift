internal import GitObjects
internal import Platform
package import SSH

extension Configuration {
  /// Reads the key that records are signed with.
  package func readSigningKey() throws(ConfigurationError) -> SSHSigningKey {
    guard let path = signingKey else {
      throw ConfigurationError("'countersign.signingKey' is not set, and no record can be signed")
    }
    let bytes: [UInt8]
    do throws(FileError) {
      guard let read = try Files.read(path, limit: 1 << 16) else {
        throw FileError("read '\(Escaped.text(path))'", reason: "there is no such file")
      }
      bytes = read
    } catch {
      throw ConfigurationError(error.description)
    }
    do throws(SSHSigningKey.Malformed) {
      return try SSHSigningKey(openSSHPrivateKey: bytes)
    } catch {
      throw ConfigurationError("the key in '\(Escaped.text(path))' cannot be used: \(error)")
    }
  }
}
