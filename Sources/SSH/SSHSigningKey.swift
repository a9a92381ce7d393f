internal import Crypto
internal import GitObjects

/// The server's signing key: ed25519, in OpenSSH's own file format, without a passphrase.
package struct SSHSigningKey: Sendable {
  package let publicKey: SSHPublicKey
  /// The key and not its seed: to make it from that costs as much as a signature.
  private let secret: Curve25519.Signing.PrivateKey

  /// What is wrong with a private key file.
  package enum Malformed: Error, Hashable, Sendable, CustomStringConvertible {
    case armor, encrypted, notEd25519, truncated

    package var description: String {
      switch self {
      case .armor: "it is not an OpenSSH private key"
      case .encrypted: "it has a passphrase, and a hook cannot type one"
      case .notEd25519: "it is not an ed25519 key"
      case .truncated: "it ends early or goes on too long"
      }
    }
  }

  private init(_ secret: Curve25519.Signing.PrivateKey) throws(Malformed) {
    var writer = SSHWriter()
    writer.string("ssh-ed25519")
    writer.string(Array(secret.publicKey.rawRepresentation))
    guard let key = try? SSHPublicKey(blob: writer.bytes) else { throw .truncated }
    publicKey = key
    self.secret = secret
  }

  /// Makes a new key from the system's random source.
  package static func generate() throws(Malformed) -> SSHSigningKey {
    try SSHSigningKey(Curve25519.Signing.PrivateKey())
  }

  /// Reads a file as `ssh-keygen -t ed25519 -N ''` writes it.
  package init(openSSHPrivateKey text: [UInt8]) throws(Malformed) {
    let lines = text.split(separator: UInt8(ascii: "\n"))
    guard let first = lines.first, let last = lines.last, first.elementsEqual(Self.begin.utf8),
      last.elementsEqual(Self.end.utf8),
      let bytes = Base64.decode(Array(lines.dropFirst().dropLast().joined()))
    else { throw .armor }
    var reader = SSHReader(bytes)
    guard let magic = reader.bytes(Self.magic.count), magic == Self.magic else { throw .armor }
    guard let cipher = reader.string(), reader.string() != nil, reader.string() != nil,
      let count = reader.uint32(), count == 1, reader.string() != nil, let secret = reader.string(),
      reader.isAtEnd
    else { throw .truncated }
    guard cipher.elementsEqual("none".utf8) else { throw .encrypted }
    try self.init(secretPart: secret)
  }

  private init(secretPart: [UInt8]) throws(Malformed) {
    var reader = SSHReader(secretPart)
    guard let first = reader.uint32(), let second = reader.uint32(), first == second else {
      throw .truncated
    }
    guard let type = reader.string(), type.elementsEqual("ssh-ed25519".utf8) else {
      throw .notEd25519
    }
    guard let publicBytes = reader.string(), let pair = reader.string(), pair.count == 64,
      Array(pair.suffix(32)) == publicBytes,
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: pair.prefix(32)),
      Array(key.publicKey.rawRepresentation) == publicBytes
    else { throw .truncated }
    try self.init(key)
  }

  /// A message could not be signed.
  package struct SigningFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package let reason: String
    package var description: String { "cannot sign: \(reason)" }
  }

  /// Signs a message in a namespace; the binary signature.
  package func sign(_ message: [UInt8], namespace: String) throws(SigningFailure) -> [UInt8] {
    let signed = SSHSignature.signedData(message, namespace: Array(namespace.utf8), hash: .sha512)
    let raw: [UInt8]
    do {
      raw = Array(try secret.signature(for: signed))
    } catch {
      throw SigningFailure(reason: "\(error)")
    }
    var inner = SSHWriter()
    inner.string("ssh-ed25519")
    inner.string(raw)
    var writer = SSHWriter()
    writer.raw(Array("SSHSIG".utf8))
    writer.uint32(1)
    writer.string(publicKey.blob)
    writer.string(namespace)
    writer.string([])
    writer.string("sha512")
    writer.string(inner.bytes)
    return writer.bytes
  }

  /// The file that ``init(openSSHPrivateKey:)`` and OpenSSH read.
  package func openSSHPrivateKey(comment: String) -> [UInt8] {
    let publicBytes = Array(publicKey.blob.suffix(32))
    var secret = SSHWriter()
    let check = UInt32.random(in: .min ... .max)
    secret.uint32(check)
    secret.uint32(check)
    secret.string("ssh-ed25519")
    secret.string(publicBytes)
    secret.string(Array(self.secret.rawRepresentation) + publicBytes)
    secret.string(comment)
    let padding = (8 - secret.bytes.count % 8) % 8
    secret.raw((0..<padding).map { UInt8($0 + 1) })
    var file = SSHWriter()
    file.raw(Self.magic)
    file.string("none")
    file.string("none")
    file.string([])
    file.uint32(1)
    file.string(publicKey.blob)
    file.string(secret.bytes)
    return SSHArmor.encode(file.bytes, begin: Self.begin, end: Self.end)
  }

  private static let magic = Array("openssh-key-v1\0".utf8)
  private static let begin = "-----BEGIN OPENSSH PRIVATE KEY-----"
  private static let end = "-----END OPENSSH PRIVATE KEY-----"
}
