import GateTesting
import Testing

/// What the hook that was there before ours stood for must go on being checked.
@Suite("init --chain")
struct ChainTests {
  /// Ways in which a hook finds the parts it runs; `PARTS` in the loop below.
  static let places = [
    "${GIT_DIR:-$(dirname \"$0\")/..}/hooks/$(basename \"$0\").d",
    "$GIT_DIR/hooks/pre-receive.d",
    "$(dirname \"$0\")/$(basename \"$0\").d",
    "$(dirname \"$0\")/../hooks/pre-receive.d",
    "$(cd \"$(dirname \"$0\")\" && pwd)/pre-receive.d",
  ]

  private func dispatcher(_ place: String) -> String {
    """
    #!/bin/sh
    lines=$(cat)
    . "$(dirname "$0")/common.sh"
    for part in \(place)/*; do
      test -x "$part" || continue
      printf '%s\\n' "$lines" | "$part" || exit 1
    done

    """
  }

  @Test("a dispatcher finds its parts under its old name", arguments: places)
  func dispatcher(_ place: String) async throws {
    let server = try await TestServer(setUp: false)
    let hooks = "\(server.path)/hooks"
    try server.scratch.write(dispatcher(place), to: "\(hooks)/pre-receive", mode: 0o755)
    try server.scratch.write("echo common\n", to: "\(hooks)/common.sh")
    #expect(try await server.countersign("init", "--chain").isSuccess)
    // It may come after us, and then is found all the same.
    let part = "#!/bin/sh\nread old new ref && echo \"no to $ref\" && exit 1\n"
    try server.scratch.write(part, to: "\(hooks)/pre-receive.d/50-check", mode: 0o755)
    let clone = try await server.clone()
    try await clone.commit(["README.md": "x\n"])
    let refused = try await clone.push("HEAD:refs/heads/main")
    #expect(!refused.isSuccess)
    #expect(refused.remoteLines == ["common", "no to refs/heads/main"], "\(refused)")
    try TestFile.remove("\(hooks)/pre-receive.d/50-check")
    let judged = try await clone.push("HEAD:refs/heads/main")
    #expect(judged.remoteText.contains("refused 'refs/heads/main'"), "\(judged)")
    let removed = try await server.countersign("uninstall")
    #expect(removed.text.contains("restored hooks/pre-receive"), "\(removed)")
    #expect(try TestFile.text("\(hooks)/pre-receive") == dispatcher(place))
    #expect(!TestFile.exists("\(server.path)/chained-hooks"))
  }

  /// What becomes of a kept hook, as a shell command, and what doctor says then.
  static let damages: [(String, String, Int32)] = [
    ("true", "chained-hooks/pre-receive runs first", 0),
    ("rm chained-hooks/pre-receive", "which is not there: every push is refused", 1),
    ("chmod -x chained-hooks/pre-receive", "is not executable, and its checks do not run", 0),
    (
      "sed -i /chained-hooks/d hooks/pre-receive",
      "does not run chained-hooks/pre-receive, and its checks are off", 1
    ),
  ]

  @Test("doctor looks at what is chained", arguments: damages)
  func doctor(_ script: String, _ says: String, _ code: Int32) async throws {
    let server = try await TestServer()
    let hook = "\(server.path)/hooks/pre-receive"
    try server.scratch.write("#!/bin/sh\ntrue\n", to: hook, mode: 0o755)
    #expect(try await server.countersign("init", "--chain").isSuccess)
    try await Tool.succeed("sh", ["-c", script], in: server.path)
    let result = try await server.countersign("doctor")
    #expect(result.code == code, "\(result)")
    #expect(result.words.contains(says), "\(result)")
    // And init mends it.
    if code == 1 {
      #expect(try await server.countersign("init").isSuccess)
      #expect(try await server.countersign("doctor").isSuccess)
    }
  }
}
