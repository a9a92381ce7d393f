internal import Crypto
internal import GitObjects

/// An SSH signature over a message in a namespace (OpenSSH's PROTOCOL.sshsig).
package struct SSHSignature: Hashable, Sendable {
  /// The key that signed; where a certificate stands in its place, the certified key.
  package let publicKey: SSHPublicKey
  package let certificate: SSHCertificate?
  package let namespace: [UInt8]
  let hash: Hash
  /// `nil` for a key whose type is not read.
  private let signature: KeySignature?

  enum Hash: String { case sha256, sha512 }

  /// What is wrong with a signature's form.
  package enum Malformed: Error, Hashable, Sendable, CustomStringConvertible {
    case armor, base64, preamble, version, reserved, hash, truncated
    case key(SSHPublicKey.Malformed)
    case certificate(SSHCertificate.Malformed)

    package var description: String {
      switch self {
      case .armor: "it is not between the BEGIN and END lines of an SSH signature"
      case .base64: "it is not base64"
      case .preamble: "it does not begin with 'SSHSIG'"
      case .version: "it is of another version than 1"
      case .reserved: "its reserved field is not empty"
      case .hash: "its hash is neither sha256 nor sha512"
      case .truncated: "it ends early or goes on too long"
      case .key(let error): "its key: \(error)"
      case .certificate(let error): "its certificate: \(error)"
      }
    }
  }

  /// Reads the binary form: what stands between the armor's lines.
  ///
  /// Stricter than `ssh-keygen`, which passes over the reserved field: with it one signature would
  /// have many spellings.
  package init(blob: [UInt8]) throws(Malformed) {
    var reader = SSHReader(blob)
    guard let preamble = reader.bytes(6), preamble.elementsEqual("SSHSIG".utf8) else {
      throw .preamble
    }
    guard let version = reader.uint32() else { throw .truncated }
    guard version == 1 else { throw .version }
    guard let key = reader.string(), let namespace = reader.string(),
      let reserved = reader.string(), let hash = reader.string(),
      let signature = reader.string(), reader.isAtEnd
    else { throw .truncated }
    guard reserved.isEmpty else { throw .reserved }
    guard let known = Hash(rawValue: String(decoding: hash, as: UTF8.self)) else { throw .hash }
    (publicKey, certificate) = try Self.signer(key)
    self.namespace = namespace
    self.hash = known
    self.signature = KeySignature(signature)
    if case .unsupported = publicKey.algorithm { return }
    if self.signature == nil { throw .truncated }
  }

  private static func signer(_ blob: [UInt8]) throws(Malformed) -> (SSHPublicKey, SSHCertificate?) {
    var reader = SSHReader(blob)
    if let type = reader.string(), SSHCertificate.plainType(type) != nil {
      do throws(SSHCertificate.Malformed) {
        let certificate = try SSHCertificate(blob: blob)
        return (certificate.key, certificate)
      } catch {
        throw .certificate(error)
      }
    }
    do throws(SSHPublicKey.Malformed) {
      return (try SSHPublicKey(blob: blob), nil)
    } catch {
      throw .key(error)
    }
  }

  /// The page that a browser made the signature on, as the browser says; `nil` for every other
  /// signature.
  package var origin: [UInt8]? { signature?.origin }

  /// Reads the armored form, with nothing before or after it.
  package init(armored text: [UInt8]) throws(Malformed) {
    guard text.drop(while: { $0 == 0x0A }).starts(with: Self.begin.utf8) else { throw .armor }
    let lines = text.split(separator: UInt8(ascii: "\n"))
    guard let first = lines.first, let last = lines.last, lines.count >= 3,
      first.elementsEqual(Self.begin.utf8), last.elementsEqual(Self.end.utf8)
    else { throw .armor }
    guard let blob = Base64.decode(Array(lines.dropFirst().dropLast().joined())) else {
      throw .base64
    }
    try self.init(blob: blob)
  }

  /// The armored form of a binary signature, in lines of 70 characters.
  package static func armor(_ blob: [UInt8]) -> [UInt8] {
    SSHArmor.encode(blob, begin: begin, end: end)
  }

  private static let begin = "-----BEGIN SSH SIGNATURE-----"
  private static let end = "-----END SSH SIGNATURE-----"
}

/// Who may stand behind a signature.
package enum AcceptedSigner: Sendable {
  /// A key by itself.
  case key
  /// A key, or a certificate that the caller has checked.
  case keyOrCheckedCertificate
}

extension SSHSignature {
  /// Verifies the signature over a message, in a namespace.
  ///
  /// The namespace keeps a commit's or a login's signature from being offered as an approval.
  package func check(
    _ message: [UInt8],
    namespace expected: String,
    by accepted: AcceptedSigner = .key
  ) -> SignatureCheck {
    if case .unsupported(let name) = publicKey.algorithm { return .unsupported(name) }
    if let certificate, case .key = accepted {
      return .unsupported(String(decoding: certificate.typeName, as: UTF8.self))
    }
    guard namespace.elementsEqual(expected.utf8) else {
      return .bad("it is in namespace '\(Escaped.text(namespace))', not '\(expected)'")
    }
    guard let signature else { return .bad("it ends early or goes on too long") }
    let signed = Self.signedData(message, namespace: namespace, hash: hash)
    return signature.verify(signed, by: publicKey)
  }

  /// The preamble, the namespace, the hash's name and the hash: what the key really signs.
  static func signedData(_ message: [UInt8], namespace: [UInt8], hash: Hash) -> [UInt8] {
    var writer = SSHWriter()
    writer.raw(Array("SSHSIG".utf8))
    writer.string(namespace)
    writer.string([])
    writer.string(hash.rawValue)
    switch hash {
    case .sha256: writer.string(Array(SHA256.hash(data: message)))
    case .sha512: writer.string(Array(SHA512.hash(data: message)))
    }
    return writer.bytes
  }
}
