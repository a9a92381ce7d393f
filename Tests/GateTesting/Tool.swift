internal import Glibc
internal import Platform
internal import Subprocess
internal import SystemPackage

/// A finished child process.
package struct Finished: Sendable, CustomStringConvertible {
  /// The exit code; 128 and the signal where one ended it.
  package let code: Int32
  package let output: [UInt8]
  package let errors: [UInt8]

  package var isSuccess: Bool { code == 0 }
  package var description: String { "exit \(code)\n\(text)\(errorText)" }
  package var text: String { String(decoding: output, as: UTF8.self) }
  package var errorText: String { String(decoding: errors, as: UTF8.self) }
  /// The first line of the output.
  package var line: String { String(text.prefix { $0 != "\n" }) }

  /// What a hook said: the lines that git prefixes with `remote: `, without it and without padding.
  package var remoteLines: [String] {
    errorText.split(separator: "\n").compactMap { line in
      guard line.hasPrefix("remote: ") else { return nil }
      return String(line.dropFirst(8).reversed().drop { $0 == " " }.reversed())
    }
  }

  package var remoteText: String { remoteLines.joined(separator: "\n") }

  /// Both streams with their wrapped lines joined again.
  package var words: String {
    (text + errorText).split(separator: "\n").map { line in
      String(line.hasPrefix("countersign: ") ? line.dropFirst(13).drop { $0 == " " } : line[...])
    }.joined(separator: " ")
  }
}

/// Runs real programs in an environment that nothing of the machine's or the user's leaks into.
package enum Tool {
  /// The built `countersign`, or the one that `COUNTERSIGN_BINARY` names.
  package static let countersign =
    getenv("COUNTERSIGN_BINARY").map { String(cString: $0) } ?? BuiltBinary.path

  /// Whether expectations are to be written anew.
  package static var isUpdating: Bool { getenv("COUNTERSIGN_UPDATE") != nil }

  /// No user or machine config, fixed dates, the built binary first on `PATH`.
  package static let environment: [String: String] = {
    let directory = countersign.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
    return [
      "PATH": "\(directory):/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "HOME": "/nonexistent",
      "LC_ALL": "C", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null",
      "GIT_TERMINAL_PROMPT": "0", "SWIFT_BACKTRACE": "enable=no",
    ]
  }()

  /// Runs a program found on `PATH`, or at an absolute path.
  package static func run(
    _ program: String,
    _ arguments: [String],
    in directory: String,
    environment changes: [String: String] = [:],
    input: [UInt8] = []
  ) async throws -> Finished {
    var environment = Tool.environment
    for (key, value) in changes { environment[key] = value }
    let variables = Dictionary(
      uniqueKeysWithValues: environment.map { (Environment.Key(stringLiteral: $0), $1) }
    )
    await Slots.children.take()
    defer { Task { await Slots.children.give() } }
    let result = try await Subprocess.run(
      program.hasPrefix("/") ? .path(FilePath(program)) : .name(program),
      arguments: Arguments(arguments),
      environment: .custom(variables),
      workingDirectory: FilePath(directory),
      input: .fileDescriptor(
        FileDescriptor(rawValue: try UnnamedFile.open(holding: input)),
        closeAfterSpawningProcess: true
      ),
      output: .bytes(limit: 1 << 28),
      error: .bytes(limit: 1 << 28)
    )
    let code: Int32 =
      switch result.terminationStatus {
      case .exited(let code): code
      case .signaled(let signal): 128 + signal
      }
    return Finished(code: code, output: result.standardOutput, errors: result.standardError)
  }

  /// Runs a program that must succeed.
  @discardableResult
  package static func succeed(
    _ program: String,
    _ arguments: [String],
    in directory: String,
    environment: [String: String] = [:],
    input: [UInt8] = []
  ) async throws -> Finished {
    let result = try await run(
      program,
      arguments,
      in: directory,
      environment: environment,
      input: input
    )
    guard result.isSuccess else {
      throw TestError(
        "'\(program) \(arguments.joined(separator: " "))' ended with \(result.code): \(result.errorText)\(result.text)"
      )
    }
    return result
  }
}
