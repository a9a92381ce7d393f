internal import Crypto

/// A security key in software, made from its definition in OpenSSH's PROTOCOL.u2f: it signs whatever flags it is
/// told to, as a forged one does.
package struct SoftwareSecurityKey: Sendable {
  package enum Kind: String, Sendable { case ed25519, ecdsa }

  package let kind: Kind
  package let application: String
  private let secret: [UInt8]
  private let point: [UInt8]

  package init(_ kind: Kind, application: String = "ssh:") {
    self.kind = kind
    self.application = application
    switch kind {
    case .ed25519:
      let key = Curve25519.Signing.PrivateKey()
      (secret, point) = (Array(key.rawRepresentation), Array(key.publicKey.rawRepresentation))
    case .ecdsa:
      let key = P256.Signing.PrivateKey()
      (secret, point) = (Array(key.rawRepresentation), Array(key.publicKey.x963Representation))
    }
  }

  package var type: String {
    kind == .ed25519 ? "sk-ssh-ed25519@openssh.com" : "sk-ecdsa-sha2-nistp256@openssh.com"
  }

  /// The public key in wire form.
  package var blob: [UInt8] {
    Wire.string(type) + (kind == .ecdsa ? Wire.string("nistp256") : []) + Wire.string(point)
      + Wire.string(application)
  }

  /// The key as `TYPE BASE64`.
  package var publicKey: String { "\(type) \(Wire.base64(blob))" }

  /// A binary SSH signature over a message.
  ///
  /// `signer` is what stands for the public key: the key, or a certificate for it.
  package func sign(
    _ message: [UInt8],
    namespace: String = "countersign",
    flags: UInt8 = 0x01,
    counter: UInt32 = 7,
    signer: [UInt8]? = nil
  ) -> [UInt8] {
    let digest = Array(SHA256.hash(data: Self.signedData(message, namespace)))
    let raw = rawSignature(assertion(flags, counter, [], digest))
    let inner = Wire.string(type) + Wire.string(raw) + [flags] + Wire.uint32(counter)
    return Self.envelope(signer ?? blob, namespace, inner)
  }

  /// A binary SSH signature as OpenSSH's page for browsers makes it.
  ///
  /// `clientData` is what the browser writes, of the challenge in base64url.
  package func signInBrowser(
    _ message: [UInt8],
    namespace: String = "countersign",
    flags: UInt8 = 0x01,
    counter: UInt32 = 7,
    origin: String,
    extensions: [UInt8] = [],
    clientData: ((_ challenge: String) -> String)? = nil
  ) -> [UInt8] {
    let challenge = Wire.base64(Self.signedData(message, namespace))
      .map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 }.filter { $0 != "=" }
    let usual =
      #"{"type":"webauthn.get","challenge":"\#(String(challenge))","origin":"\#(origin)","#
    let text = clientData?(String(challenge)) ?? usual + #""crossOrigin":false}"#
    let digest = Array(SHA256.hash(data: Array(text.utf8)))
    let raw = rawSignature(assertion(flags, counter, extensions, digest))
    let inner =
      Wire.string("webauthn-sk-ecdsa-sha2-nistp256@openssh.com") + Wire.string(raw) + [flags]
      + Wire.uint32(counter) + Wire.string(origin) + Wire.string(text) + Wire.string(extensions)
    return Self.envelope(blob, namespace, inner)
  }

  private func assertion(
    _ flags: UInt8,
    _ counter: UInt32,
    _ extensions: [UInt8],
    _ digest: [UInt8]
  ) -> [UInt8] {
    Array(SHA256.hash(data: Array(application.utf8))) + [flags] + Wire.uint32(counter) + extensions
      + digest
  }

  private func rawSignature(_ data: [UInt8]) -> [UInt8] {
    switch kind {
    case .ed25519:
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: secret)
      return (try? key?.signature(for: data)).map { Array($0) } ?? []
    case .ecdsa:
      let key = try? P256.Signing.PrivateKey(rawRepresentation: secret)
      let raw = (try? key?.signature(for: data)).map { Array($0.rawRepresentation) } ?? []
      return Wire.integer(Array(raw.prefix(32))) + Wire.integer(Array(raw.suffix(32)))
    }
  }

  private static func signedData(_ message: [UInt8], _ namespace: String) -> [UInt8] {
    Array("SSHSIG".utf8) + Wire.string(namespace) + Wire.string("") + Wire.string("sha512")
      + Wire.string(Array(SHA512.hash(data: message)))
  }

  private static func envelope(_ key: [UInt8], _ namespace: String, _ inner: [UInt8]) -> [UInt8] {
    Array("SSHSIG".utf8) + Wire.uint32(1) + Wire.string(key) + Wire.string(namespace)
      + Wire.string("") + Wire.string("sha512") + Wire.string(inner)
  }
}

/// The SSH wire format, written a second time so that a mistake in the product's own is seen.
package enum Wire {
  package static func uint32(_ value: UInt32) -> [UInt8] {
    [UInt8(value >> 24), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
  }

  package static func string(_ bytes: [UInt8]) -> [UInt8] { uint32(UInt32(bytes.count)) + bytes }
  package static func string(_ text: String) -> [UInt8] { string(Array(text.utf8)) }

  /// A positive integer.
  static func integer(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array(bytes.drop { $0 == 0 })
    return string((digits.first ?? 0) >= 0x80 ? [0] + digits : digits)
  }

  package static func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let value = (group + Array(repeating: 0, count: 3 - group.count)).reduce(0) {
        $0 << 8 | Int($1)
      }
      for digit in 0..<4 {
        text.append(digit <= group.count ? alphabet[value >> (18 - 6 * digit) & 63] : "=")
      }
    }
    return text
  }
}
