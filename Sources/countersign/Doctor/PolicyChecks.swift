internal import Gathering
internal import Git
internal import GitObjects
internal import Platform
internal import Policy
internal import Report
internal import SSH

/// The policy and the key that signs records.
enum PolicyChecks {
  /// Returns the policy, where it loads.
  static func run(_ repository: borrowing Repository, _ diagnosis: inout Diagnosis) throws
    -> PolicySet?
  {
    let configuration = try Configuration(repository)
    let source = configuration.policy
    let policies: PolicySet
    do {
      policies = try source.loadNamingPlaces(
        from: repository,
        whereMissing: source.remedyWhereMissing
      )
    } catch let missing as Failure {
      diagnosis.fail(
        "\(missing.message): no push is let through",
        mend: try restoring(nil, source, repository) ?? missing.hint
      )
      return nil
    } catch let error as PolicyError {
      var mend: String?
      if let file = error.missingFile { mend = try restoring(file, source, repository) }
      diagnosis.fail(
        "\(error): no push is let through",
        mend: mend ?? "mend it, then run 'countersign policy lint'"
      )
      return nil
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
    return policies
  }

  /// The commands that bring back a file of the policy's that is gone, as it was published last.
  ///
  /// Without a name the policy and all that it named; `nil` where nothing can be brought back.
  private static func restoring(
    _ name: String?,
    _ source: PolicySource,
    _ repository: borrowing Repository
  ) throws -> String? {
    guard case .file(let path) = source,
      let directory = Files.parent(of: Files.join(repository.commonDirectory, path)),
      FileStatus(of: directory) != nil, let tip = try? repository.ownTip(.policy),
      let commit = try? repository.commit(tip)
    else { return nil }
    let commands = try repository.tree(commit.tree).compactMap { entry -> String? in
      let file = Files.join(directory, entry.name)
      guard name.map({ entry.name.elementsEqual($0.utf8) }) ?? true,
        FileStatus(of: file, followingLinks: false) == nil,
        let published = ShellWord.quoted(RefName.policy.bytes + Array(":".utf8) + entry.name),
        let place = ShellWord.quoted(file)
      else { return nil }
      return "git show \(published) >\(place)"
    }
    return commands.isEmpty ? nil : commands.joined(separator: " && ")
  }

  private static func lookAtKey(
    _ configuration: Configuration,
    _ policy: Policy,
    _ diagnosis: inout Diagnosis
  ) throws {
    // A new key alone would sign records that nobody believes.
    let another =
      "run 'countersign init' for a new one, which is then to be listed in 'server_keys'"
    guard let path = configuration.signingKey, let bytes = try Files.read(path, limit: 1 << 16)
    else {
      diagnosis.fail(
        "there is no signing key: no push is let through",
        mend: "restore it from a backup, or \(another)"
      )
      return
    }
    let key: SSHSigningKey
    do throws(SSHSigningKey.Malformed) {
      key = try SSHSigningKey(openSSHPrivateKey: bytes)
    } catch {
      diagnosis.fail(
        "the signing key cannot be used: \(error)",
        mend: "restore it from a backup, or remove it and \(another)"
      )
      return
    }
    lookAtMode(of: path, &diagnosis)
    let listed = policy.serverKeys.first { $0.key == key.publicKey && $0.use == .server }
    guard let listed else {
      diagnosis.fail(
        "the signing key \(key.publicKey.fingerprint) is not in 'server_keys': no record verifies",
        mend: "add its .pub to the policy"
      )
      return
    }
    guard listed.isValid(at: Clock.now()) else {
      diagnosis.fail(
        "the signing key '\(listed.name)' is outside its dates in 'server_keys': no new record verifies",
        mend: "list a new one"
      )
      return
    }
    diagnosis.ok("the signing key is listed as '\(listed.name)'")
  }

  /// Whoever can write it has the server sign with a key of his own; whoever can read it can forge the ledger.
  private static func lookAtMode(of path: [UInt8], _ diagnosis: inout Diagnosis) {
    guard let status = FileStatus(of: path) else { return }
    let mend = "chmod 600 \(ShellWord.quoted(path) ?? "FILE")"
    if status.permissions & 0o022 != 0 {
      diagnosis.fail("others can write the signing key", mend: mend)
    } else {
      diagnosis.expect(
        status.permissions & 0o077 == 0,
        "the signing key is its owner's alone",
        else: "others can read the signing key",
        mend: mend
      )
    }
  }
}
