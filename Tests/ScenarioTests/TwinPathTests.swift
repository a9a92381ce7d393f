import GateTesting
import Testing

@Suite("Paths that another system takes for one of a class")
struct TwinPathTests {
  static let paths = [
    "iam\u{A0}/z", "iam\t/z", "iam\n/z", "\u{2170}am/z", "\u{24D8}am/z",
    "\u{1D5C2}\u{1D5BA}\u{1D5C6}/z", "i\u{1D43}m/z", "\u{130}am/z", "iam\\z", "app\\iam\\z",
    "iam:/z", "iam::$INDEX_ALLOCATION/z", "iam\u{2044}z", "iam\u{2215}z", "main.tf::$DATA",
    ".gitlab-ci.yaml", ".lfsconfig", ".github/dependabot.yml",
  ]

  @Test("attack 55: none of them gets in without an approval", arguments: paths)
  func twin(_ path: String) async throws {
    let world = try await World.make()
    let quoted = path.utf8.map { "\\" + Self.octal($0) }.joined()
    let stream = """
      commit refs/heads/twin
      committer Bob <bob@example.com> 1700000001 +0000
      data 1
      x
      from \(world.start)
      M 100644 inline "\(quoted)"
      data 1
      x

      """
    // Names such as these git itself keeps out of an index.
    try await Tool.succeed(
      "git",
      ["fast-import", "--quiet"],
      in: world.clone.path,
      input: Array(stream.utf8)
    )
    let tip = try await world.clone.git("rev-parse", "twin").line
    let push = try await world.clone.push("twin:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
  }

  private static func octal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 8)
    return String(repeating: "0", count: 3 - digits.count) + digits
  }
}
