import Approvals
import GateTesting
import GitObjects
import Policy
import SSH
import Testing

/// Signed commits, changed in many ways, judged by this package and by `git verify-commit`.
@Suite("Commit signatures against git")
struct CommitSignatureTests {
  /// A time at which every key of ``signers`` is what its line says.
  private static let now = Timestamp(seconds: 1_790_000_000)

  private struct Mill {
    let repository: TestRepository
    let keys: [String: String]
    let policies: PolicySet
    let signers: String
  }

  private static func mill() async throws -> Mill {
    let repository = try await TestRepository()
    var keys: [String: String] = [:]
    for name in ["alice", "bob", "old", "stranger"] {
      keys[name] = try await TestPerson(name, in: repository.scratch).key
    }
    func line(_ name: String, _ options: String, _ key: String) throws -> String {
      let text = try TestFile.text("\(keys[key] ?? "").pub").split(separator: " ").prefix(2)
      return "\(name) \(options) \(text.joined(separator: " "))\n"
    }
    let lines = try [
      line("alice", "namespaces=\"git\"", "alice"), line("bob", "namespaces=\"git\"", "bob"),
      line("alice", "namespaces=\"git\",valid-before=\"20250101Z\"", "old"),
    ].joined()
    let signers = try repository.scratch.write(lines, to: "signers")
    return Mill(
      repository: repository,
      keys: keys,
      policies: try KeyPolicy.load(signers: lines),
      signers: signers
    )
  }

  /// A commit whose signature is over all of it but the signature.
  private static func signed(_ body: [UInt8], by name: String, _ mill: Mill) async throws -> [UInt8]
  {
    let armor = try await Tool.succeed(
      "ssh-keygen",
      ["-q", "-Y", "sign", "-n", "git", "-f", mill.keys[name] ?? ""],
      in: mill.repository.scratch.path,
      input: body
    ).output
    return adding(header(armor), to: body)
  }

  private static func header(_ armor: [UInt8]) -> [UInt8] {
    let lines = armor.split(separator: 0x0A)
    return Array("gpgsig ".utf8) + Array(lines.joined(separator: Array("\n ".utf8))) + [0x0A]
  }

  /// Puts header lines at the end of a commit's header.
  private static func adding(_ header: [UInt8], to commit: [UInt8]) -> [UInt8] {
    let end = commit.firstRange(of: [0x0A, 0x0A])?.lowerBound ?? commit.count - 1
    return Array(commit[...end] + header + commit[(end + 1)...])
  }

  private static func body(_ time: Int64 = 1_789_000_000, _ message: String = "subject\n")
    -> [UInt8]
  {
    let tree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
    let who = "Alice <alice@example.com> \(time) +0000"
    return Array("tree \(tree)\nauthor \(who)\ncommitter \(who)\n\n\(message)".utf8)
  }

  /// `git`'s letter for each commit: G is good.
  private static func letters(_ commits: [[UInt8]], _ mill: Mill) async throws -> [String] {
    let ids = try await mill.repository.writeUnchecked(commits, kind: "commit")
    let log = try await mill.repository.git(
      "-c",
      "gpg.ssh.allowedSignersFile=\(mill.signers)",
      "log",
      "--no-walk=unsorted",
      "--stdin",
      "--format=tformat:%H %G?",
      input: Array(ids.map { $0 + "\n" }.joined().utf8)
    )
    var letters: [String: String] = [:]
    for row in log.text.split(separator: "\n") {
      letters[String(row.prefix(40))] = String(row.dropFirst(41))
    }
    return ids.map { letters[$0] ?? "unreadable" }
  }

  private static func ours(_ bytes: [UInt8], _ mill: Mill) -> KeyPolicy.Outcome {
    guard let commit = try? CommitObject(parsing: bytes) else { return .refused(.commitMalformed) }
    guard let armor = commit.signature else { return .refused(.signatureBad) }
    let check = SignerCheck(keyring: mill.policies.keyring, now: now)
    return KeyPolicy.outcome { () throws(ApprovalProblem) in
      try check.signer(ofCommit: commit, signature: armor)
    }
  }

  @Test("where git and this differ: the clock, doubled headers, NUL")
  func known() async throws {
    let mill = try await Self.mill()
    let plain = try await Self.signed(Self.body(), by: "alice", mill)
    // Signed with a key that has expired, and dated to when it had not.
    let backdated = try await Self.signed(Self.body(1_700_000_000), by: "old", mill)
    let start = try #require(plain.firstRange(of: Array("gpgsig ".utf8))?.lowerBound)
    let end = try #require(plain.firstRange(of: [0x0A, 0x0A])?.lowerBound)
    let doubled = Self.adding(Array(plain[start...end]), to: plain)
    let second = Self.adding(Array("gpgsig-sha256 x\n".utf8), to: plain)
    let rows: [(what: String, commit: [UInt8], git: String, ours: KeyPolicy.Outcome)] = [
      ("as it was signed", plain, "G", .signed("alice", .none)),
      ("attack 27: an expired key and an old date", backdated, "G", .refused(.keyExpired)),
      ("attack 30: the signature twice", doubled, "G", .refused(.commitMalformed)),
      ("attack 30: a second kind of signature", second, "G", .refused(.commitMalformed)),
      (
        "attack 30: text behind a NUL", plain + [0] + Array("x\n".utf8), "B",
        .refused(.commitMalformed)
      ),
      (
        "another committer, whose key it is not",
        try await Self.signed(Self.body(), by: "bob", mill), "G", .signed("bob", .none)
      ),
      (
        "a key that nobody listed", try await Self.signed(Self.body(), by: "stranger", mill), "U",
        .refused(.signatureUnknownKey)
      ),
      ("no signature", Self.body(), "N", .refused(.signatureBad)),
      ("another message", plain + Array("more\n".utf8), "B", .refused(.signatureBad)),
      (
        "attack 30: a header that was not signed", Self.adding(Array("x y\n".utf8), to: plain), "B",
        .refused(.commitMalformed)
      ),
    ]
    let letters = try await Self.letters(rows.map(\.commit), mill)
    for (row, letter) in zip(rows, letters) {
      #expect(letter == row.git, "\(row.what)")
      #expect(Self.ours(row.commit, mill) == row.ours, "\(row.what)")
    }
  }

  @Test(
    "of thousands of changed commits, git calls good whatever is good here",
    arguments: [81, 82]
  )
  func differential(_ seed: UInt64) async throws {
    let mill = try await Self.mill()
    var random = SeededGenerator(seed: seed)
    var whole: [[UInt8]] = []
    for index in 0..<12 {
      let message =
        "subject \(index)\n\n\(String(decoding: random.bytes(9).map { $0 & 63 | 64 }, as: UTF8.self))\n"
      let body = Self.body(1_789_000_000 + Int64(index), message)
      whole.append(
        try await Self.signed(body, by: random.pick(["alice", "bob", "stranger"]), mill)
      )
    }
    let commits = (0..<600).map { _ in Self.changed(random.pick(whole), &random) }
    let ids = try await mill.repository.writeUnchecked(commits, kind: "commit")
    var batch = Batch(in: mill.repository.scratch)
    // One by one: git ends at a commit that it cannot read.
    let git = "git -C repository.git -c gpg.ssh.allowedSignersFile=\(mill.signers)"
    for id in ids { batch.add("\(git) log -1 --format=%G? \(id) | grep -q G") }
    let codes = try await batch.run()
    var (good, stricter) = (0, 0)
    for (commit, code) in zip(commits, codes) {
      switch Self.ours(commit, mill) {
      case .signed:
        good += 1
        #expect(code == 0, "seed \(seed): \(Escaped.text(commit))")
      case .refused(let reason):
        guard code == 0 else { continue }
        stricter += 1
        // No other difference than the form: what two readers could read differently.
        #expect(
          reason == .commitMalformed || reason == .signatureBad,
          "seed \(seed), \(reason.rawValue): \(Escaped.text(commit))"
        )
      }
    }
    #expect(good > 50 && stricter > 0, "\(good) good, \(stricter) only to git")
  }

  /// One change, or none.
  private static func changed(_ commit: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = commit
    let position = random.number(0...(bytes.count - 1))
    switch random.number(0...9) {
    case 0: bytes[position] ^= 1 << UInt8(random.number(0...7))
    case 1: bytes.remove(at: position)
    case 2: bytes.insert(random.pick([0x0A, 0x20, 0x00, 0x09, 0x0D, 0x41]), at: position)
    case 3: bytes += random.pick([[0], [0x0A], Array("\0x\n".utf8), Array(" \n".utf8)])
    case 4:
      let header = random.pick(["gpgsig x", "gpgsig-sha256 x", "encoding UTF-8", "x y", " z"])
      bytes = adding(Array("\(header)\n".utf8), to: bytes)
    case 5:
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      let line = random.number(0...(lines.count - 1))
      bytes = Array((lines[...line] + lines[line...]).joined(separator: [0x0A]))
    case 6: bytes = bytes.flatMap { $0 == 0x0A && random.once(in: 9) ? [0x0D, 0x0A] : [$0] }
    default: break
    }
    return bytes
  }
}
