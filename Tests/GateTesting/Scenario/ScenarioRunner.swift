/// Performs the steps of a scenario with real servers, clones, keys and pushes.
package final class ScenarioRunner {
  var server: TestServer
  var clone: TestClone
  var mask = Mask()
  var ids: [String: String] = [:]
  var hostVariable = "COUNTERSIGN_PUSHER"
  private var policy = TestServer.policy
  private var isTrusted = false
  /// Dates of commits: one minute later each.
  private var minutes: Int64 = 0
  private var last = Finished(code: 0, output: [], errors: [])
  private var lastRecords: [[String]] = []

  package static func start(_ scenario: Scenario) async throws -> ScenarioRunner {
    let isEmpty = scenario.items.contains { $0.text == "empty" }
    let server = try await TestServer(seed: isEmpty ? nil : ["README.md": "hello\n"])
    return try await ScenarioRunner(server: server, clone: server.clone())
  }

  private init(server: TestServer, clone: TestClone) async throws {
    self.server = server
    self.clone = clone
    for person in server.people.values {
      let line = try await Tool.succeed("ssh-keygen", ["-l", "-f", person.key], in: clone.path).line
      mask.texts.append((String(line.split(separator: " ")[1]), "<\(person.id)>"))
    }
    let key = try await Tool.succeed(
      "ssh-keygen",
      ["-l", "-f", "\(server.path)/countersign/signing_key"],
      in: clone.path
    )
    mask.texts.append((String(key.line.split(separator: " ")[1]), "<server>"))
    mask.texts.append((server.path, "<SERVER>"))
    mask.texts.append((clone.path, "<CLONE>"))
    if let start = try await server.tip("refs/heads/main") {
      ids["START"] = start
      mask.name(start, "<START>")
      try await clone.git("checkout", "--quiet", "--detach", start)
    }
  }

  /// Runs every item.
  ///
  /// The scenario with what really came, and the first difference.
  package func run(_ scenario: Scenario) async throws -> (actual: Scenario, problem: String?) {
    var actual = scenario
    var problem: String?
    for (index, item) in scenario.items.enumerated() where !item.isProse {
      if item.isExpectation {
        actual.items[index].block = try await result(item.text)
        if actual.items[index].block != item.block, problem == nil {
          problem =
            "'\(item.text)' after '\(step(before: index, in: scenario))' is:\n"
            + actual.items[index].block.joined(separator: "\n")
        }
      } else {
        try await perform(item)
      }
    }
    return (actual, problem)
  }

  private func step(before index: Int, in scenario: Scenario) -> String {
    scenario.items[..<index].last { !$0.isProse && !$0.isExpectation }?.text ?? "the start"
  }

  private func result(_ name: String) async throws -> [String] {
    switch name {
    case "stderr":
      mask.apply(last.errorText.contains("remote: ") ? last.remoteText : last.errorText).lines
    case "stdout": mask.apply(last.text).lines
    case "refs":
      try await server.refs().sorted { $0.key < $1.key }.map { mask.apply("\($0.value) \($0.key)") }
    default: lastRecords.flatMap { [""] + $0 }.dropFirst().map { $0 }
    }
  }

  private func perform(_ item: Scenario.Item) async throws {
    var words = Scenario.words(item.text)
    let marks = ["!": Int32(1), "!!": 2]
    let expected = words.first.flatMap { marks[$0] }
    if expected != nil { words.removeFirst() }
    let verb = words.removeFirst()
    let before = try await ledgers()
    last = try await perform(verb, words, block: item.block)
    lastRecords = try await records(since: before)
    let isRight = last.code == expected ?? 0
    guard isRight else {
      throw TestError(
        "'\(item.text)' ended with \(last.code): \(mask.apply(last.errorText + last.text))"
      )
    }
  }

  private func perform(_ verb: String, _ words: [String], block: [String]) async throws -> Finished
  {
    switch verb {
    case "empty": return last
    case "baseline":
      try await server.git("update-ref", words[1].fullReference, rev(words[0]))
      return try await Tool.succeed(
        Tool.countersign,
        ["init", "--bare", server.path],
        in: server.path
      )
    case "policy": return try await setPolicy(block)
    case "config": return try await server.git("config", words[0], words[1])
    case "govern": return try await govern(words[0])
    case "edit": return try await edit(words[0], from: words[1], to: words[2])
    case "host": return try await setHost(words[0])
    case "commit", "amend": return try await commit(words, block: block, amend: verb == "amend")
    case "checkout": return try await git(["checkout", "--quiet", "--detach", rev(words[0])])
    case "name":
      try await name(words[0], words.count > 1 ? rev(words[1]) : "HEAD")
      return last
    case "merge": return try await merge(words)
    case "tag": return try await tag(words)
    case "approve": return try await approve(words)
    case "veto", "revoke", "review-bypass": return try await sign(verb, words)
    case "push": return try await push(words)
    case "git":
      let words = StepWords(words)
      return try await git(words.plain.map(filled), as: words["as"] ?? "bob", mayFail: true)
    case "countersign":
      let words = StepWords(words)
      try await fetch()
      return try await Tool.run(
        Tool.countersign,
        words.plain.map(filled),
        in: clone.path,
        environment: environment(of: words["as"] ?? "bob")
      )
    case "server": return try await Tool.run(Tool.countersign, words.map(filled), in: server.path)
    default: throw TestError("'\(verb)' is no step")
    }
  }

  // MARK: what the ledgers gained

  private func ledgers() async throws -> [String: String] {
    var tips: [String: String] = [:]
    for name in ["decisions", "refusals"] {
      tips[name] = try await server.tip("refs/notes/countersign/\(name)")
    }
    return tips
  }

  private func records(since before: [String: String]) async throws -> [[String]] {
    var found: [[String]] = []
    for (name, tip) in try await ledgers() where before[name] != tip {
      let old = before[name] ?? "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
      let difference = try await server.git(
        "diff-tree",
        "-r",
        "--no-renames",
        "-p",
        "--no-color",
        old,
        tip
      )
      // A record begins with its first line and ends before an empty one; a note only ever grows.
      var record: [String]?
      for line in difference.text.split(separator: "\n", omittingEmptySubsequences: false) {
        let isAdded = line.hasPrefix("+") && !line.hasPrefix("+++") && line != "+"
        if isAdded, line.hasPrefix("+countersign ") || record != nil {
          record = (record ?? []) + [String(line.dropFirst())]
        } else if let done = record {
          found.append(mask.apply(record: done.joined(separator: "\n")))
          record = nil
        }
      }
      if let done = record { found.append(mask.apply(record: done.joined(separator: "\n"))) }
    }
    return found.sorted { $0.joined(separator: "\n") < $1.joined(separator: "\n") }
  }

  // MARK: small things the steps share

  func rev(_ name: String) -> String { ids[name] ?? name }

  /// `$A` is the id of commit A.
  func filled(_ word: String) -> String {
    word.replacing(/\$([A-Za-z0-9]+)/) { match in ids[String(match.1)] ?? String(match.0) }
  }

  func name(_ name: String, _ revision: String) async throws {
    let id = try await git(["rev-parse", revision]).line
    ids[name] = id
    mask.name(id, "<COMMIT-\(name)>")
  }

  func environment(of person: String) -> [String: String] {
    let date = "\(1_800_000_000 + minutes * 60) +0000"
    var environment = server[person].environment
    environment["COUNTERSIGN_PUSHER"] = nil
    environment[hostVariable] = person
    environment["GIT_AUTHOR_DATE"] = date
    environment["GIT_COMMITTER_DATE"] = date
    return environment
  }

  func tick() { minutes += 1 }

  @discardableResult
  func git(_ arguments: [String], as person: String = "bob", mayFail: Bool = false) async throws
    -> Finished
  {
    let environment = environment(of: person)
    if mayFail {
      return try await Tool.run("git", arguments, in: clone.path, environment: environment)
    }
    return try await Tool.succeed("git", arguments, in: clone.path, environment: environment)
  }

  private func setPolicy(_ block: [String]) async throws -> Finished {
    policy = PolicyText.replacing(block, in: policy)
    try server.setPolicy(policy)
    return try await Tool.succeed(
      Tool.countersign,
      ["init", "--bare", server.path],
      in: server.path
    )
  }

  /// Brings policy and notes here, pinning the server's key the first time.
  func fetch() async throws {
    if isTrusted { try await git(["fetch", "--quiet", "origin"]) } else { try await clone.trust() }
    isTrusted = true
  }

  private func setHost(_ host: String) async throws -> Finished {
    let variables = [
      "ssh": "COUNTERSIGN_PUSHER", "http": "REMOTE_USER", "gitolite": "GL_USER",
      "gitlab": "GL_USERNAME",
      "gitea": "GITEA_PUSHER_NAME", "github-enterprise": "GITHUB_USER_LOGIN",
    ]
    guard let variable = variables[host] else { throw TestError("'\(host)' is no host") }
    hostVariable = variable
    return try await server.git("config", "countersign.host", host)
  }
}

extension String {
  /// A reference as a step names it: a branch, or a full name.
  var fullReference: String { hasPrefix("refs/") ? self : "refs/heads/\(self)" }

  fileprivate var lines: [String] {
    var lines = split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
