/// A push that no git client would make: the commands are written to `git receive-pack` byte for byte.
package struct RawPush: Sendable {
  package static let zero = String(repeating: "0", count: 40)

  /// One command: what the client says the reference is at, where it is to go, and its name.
  package struct Command: Sendable {
    package let old: String
    package let new: String
    package let ref: [UInt8]

    package init(_ old: String, _ new: String, _ ref: String) {
      self.init(old, new, Array(ref.utf8))
    }

    package init(_ old: String, _ new: String, _ ref: [UInt8]) {
      self.old = old
      self.new = new
      self.ref = ref
    }
  }

  package var commands: [Command]
  /// A pack file; empty where every command deletes.
  package var pack: [UInt8]

  package init(_ commands: [Command], pack: [UInt8] = []) {
    self.commands = commands
    self.pack = pack
  }

  /// Runs it as somebody.
  ///
  /// The server's report is the output, what its hooks say the errors.
  package func run(on server: TestServer, as person: String = "bob") async throws -> Finished {
    var bytes: [UInt8] = []
    for (index, command) in commands.enumerated() {
      var line = Array("\(command.old) \(command.new) ".utf8) + command.ref
      if index == 0 { line += Array("\0report-status object-format=sha1".utf8) }
      bytes += Self.packet(line)
    }
    bytes += Array("0000".utf8) + pack
    return try await Tool.run(
      "git",
      ["receive-pack", server.path],
      in: server.scratch.path,
      environment: server[person].environment,
      input: bytes
    )
  }

  private static func packet(_ line: [UInt8]) -> [UInt8] {
    let digits = String(line.count + 4, radix: 16)
    return Array((String(repeating: "0", count: 4 - digits.count) + digits).utf8) + line
  }
}

extension TestClone {
  /// A pack of the objects that git's `rev-list` names, for a ``RawPush``.
  package func pack(_ revisions: String...) async throws -> [UInt8] {
    let list = revisions.map { $0 + "\n" }.joined()
    return try await Tool.succeed(
      "git",
      ["pack-objects", "--revs", "--stdout", "--quiet"],
      in: path,
      input: Array(list.utf8)
    ).output
  }

  /// A pack of exactly these objects.
  package func pack(objects: [String]) async throws -> [UInt8] {
    let list = objects.map { $0 + "\n" }.joined()
    return try await Tool.succeed(
      "git",
      ["pack-objects", "--stdout", "--quiet"],
      in: path,
      input: Array(list.utf8)
    ).output
  }
}
