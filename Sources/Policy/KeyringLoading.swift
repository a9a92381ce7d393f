internal import OpenPGP
internal import SSH
internal import Syntax

extension Keyring {
  /// Reads the key files of a policy; `nil` for one that it does not name.
  static func load(
    _ policy: Policy,
    file: String,
    signers: [UInt8]?,
    openPGP: [UInt8]?,
    revoked: [UInt8]?,
    services: KeyServices
  ) throws(PolicyError) -> Keyring {
    let list = try revokedKeys(revoked, file: policy.keyFiles.revoked ?? file, services)
    let signersFile = policy.keyFiles.ssh ?? file
    let entries: AllowedSigners
    do throws(AllowedSigners.Malformed) {
      entries = try AllowedSigners(parsing: signers ?? [], localTime: services.localTime)
    } catch {
      throw PolicyError(
        file: signersFile,
        at: Position(line: error.line, column: 1),
        error.reason
      )
    }
    var keyring = try Keyring(entries, revoked: list, policy: policy, file: signersFile)
    keyring.openPGP = try openPGPKeys(openPGP ?? [], policy, file, services)
    return keyring
  }

  private static func revokedKeys(_ bytes: [UInt8]?, file: String, _ services: KeyServices)
    throws(PolicyError) -> RevokedKeys
  {
    guard let bytes else { return .none }
    do throws(RevokedKeys.Malformed) {
      return try RevokedKeys(parsing: bytes, oracle: services.revocation)
    } catch {
      throw PolicyError(file: file, at: Position(line: error.line, column: 1), error.reason)
    }
  }

  private static func openPGPKeys(
    _ bytes: [UInt8],
    _ policy: Policy,
    _ file: String,
    _ services: KeyServices
  ) throws(PolicyError) -> OpenPGPKeys {
    let keyring: OpenPGPKeyring
    do throws(OpenPGPKeyring.Malformed) {
      keyring = try OpenPGPKeyring(bytes)
    } catch {
      throw PolicyError(
        file: policy.keyFiles.openPGP ?? file,
        error.description,
        fix: error.fix
      )
    }
    return try OpenPGPKeys(keyring, oracle: services.openPGP, policy: policy, file: file)
  }
}
