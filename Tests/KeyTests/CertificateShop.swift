import GateTesting
import GitObjects
import SSH

/// Certificates made by `ssh-keygen`, and what it says of signatures by them.
struct CertificateShop {
  let scratch: Scratch
  static let message = Array("message\n".utf8)

  init() async throws {
    scratch = try Scratch()
    for name in ["ca", "other-ca", "key"] { try await makeKey(name, "ed25519") }
  }

  func makeKey(_ name: String, _ type: String, _ options: String...) async throws {
    try await Tool.succeed(
      "ssh-keygen",
      ["-q", "-t", type, "-N", "", "-C", "", "-f", scratch.path(name)] + options,
      in: scratch.path
    )
  }

  func publicKey(_ name: String) throws -> String {
    let words = try TestFile.text(scratch.path("\(name).pub")).split(separator: " ")
    return words.prefix(2).joined(separator: " ").filter { $0 != "\n" }
  }

  /// Certifies a key; the certificate is beside it as `NAME-cert.pub`.
  func certify(_ options: [String], key: String = "key", by ca: String = "ca") async throws {
    try await Tool.succeed(
      "ssh-keygen",
      ["-q", "-s", ca, "-I", "id"] + options + ["\(key).pub"],
      in: scratch.path
    )
  }

  /// The certificate in wire form.
  func certificate(_ key: String = "key") throws -> [UInt8] {
    let words = try TestFile.text(scratch.path("\(key)-cert.pub")).split(separator: " ")
    guard words.count > 1, let blob = Base64.decode(Array(words[1].utf8)) else {
      throw TestError("no certificate")
    }
    return blob
  }

  /// The binary signature by a key's certificate.
  func sign(_ key: String = "key") async throws -> [UInt8] {
    let armor = try await Tool.succeed(
      "ssh-keygen",
      ["-q", "-Y", "sign", "-n", "countersign", "-f", "\(key)-cert.pub"],
      in: scratch.path,
      input: Self.message
    ).output
    let lines = armor.split(separator: 0x0A).dropFirst().dropLast()
    guard let blob = Base64.decode(Array(lines.joined())) else { throw TestError("no base64") }
    return blob
  }

  /// Whether `ssh-keygen -Y verify` takes it for a principal's.
  func keygenVerifies(
    _ blob: [UInt8],
    signers: String,
    principal: String = "alice",
    revoked: String? = nil
  ) async throws -> Bool {
    try scratch.write(SSHSignature.armor(blob), to: "signature")
    try scratch.write(signers, to: "signers")
    let options = revoked.map { ["-r", $0] } ?? []
    return try await Tool.run(
      "ssh-keygen",
      ["-Y", "verify", "-f", "signers", "-I", principal, "-n", "countersign", "-s", "signature"]
        + options,
      in: scratch.path,
      input: Self.message
    ).isSuccess
  }
}
