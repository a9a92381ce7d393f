import GitObjects
import SSH

/// An SSH signature in binary form, and as it stands in a commit.
enum SSHSignatureCheck {
  private static let message = Array("message\n".utf8)

  static func run(_ bytes: [UInt8]) throws(Violation) {
    if let signature = try? SSHSignature(armored: bytes) { try check(signature) }
    let parsed = try read { () throws(SSHSignature.Malformed) in try SSHSignature(blob: bytes) }
    guard let signature = parsed else { return }
    try check(signature)
    guard let again = try? SSHSignature(armored: SSHSignature.armor(bytes)) else {
      throw Violation(description: "in armor it cannot be read")
    }
    try require(again == signature, "in armor it is another")
  }

  private static func check(_ signature: SSHSignature) throws(Violation) {
    try require(signature.publicKey.weakness?.utf8.isPrintable ?? true, "a weakness's words")
    if case .bad(let why) = signature.check(message, namespace: "countersign") {
      try require(why.utf8.isPrintable, "why it is bad is not safe to print")
    }
    _ = signature.origin
    // In one of two namespaces at most, whatever it is over.
    let good = ["countersign", "git", "countersign-record"].filter { namespace in
      signature.check(message, namespace: namespace, by: .keyOrCheckedCertificate).isGood
    }
    try require(good.count <= 1, "it is good in two namespaces")
    try require(
      good.isEmpty || good[0].utf8.elementsEqual(signature.namespace),
      "it is good outside its namespace"
    )
    try require(
      good.isEmpty || signature.publicKey.weakness == nil,
      "a weak key's signature is good"
    )
    try require(
      !signature.check(message + [0x0A], namespace: "countersign").isGood || good.isEmpty,
      "it is good over two messages"
    )
    try key(signature.publicKey)
    if let certificate = signature.certificate {
      try require(certificate.key == signature.publicKey, "its certificate is for another key")
      try require(
        !signature.check(message, namespace: good.first ?? "git", by: .key).isGood,
        "a certificate counts where a key is asked for"
      )
      _ = certificate.checkAuthority()
      try key(certificate.authority)
    }
  }

  static func key(_ key: SSHPublicKey) throws(Violation) {
    guard let again = try? SSHPublicKey(blob: key.blob) else {
      throw Violation(description: "its key cannot be read again")
    }
    try require(again == key, "its key is another the second time")
    let isText = key.typeName.allSatisfy { (0x21...0x7E).contains($0) } && !key.typeName.isEmpty
    guard isText else { return }
    guard let text = try? SSHPublicKey(authorizedKeysText: Array(key.text.utf8)) else {
      throw Violation(description: "its key as text cannot be read")
    }
    try require(text == key, "its key as text is another")
  }
}
