internal import Glibc

/// A program that a test starts and that runs beside it, ended with the last user of it.
package final class Service: Sendable {
  private let process: pid_t
  package let log: String

  /// Starts a program: `arguments` are its absolute path and what follows it.
  ///
  /// `log` is where its output goes.
  package init(_ arguments: [String], environment: [String: String] = Tool.environment, log: String)
    throws
  {
    self.log = log
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o644)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    // A group of its own, so that what it starts ends with it.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    let words = arguments.map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for word in words + variables { free(word) } }
    var child = pid_t()
    guard posix_spawn(&child, arguments[0], &actions, &attributes, words, variables) == 0 else {
      throw TestError("cannot start '\(arguments[0])'")
    }
    process = child
  }

  deinit {
    kill(-process, SIGTERM)
    usleep(50_000)
    kill(-process, SIGKILL)
    waitpid(process, nil, 0)
  }

  /// Waits until something answers on a port of this machine.
  package func waitForPort(_ port: UInt16) async throws {
    for _ in 0..<100 {
      if Port.answers(port) { return }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw TestError("nothing answers on port \(port): \((try? TestFile.text(log)) ?? "")")
  }
}

/// Ports of this machine.
package enum Port {
  /// One that nobody listens on now.
  package static func free() throws -> UInt16 {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = loopback(port: 0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(socket, address, size) == 0 && getsockname(socket, address, &size) == 0
      }
    }
    guard result else { throw TestError("there is no free port") }
    return UInt16(bigEndian: address.sin_port)
  }

  static func answers(_ port: UInt16) -> Bool {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = loopback(port: port)
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        connect(socket, address, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  private static func loopback(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }
}
