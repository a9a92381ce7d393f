internal import Glibc
internal import GitObjects

/// Runs another program to its end: by its absolute path, with nothing of our environment, and
/// nothing to read.
package enum ChildProgram {
  package struct Finished: Sendable {
    /// The exit status; `nil` where a signal ended it.
    package let status: Int32?
    package let output: [UInt8]
    package let errors: [UInt8]
  }

  private static let outputLimit = 4 << 20

  /// Runs a program to its end, or until it is killed at the deadline.
  ///
  /// What it writes is kept in `directory` meanwhile: a file cannot fill up as a pipe does.
  /// `deadline` is on the monotonic clock; a program that is still running then is killed.
  package static func run(
    _ path: [UInt8],
    _ arguments: [[UInt8]],
    environment: [[UInt8]],
    in directory: borrowing TemporaryDirectory,
    deadline: Double
  ) throws(FileError) -> Finished {
    let output = Files.join(directory.path, "output")
    let errors = Files.join(directory.path, "errors")
    let child = try spawn(path, arguments, environment, output: output, errors: errors)
    let status = try wait(for: child, until: deadline, name: Escaped.text(path))
    return Finished(
      status: status,
      output: try Files.read(output, limit: outputLimit) ?? [],
      errors: try Files.read(errors, limit: outputLimit) ?? []
    )
  }

  private static func spawn(
    _ path: [UInt8],
    _ arguments: [[UInt8]],
    _ environment: [[UInt8]],
    output: [UInt8],
    errors: [UInt8]
  ) throws(FileError) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    let write = O_WRONLY | O_CREAT | O_EXCL
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 1, Files.terminated(output), write, 0o600)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, Files.terminated(errors), write, 0o600)
    let words = unsafe ([path] + arguments).map { unsafe strdup(Files.terminated($0)) } + [nil]
    let variables = unsafe environment.map { unsafe strdup(Files.terminated($0)) } + [nil]
    defer { unsafe (words + variables).forEach { unsafe free($0) } }
    var child = pid_t()
    let code = unsafe posix_spawn(&child, Files.terminated(path), &actions, nil, words, variables)
    guard code == 0 else { throw FileError("start '\(Escaped.text(path))'", code: code) }
    return child
  }

  private static func wait(for child: pid_t, until deadline: Double, name: String)
    throws(FileError) -> Int32?
  {
    var status: Int32 = 0
    while true {
      let ended = unsafe waitpid(child, &status, WNOHANG)
      if ended == child { return status & 0x7F == 0 ? status >> 8 & 0xFF : nil }
      guard ended == 0 || errno == EINTR else { throw FileError("wait for '\(name)'") }
      guard Clock.monotonic() < deadline else {
        kill(child, SIGKILL)
        unsafe waitpid(child, &status, 0)
        throw FileError("run '\(name)'", reason: "it took too long")
      }
      usleep(300)
    }
  }
}
