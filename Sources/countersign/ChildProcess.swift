internal import SystemPackage
internal import GitObjects
internal import Platform
internal import Subprocess

/// Runs git and ssh-keygen: by absolute path, so that no `PATH` or git config puts another program in their
/// place.
enum ChildProcess {
  static func path(of name: String) throws -> String {
    for directory in ["/usr/bin", "/usr/local/bin", "/bin"] {
      let path = "\(directory)/\(name)"
      if FileStatus(of: Array(path.utf8))?.isExecutable == true { return path }
    }
    throw Failure("'\(name)' is not installed", hint: "install it, for example 'apt-get install git openssh-client'")
  }

  /// The output of a program that must succeed; its errors and questions go to the terminal.
  static func output(_ name: String, _ arguments: [String], input: [UInt8] = []) async throws -> [UInt8] {
    let result = try await Subprocess.run(
      .path(.init(try path(of: name))), arguments: .init(arguments),
      environment: .inherit.updating(["GIT_NO_REPLACE_OBJECTS": "1"]), input: .array(input),
      output: .bytes(limit: 256 << 20), error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false))
    guard result.terminationStatus.isSuccess else {
      throw Failure("'\(name) \(arguments.prefix(3).joined(separator: " "))' failed")
    }
    return result.standardOutput
  }

  /// The first line of a program's output.
  static func line(_ name: String, _ arguments: [String]) async throws -> String {
    String(decoding: try await output(name, arguments).prefix { $0 != 0x0A }, as: UTF8.self)
  }

  /// Runs a program on this terminal; whether it succeeded.
  static func succeeds(_ name: String, _ arguments: [String]) async throws -> Bool {
    let result = try await Subprocess.run(
      .path(.init(try path(of: name))), arguments: .init(arguments),
      input: .fileDescriptor(.standardInput, closeAfterSpawningProcess: false),
      output: .fileDescriptor(.standardError, closeAfterSpawningProcess: false),
      error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false))
    return result.terminationStatus.isSuccess
  }
}
