import GateTesting

/// A hook that is killed at the Nth of its system calls of one kind, by `strace`'s fault injection: the product
/// itself knows nothing of it.
struct KilledHook {
  static let isPossible = TestFile.exists("/usr/bin/strace")
  /// What writes: to files, to directories, to disk.
  static let calls = [
    "write", "rename", "link", "unlink", "fsync", "mkdir", "fchmod", "openat", "flock",
  ]

  let server: TestServer
  let hook: String
  private let ours: [UInt8]
  private var path: String { "\(server.path)/hooks/\(hook)" }
  private var log: String { server.scratch.path("strace.log") }

  init(_ hook: String, on server: TestServer) throws {
    self.server = server
    self.hook = hook
    ours = try TestFile.read("\(server.path)/hooks/\(hook)")
  }

  /// Runs the hook as it is, and says how often it makes each call.
  func counting(_ body: () async throws -> Void) async throws -> [String: Int] {
    try replace("-o \(log) -e trace=\(Self.calls.joined(separator: ","))")
    try await body()
    try restore()
    var counts: [String: Int] = [:]
    for line in try TestFile.text(log).split(separator: "\n") {
      let words = line.split { $0 == " " || $0 == "(" }
      for word in words.prefix(2) where Self.calls.contains(String(word)) {
        counts[String(word), default: 0] += 1
      }
    }
    return counts
  }

  /// Runs the hook and kills it when it is about to make the Nth call.
  func killing(at call: String, _ number: Int, _ body: () async throws -> Void) async throws {
    try replace("-o /dev/null -e trace=\(call) -e inject=\(call):signal=KILL:when=\(number)")
    try await body()
    try restore()
  }

  private func replace(_ options: String) throws {
    let script =
      "#!/bin/sh\nSWIFT_BACKTRACE=enable=no exec /usr/bin/strace -f -qq \(options) \(Tool.countersign) hook \(hook)\n"
    try TestFile.write(Array(script.utf8), to: path, mode: 0o755)
  }

  private func restore() throws { try TestFile.write(ours, to: path, mode: 0o755) }
}
