internal import GitObjects
internal import Platform
internal import Subprocess
internal import SystemPackage

/// Runs git and ssh-keygen: by absolute path, so that no `PATH` puts another program in their place.
enum ChildProcess {
  static func path(of name: String) throws -> String {
    for directory in ["/usr/bin", "/usr/local/bin", "/bin"] {
      let path = "\(directory)/\(name)"
      if FileStatus(of: Array(path.utf8))?.isExecutable == true { return path }
    }
    throw Failure(
      "'\(name)' is not installed",
      hint: "run 'apt-get install git openssh-client', or what your system has for it"
    )
  }

  /// How a program ended, and what it said.
  struct Finished {
    let isSuccess: Bool
    let output: [UInt8]
    let errors: [UInt8]
  }

  /// Runs a program to its end; both its streams are kept.
  static func run(
    _ name: String,
    _ arguments: [String],
    input: [UInt8] = [],
    environment: [String: String] = [:]
  ) async throws -> Finished {
    let result = try await Subprocess.run(
      .path(.init(try path(of: name))),
      arguments: .init(arguments),
      environment: variables(environment),
      input: try Self.input(input),
      output: .bytes(limit: 256 << 20),
      error: .bytes(limit: 16 << 20)
    )
    return Finished(
      isSuccess: result.terminationStatus.isSuccess,
      output: result.standardOutput,
      errors: result.standardError
    )
  }

  /// The output of a program that must succeed; what it says goes unheard.
  static func quiet(_ name: String, _ arguments: [String]) async throws -> [UInt8] {
    let result = try await run(name, arguments)
    guard result.isSuccess else { throw failed(name, arguments) }
    return result.output
  }

  /// The output of a program that must succeed; its errors and questions go to the terminal.
  ///
  /// `failure` says what it comes to where it does not.
  static func output(
    _ name: String,
    _ arguments: [String],
    input: [UInt8] = [],
    environment: [String: String] = [:],
    failure: Failure? = nil
  ) async throws -> [UInt8] {
    let result = try await Subprocess.run(
      .path(.init(try path(of: name))),
      arguments: .init(arguments),
      environment: variables(environment),
      input: try Self.input(input),
      output: .bytes(limit: 256 << 20),
      error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false)
    )
    guard result.terminationStatus.isSuccess else { throw failure ?? failed(name, arguments) }
    return result.standardOutput
  }

  /// The first line of a program's output.
  static func line(_ name: String, _ arguments: [String]) async throws -> String {
    String(decoding: try await quiet(name, arguments).prefix { $0 != 0x0A }, as: UTF8.self)
  }

  /// Gives a text to a pager as git starts it; whether it was shown.
  ///
  /// From a file: a pager that is left before it has read everything breaks no pipe.
  static func page(_ text: [UInt8], through command: String) async throws -> Bool {
    let directory = try TemporaryDirectory()
    let file = try directory.write(text, as: "changes")
    let result = try await Subprocess.run(
      .path("/bin/sh"),
      arguments: ["-c", "\(command) <\"$0\"", String(decoding: file, as: UTF8.self)],
      environment: .inherit.updating([
        "LESS": environmentOr("LESS", "FRX"), "LV": environmentOr("LV", "-c"),
      ]),
      input: .none,
      output: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false),
      error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false)
    )
    return result.terminationStatus.isSuccess
  }

  private static func input(_ bytes: [UInt8]) throws -> FileDescriptorInput {
    let file = FileDescriptor(rawValue: try UnnamedFile.open(holding: bytes))
    return .fileDescriptor(file, closeAfterSpawningProcess: true)
  }

  private static func environmentOr(_ name: String, _ fallback: String) -> String {
    ProcessEnvironment.value(of: name).map { String(decoding: $0, as: UTF8.self) } ?? fallback
  }

  /// What leads git to another repository than the one around it, or to other parts: `git rev-parse --local-env-vars`
  /// without `GIT_CONFIG_COUNT` and `GIT_CONFIG_PARAMETERS`, by which `git -c` and pipelines hand settings on.
  private static let leading = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_CONFIG", "GIT_DIR",
    "GIT_GRAFT_FILE", "GIT_IMPLICIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_REPLACE_REF_BASE", "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
  ]

  /// A program works in the repository that was judged, wherever the environment leads; replacement objects would
  /// show it another history.
  private static func variables(_ changes: [String: String]) -> Environment {
    var all: [Environment.Key: String?] = ["GIT_NO_REPLACE_OBJECTS": "1"]
    for name in leading { all.updateValue(nil, forKey: Environment.Key(stringLiteral: name)) }
    for (name, value) in changes { all[Environment.Key(stringLiteral: name)] = value }
    return .inherit.updating(all)
  }

  /// By the program's own command: settings and directories that are given before it name none.
  private static func failed(_ name: String, _ arguments: [String]) -> Failure {
    var rest = arguments[...]
    while let first = rest.first, name == "git", first.hasPrefix("-") {
      rest = rest.dropFirst(["-c", "-C"].contains(first) ? 2 : 1)
    }
    return Failure("'\(name) \(Escaped.text(rest.first ?? ""))' failed")
  }
}
