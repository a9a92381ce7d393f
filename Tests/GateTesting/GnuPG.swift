/// A GnuPG home of a test's own, with keys made for it.
package struct GnuPG: Sendable {
  package let scratch: Scratch
  private let home: String

  /// Runs a body with a new home, and ends the agent that GnuPG leaves running for it.
  package static func with<Result: Sendable>(
    _ scratch: Scratch,
    _ body: (GnuPG) async throws -> Result
  ) async throws -> Result {
    let gpg = try GnuPG(scratch)
    do {
      let result = try await body(gpg)
      try await gpg.end()
      return result
    } catch {
      try await gpg.end()
      throw error
    }
  }

  private init(_ scratch: Scratch) throws {
    self.scratch = scratch
    home = scratch.path("gnupg")
    try TestFile.write([], to: "\(home)/gpg.conf")
  }

  private func end() async throws {
    _ = try await Tool.run("gpgconf", ["--homedir", home, "--kill", "all"], in: scratch.path)
  }

  package var environment: [String: String] { ["GNUPGHOME": home] }

  /// `time` is what GnuPG takes the time to be, as `20200131T000000`.
  @discardableResult
  package func run(_ arguments: [String], at time: String? = nil, input: [UInt8] = []) async throws
    -> Finished
  {
    let faked = time.map { ["--faked-system-time", "\($0)!"] } ?? []
    return try await Tool.succeed(
      "gpg",
      [
        "--homedir", home, "--quiet", "--batch", "--yes", "--passphrase", "", "--pinentry-mode",
        "loopback",
      ]
        + ["--no-permission-warning"] + faked + arguments,
      in: scratch.path,
      input: input
    )
  }

  /// Makes a key that signs; its fingerprint.
  package func makeKey(
    _ name: String,
    _ type: String = "ed25519",
    expires: String = "0",
    at time: String? = nil
  ) async throws -> String {
    try await run(
      ["--quick-generate-key", "\(name) <\(name)@example.com>", type, "sign", expires],
      at: time
    )
    return try await fingerprints(of: "\(name)@example.com", at: time).last ?? ""
  }

  /// The fingerprints of the keys with a name, primary keys and subkeys, in the order they were made.
  package func fingerprints(of name: String, at time: String? = nil) async throws -> [String] {
    try await run(["--list-keys", "--with-colons", "--with-subkey-fingerprint", name], at: time)
      .text
      .split(separator: "\n").filter { $0.hasPrefix("fpr:") }
      .compactMap { $0.split(separator: ":").last.map(String.init) }
  }

  /// Revokes a key by the certificate that was made with it.
  package func revoke(_ fingerprint: String) async throws {
    let text = try TestFile.text("\(home)/openpgp-revocs.d/\(fingerprint).rev")
    try await run(["--import"], input: Array(text.replacing(":-----", with: "-----").utf8))
  }

  /// The keyring as a policy holds it.
  package func export(_ keys: String...) async throws -> [UInt8] {
    try await run(["--export"] + keys).output
  }

  /// A detached signature; binary unless the options say otherwise.
  package func sign(
    _ message: [UInt8],
    by key: String,
    _ options: [String] = [],
    at time: String? = nil
  ) async throws -> [UInt8] {
    try await run(
      ["--local-user", "\(key)!"] + options + ["--detach-sign"],
      at: time,
      input: message
    )
    .output
  }
}
