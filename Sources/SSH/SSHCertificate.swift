internal import GitObjects

/// A certificate for a person's key (OpenSSH's PROTOCOL.certkeys): what an authority says of it,
/// not yet checked.
package struct SSHCertificate: Hashable, Sendable {
  package let blob: [UInt8]
  /// The certified key in its plain form.
  package let key: SSHPublicKey
  package let authority: SSHPublicKey
  package let kind: UInt32
  package let principals: [[UInt8]]
  /// Seconds since 1970.
  package let validAfter: UInt64
  /// Seconds since 1970; all ones is for ever.
  package let validBefore: UInt64
  package let criticalOptions: CertificateOptions
  package let extensions: CertificateOptions
  private let signedBytes: [UInt8]
  private let signature: KeySignature

  /// What is wrong with a certificate's form.
  package enum Malformed: Error, Hashable, Sendable, CustomStringConvertible {
    case truncated, repeatedOption
    case key(SSHPublicKey.Malformed)
    case authority(SSHPublicKey.Malformed)

    package var description: String {
      switch self {
      case .truncated: "it ends early or goes on too long"
      case .repeatedOption: "it has an option twice"
      case .key(let error): "its key: \(error)"
      case .authority(let error): "its authority's key: \(error)"
      }
    }
  }

  static let suffix = "-cert-v01@openssh.com"

  /// The type of the key that a certificate type certifies; `nil` for what is no certificate of a
  /// known kind.
  static func plainType(_ type: [UInt8]) -> String? {
    let type = String(decoding: type, as: UTF8.self)
    guard type.hasSuffix(suffix) else { return nil }
    let stem = String(type.dropLast(suffix.utf8.count))
    let plain = stem.hasPrefix("sk-") ? stem + "@openssh.com" : stem
    return certifiable.contains(plain) ? plain : nil
  }

  private static let certifiable: Set<String> = [
    "ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
    KeyMaterial.ed25519SK, KeyMaterial.ecdsaSK,
  ]

  package init(blob: [UInt8]) throws(Malformed) {
    var reader = SSHReader(blob)
    guard let type = reader.string(), let plain = Self.plainType(type), reader.string() != nil
    else { throw .truncated }
    self.blob = blob
    key = try Self.key(plain, &reader)
    // The serial and the id: only a KRL is about these, and its oracle is given the whole blob.
    guard reader.uint64() != nil, let kind = reader.uint32(), reader.string() != nil,
      let principals = reader.string(), let after = reader.uint64(), let before = reader.uint64(),
      let critical = reader.string(), let extensions = reader.string(), reader.string() != nil,
      let authority = reader.string()
    else { throw .truncated }
    signedBytes = Array(blob.dropLast(reader.remaining))
    guard let signature = reader.string(), reader.isAtEnd, let signature = KeySignature(signature)
    else { throw .truncated }
    self.kind = kind
    self.principals = try Self.strings(principals)
    validAfter = after
    validBefore = before
    criticalOptions = try CertificateOptions(critical)
    self.extensions = try CertificateOptions(extensions)
    do throws(SSHPublicKey.Malformed) {
      self.authority = try SSHPublicKey(blob: authority)
    } catch {
      throw .authority(error)
    }
    self.signature = signature
  }

  private static func key(_ type: String, _ reader: inout SSHReader) throws(Malformed)
    -> SSHPublicKey
  {
    let before = reader
    do throws(SSHPublicKey.Malformed) {
      guard try KeyMaterial.read(type, &reader) != nil else { throw .wrongType }
      var writer = SSHWriter()
      writer.string(type)
      writer.raw(before.consumed(upTo: reader))
      return try SSHPublicKey(blob: writer.bytes)
    } catch {
      throw .key(error)
    }
  }

  private static func strings(_ packed: [UInt8]) throws(Malformed) -> [[UInt8]] {
    var reader = SSHReader(packed)
    var result: [[UInt8]] = []
    while !reader.isAtEnd {
      guard let string = reader.string() else { throw .truncated }
      result.append(string)
    }
    return result
  }

  /// What the authority's signature over the certificate is worth.
  package func checkAuthority() -> SignatureCheck { signature.verify(signedBytes, by: authority) }

  /// Such as `ssh-ed25519-cert-v01@openssh.com`.
  package var typeName: [UInt8] {
    var reader = SSHReader(blob)
    return reader.string() ?? []
  }
}

/// A certificate's critical options or extensions: names, and what each holds.
package struct CertificateOptions: Hashable, Sendable {
  package let values: [[UInt8]: [UInt8]]

  init(_ packed: [UInt8]) throws(SSHCertificate.Malformed) {
    var reader = SSHReader(packed)
    var values: [[UInt8]: [UInt8]] = [:]
    while !reader.isAtEnd {
      guard let name = reader.string(), let value = reader.string() else { throw .truncated }
      guard values.updateValue(value, forKey: name) == nil else { throw .repeatedOption }
    }
    self.values = values
  }

  package func has(_ name: String) -> Bool { values[Array(name.utf8)] != nil }
}
