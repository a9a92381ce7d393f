/// An sshd of a test's own on this machine, whose forced command names the pusher by their key.
package final class SSHServer: Sendable {
  private static let program = "/usr/sbin/sshd"
  package static var isInstalled: Bool {
    TestFile.exists(program) && TestFile.exists("/usr/bin/git-shell")
  }

  private let service: Service
  private let server: TestServer
  private let port: UInt16

  package init(for server: TestServer) async throws {
    self.server = server
    let scratch = server.scratch
    port = try Port.free()
    try TestFile.makeDirectory("/run/sshd")
    let hostKey = scratch.path("host_key")
    try await Tool.succeed(
      "ssh-keygen",
      ["-q", "-t", "ed25519", "-N", "", "-f", hostKey],
      in: scratch.path
    )
    // Only git's own two programs, by git's own shell; the rest of what ssh offers is `restrict`ed away.
    let keys = server.people.values.map { person in
      "restrict,command=\"COUNTERSIGN_PUSHER=\(person.id) exec git-shell -c \\\"$SSH_ORIGINAL_COMMAND\\\"\" "
        + person.publicKey + "\n"
    }
    let authorized = try scratch.write(keys.sorted().joined(), to: "authorized_keys", mode: 0o600)
    let config = """
      Port \(port)
      ListenAddress 127.0.0.1
      HostKey \(hostKey)
      AuthorizedKeysFile \(authorized)
      PidFile none
      StrictModes no
      UsePAM no
      PermitRootLogin yes
      PasswordAuthentication no
      KbdInteractiveAuthentication no
      """
    let file = try scratch.write(config + "\n", to: "sshd_config")
    service = try Service([Self.program, "-D", "-e", "-f", file], log: scratch.path("sshd.log"))
    try await service.waitForPort(port)
    try scratch.write(
      "[127.0.0.1]:\(port) \(try TestFile.text("\(hostKey).pub"))",
      to: "known_hosts"
    )
  }

  package var url: String { "ssh://127.0.0.1:\(port)\(server.path)" }

  /// The environment in which git connects as somebody, with more for ssh's command line.
  package func environment(of person: String, options: String = "") -> [String: String] {
    var environment = server[person].environment
    // What the client says of itself counts for nothing.
    environment["COUNTERSIGN_PUSHER"] = nil
    environment["GIT_SSH_COMMAND"] =
      "ssh -F /dev/null -i \(server[person].key) -o IdentitiesOnly=yes -o BatchMode=yes "
      + "-o UserKnownHostsFile=\(server.scratch.path("known_hosts")) \(options)"
    return environment
  }
}
