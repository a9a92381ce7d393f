internal import GitObjects

/// An SSH signature over a message in a namespace (OpenSSH's PROTOCOL.sshsig).
package struct SSHSignature: Hashable, Sendable {
  package let publicKey: SSHPublicKey
  package let namespace: [UInt8]
  let hash: Hash
  let algorithm: [UInt8]
  let signature: [UInt8]

  enum Hash: String { case sha256, sha512 }

  /// What is wrong with a signature's form.
  package enum Malformed: Error, Hashable, Sendable, CustomStringConvertible {
    case armor, base64, preamble, version, reserved, hash, truncated
    case key(SSHPublicKey.Malformed)

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
      }
    }
  }

  /// Reads the binary form: what stands between the armor's lines.
  ///
  /// Stricter than `ssh-keygen`, which passes over the reserved field: with it one signature would have many
  /// spellings.
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
    do throws(SSHPublicKey.Malformed) {
      publicKey = try SSHPublicKey(blob: key)
    } catch {
      throw .key(error)
    }
    self.namespace = namespace
    self.hash = known
    var inner = SSHReader(signature)
    guard let algorithm = inner.string(), let raw = inner.string() else { throw .truncated }
    if case .unsupported = publicKey.algorithm {} else if !inner.isAtEnd { throw .truncated }
    self.algorithm = algorithm
    self.signature = raw
  }

  /// Reads the armored form, with nothing before or after it.
  package init(armored text: [UInt8]) throws(Malformed) {
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
    var rest = Base64.encode(blob)[...]
    var result = Array(begin.utf8) + [0x0A]
    while !rest.isEmpty {
      result += rest.prefix(70) + [0x0A]
      rest = rest.dropFirst(70)
    }
    return result + Array(end.utf8) + [0x0A]
  }

  private static let begin = "-----BEGIN SSH SIGNATURE-----"
  private static let end = "-----END SSH SIGNATURE-----"
}

/// What a signature is worth.
package enum SignatureCheck: Hashable, Sendable {
  case good
  case bad(String)
  /// Of a kind that is not read, by its name.
  case unsupported(String)
}
