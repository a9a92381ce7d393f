internal import Gathering
internal import Git
internal import GitObjects
internal import Platform
internal import Policy
internal import Report
internal import SSH

/// The policy and the key that signs records.
enum PolicyChecks {
  static func run(_ repository: borrowing Repository, _ diagnosis: inout Diagnosis) throws {
    let configuration = try Configuration(repository)
    let policies: PolicySet
    do {
      policies = try configuration.policy.load(from: repository)
    } catch let error as PolicyError {
      diagnosis.fail("\(error): no push is let through", mend: "countersign policy lint")
      return
    }
    diagnosis.ok("the policy loads: \(Phrase.count(policies.policy.rules.count, "rule"))")
    let warnings = policies.lint(at: Clock.now())
    for warning in warnings.prefix(Page.most) { diagnosis.warn(warning.message, mend: warning.fix) }
    if warnings.count > Page.most {
      diagnosis.warn(
        "… and \(Phrase.count(warnings.count - Page.most, "more warning"))",
        mend: "countersign policy lint"
      )
    }
    try lookAtKey(configuration, policies.policy, &diagnosis)
  }

  private static func lookAtKey(
    _ configuration: Configuration,
    _ policy: Policy,
    _ diagnosis: inout Diagnosis
  ) throws {
    guard let path = configuration.signingKey, let bytes = try Files.read(path, limit: 1 << 16)
    else {
      diagnosis.fail("there is no signing key: no push is let through", mend: "countersign init")
      return
    }
    let key: SSHSigningKey
    do throws(SSHSigningKey.Malformed) {
      key = try SSHSigningKey(openSSHPrivateKey: bytes)
    } catch {
      diagnosis.fail(
        "the signing key cannot be used: \(error)",
        mend: "ssh-keygen -t ed25519 -N '' -f \(Escaped.text(path))"
      )
      return
    }
    if let status = FileStatus(of: path) {
      diagnosis.expect(
        status.permissions & 0o077 == 0,
        "the signing key is its owner's alone",
        else: "others can read the signing key",
        mend: "chmod 600 '\(Escaped.text(path))'"
      )
    }
    let listed = policy.serverKeys.first { $0.key == key.publicKey }
    guard let listed else {
      diagnosis.warn(
        "the signing key \(key.publicKey.fingerprint) is not in 'server_keys': no record verifies",
        mend: "add its .pub to the policy"
      )
      return
    }
    diagnosis.expect(
      listed.isValid(at: Clock.now()),
      "the signing key is listed as '\(listed.name)'",
      else: "the signing key '\(listed.name)' is outside its dates in 'server_keys'",
      mend: "list a new one"
    )
  }
}
