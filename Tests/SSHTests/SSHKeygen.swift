import GateTesting
import GitObjects
import SSH

/// Keys and signatures by OpenSSH's own program.
struct SSHKeygen {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Makes a key pair; the public half.
  func makeKey(_ name: String, _ type: String, _ options: String..., passphrase: String = "")
    async throws
    -> SSHPublicKey
  {
    try await Tool.succeed(
      "ssh-keygen",
      ["-q", "-t", type, "-N", passphrase, "-C", name, "-f", path(name)] + options,
      in: scratch.path
    )
    return try SSHPublicKey(authorizedKeysText: try TestFile.read("\(path(name)).pub"))
  }

  func path(_ name: String) -> String { scratch.path(name) }

  /// The armored signature over a message.
  func sign(_ message: [UInt8], key: String, namespace: String = "countersign", hash: String? = nil)
    async throws
    -> [UInt8]
  {
    let options = hash.map { ["-O", "hashalg=\($0)"] } ?? []
    return try await Tool.succeed(
      "ssh-keygen",
      ["-q", "-Y", "sign", "-n", namespace, "-f", path(key)] + options,
      in: scratch.path,
      input: message
    ).output
  }

  /// Whether `ssh-keygen -Y verify` accepts a signature by the key lines given.
  func verifies(
    _ message: [UInt8],
    signature: [UInt8],
    signers: String,
    principal: String = "alice",
    namespace: String = "countersign",
    options: [String] = [],
    environment: [String: String] = [:]
  ) async throws -> Bool {
    try scratch.write(signature, to: "signature")
    try scratch.write(signers, to: "signers")
    let arguments = [
      "-Y", "verify", "-f", "signers", "-I", principal, "-n", namespace, "-s", "signature",
    ]
    let result = try await Tool.run(
      "ssh-keygen",
      arguments + options,
      in: scratch.path,
      environment: environment,
      input: message
    )
    return result.isSuccess
  }
}
