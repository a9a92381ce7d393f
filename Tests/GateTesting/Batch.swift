/// Many runs of programs as one child: a shell goes through the commands.
///
/// Each of thousands of comparisons with another program is a process; two shells keep two cores busy,
/// and no run waits for this process in between.
package struct Batch: Sendable {
  private let scratch: Scratch
  private var commands: [String] = []

  package init(in scratch: Scratch) { self.scratch = scratch }

  /// Adds a command; its files are relative to the scratch directory.
  package mutating func add(_ command: String) { commands.append(command) }

  package var count: Int { commands.count }

  /// The exit codes, in order.
  package func run(environment: [String: String] = [:]) async throws -> [Int32] {
    let half = (commands.count + 1) / 2
    async let first = run(commands.prefix(half), "first", environment)
    async let second = run(commands.dropFirst(half), "second", environment)
    return try await first + second
  }

  private func run(
    _ commands: ArraySlice<String>,
    _ name: String,
    _ environment: [String: String]
  ) async throws -> [Int32] {
    let script = commands.map { "\($0) >/dev/null 2>&1; echo $?\n" }.joined()
    try scratch.write(script, to: "batch/\(name).sh")
    let result = try await Tool.succeed(
      "sh",
      ["batch/\(name).sh"],
      in: scratch.path,
      environment: environment
    )
    let codes = result.text.split(separator: "\n").compactMap { Int32($0) }
    guard codes.count == commands.count else { throw TestError("the batch was cut: \(result)") }
    return codes
  }
}
