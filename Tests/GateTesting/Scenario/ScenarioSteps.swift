/// The steps in which somebody works in the clone.
extension ScenarioRunner {
  func commit(_ words: [String], block: [String], amend: Bool) async throws -> Finished {
    var words = StepWords(words)
    let isSigned = words.take("signed")
    let person = words["as"] ?? "bob"
    let name = words.plain[0]
    for word in words.plain.dropFirst() { try await apply(word) }
    tick()
    var arguments = ["commit", "--quiet", "--allow-empty", "--cleanup=verbatim"]
    if amend { arguments += ["--amend", "--reset-author"] }
    let message = block.isEmpty ? "change \(name)\n" : block.joined(separator: "\n") + "\n"
    arguments += ["-m", message] + (isSigned ? ["-S"] : [])
    let signing = ["-c", "gpg.format=ssh", "-c", "user.signingKey=\(server[person].key)"]
    let result = try await git((isSigned ? signing : []) + arguments, as: person)
    try await self.name(name, "HEAD")
    return result
  }

  /// `FILE=CONTENT`; `FILE=` deletes, `FILE+x` makes executable, `FILE@TARGET` is a symlink.
  private func apply(_ word: String) async throws {
    if word.hasSuffix("+x") {
      try await git(["update-index", "--chmod=+x", String(word.dropLast(2))])
    } else if let at = word.firstIndex(of: "@"), !word.contains("=") {
      let path = String(word[..<at])
      try await git(["rm", "--quiet", "-rf", "--ignore-unmatch", "--", path])
      try await Tool.succeed(
        "ln",
        ["-s", String(word[word.index(after: at)...]), path],
        in: clone.path
      )
      try await git(["add", "--", path])
    } else {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
        String.init
      )
      guard parts.count == 2 else { throw TestError("'\(word)' is no FILE=CONTENT") }
      if parts[1].isEmpty {
        try await git(["rm", "--quiet", "-r", "--", parts[0]])
      } else {
        let content = parts[1].replacing("\\n", with: "\n") + "\n"
        try TestFile.write(Array(content.utf8), to: "\(clone.path)/\(parts[0])")
        try await git(["add", "--", parts[0]])
      }
    }
  }

  /// Puts the policy into `main` and has the server read it from there.
  func govern(_ name: String) async throws -> Finished {
    for file in ["policy.yaml", "allowed_signers"] {
      let bytes = try TestFile.read("\(server.path)/countersign/\(file)")
      try TestFile.write(bytes, to: "\(clone.path)/.countersign/\(file)")
    }
    try await git(["add", ".countersign"])
    let result = try await commit([name], block: ["policy"], amend: false)
    try await git(["push", "--quiet", "origin", "HEAD:refs/heads/main"])
    try await server.git(
      "config",
      "countersign.policy",
      "ref:refs/heads/main:.countersign/policy.yaml"
    )
    try await Tool.succeed(Tool.countersign, ["init", "--bare", server.path], in: server.path)
    return result
  }

  func edit(_ file: String, from: String, to: String) async throws -> Finished {
    let text = try TestFile.text("\(clone.path)/\(file)")
    guard text.contains(from) else { throw TestError("'\(file)' does not say '\(from)'") }
    try TestFile.write(Array(text.replacing(from, with: to).utf8), to: "\(clone.path)/\(file)")
    return try await git(["add", "--", file])
  }

  func merge(_ words: [String]) async throws -> Finished {
    let words = StepWords(words, rest: ["with"])
    tick()
    let result = try await git(
      ["merge", "--quiet", "--no-ff", "-m", "merge \(words.plain[0])"] + words.all("with")
        + words.plain.dropFirst().map(rev),
      as: words["as"] ?? "bob"
    )
    try await name(words.plain[0], "HEAD")
    return result
  }

  func tag(_ words: [String]) async throws -> Finished {
    let words = StepWords(words)
    tick()
    let tag = words.plain[0]
    let result = try await git(
      ["tag", "-a", "-m", tag, tag, rev(words.plain[1])],
      as: words["as"] ?? "bob"
    )
    ids[tag] = try await git(["rev-parse", "refs/tags/\(tag)"]).line
    if let id = ids[tag] { mask.name(id, "<TAG-\(tag)>") }
    return result
  }

  /// A reviewer fetches, approves with the product's own command, and pushes a note.
  func approve(_ words: [String]) async throws -> Finished {
    var words = StepWords(words, keywords: ["by", "for", "as", "naming", "because", "breaking"])
    let isKept = words.take("unpushed")
    guard let reviewer = words["by"], let range = words.plain.first else {
      throw TestError("'approve' needs a range and 'by'")
    }
    try await fetch()
    let kind = words["as"] ?? "note"
    let parts = range.components(around: "..").map(rev)
    var arguments = ["approve", parts.joined(separator: ".."), "--key", server[reviewer].key]
    arguments += ["--target", words["for"] ?? "refs/heads/main", "--as", kind, "--yes"]
    if kind == "note", !isKept { arguments.append("--push") }
    if let reason = words["because"] { arguments += ["--reason", reason] }
    if let reason = words["breaking"] { arguments += ["--break-glass", reason] }
    tick()
    let result = try await Tool.run(
      Tool.countersign,
      arguments,
      in: clone.path,
      environment: environment(of: reviewer)
    )
    if let new = words["naming"] { try await name(new, "HEAD") }
    return result
  }

  /// The same with another command that signs.
  func sign(_ command: String, _ words: [String]) async throws -> Finished {
    let words = StepWords(words, keywords: ["by", "because"])
    guard let person = words["by"], let subject = words.plain.first else {
      throw TestError("'\(command)' needs what it is about and 'by'")
    }
    try await fetch()
    let parts = subject.components(around: "..").map(rev)
    var arguments = [command, parts.joined(separator: ".."), "--key", server[person].key]
    arguments += ["--push", "--yes"]
    if let reason = words["because"] { arguments += ["--reason", reason] }
    tick()
    return try await Tool.run(
      Tool.countersign,
      arguments,
      in: clone.path,
      environment: environment(of: person)
    )
  }

  func push(_ words: [String]) async throws -> Finished {
    var words = StepWords(words, rest: ["with"])
    let isForced = words.take("force")
    let isPair = words.plain.count == 2 && !words.plain.contains { $0.contains(":") }
    let pairs = isPair ? ["\(words.plain[0]):\(words.plain[1])"] : words.plain
    let refspecs = pairs.map { pair in
      let ends = pair.components(around: ":")
      return (isForced ? "+" : "") + "\(rev(ends[0])):\(ends[1].fullReference)"
    }
    return try await git(
      ["push"] + words.all("with") + ["origin"] + refspecs,
      as: words["as"] ?? "bob",
      mayFail: true
    )
  }
}

extension String {
  /// What is before and after a separator; the whole where there is none.
  fileprivate func components(around separator: String) -> [String] {
    guard let range = firstRange(of: separator) else { return [self] }
    return [String(self[..<range.lowerBound]), String(self[range.upperBound...])]
  }
}
