import GateTesting
import Testing

/// sshd's configuration is this machine's: a test lays another one over it, for `doctor` alone.
@Suite(
  "doctor and sshd",
  .enabled("only root may mount, and not in every container") {
    let mount = ["--mount", "mount", "--bind", "/etc/ssh", "/etc/ssh"]
    return (try? await Tool.run("unshare", mount, in: "/"))?.isSuccess ?? false
  }
)
struct SSHDaemonTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let script: String
    let says: String
    let code: Int32
    var testDescription: String { script }
  }

  @Test(
    "a variable that lets a client turn the hooks off is found, and a file that cannot be read is said",
    arguments: [
      Case(script: "true", says: "sshd lets no GIT_* variable through", code: 0),
      Case(script: "rm sshd_config", says: "sshd's configuration is not here", code: 0),
      Case(
        script: "echo AcceptEnv LANG 'GIT_*' >sshd_config.d/git.conf",
        says: "sshd's 'AcceptEnv GIT_*' lets a client turn the hooks off",
        code: 1
      ),
      Case(
        script: "echo 'AcceptEnv \"GIT_CONFIG_*\"' >sshd_config.d/git.conf",
        says: "sshd's 'AcceptEnv GIT_CONFIG_*' lets a client",
        code: 1
      ),
      Case(
        script: "mkfifo sshd_config.d/cloud.conf",
        says: "sshd's configuration in '/etc/ssh/sshd_config.d/cloud.conf' was not read",
        code: 2
      ),
      Case(
        script: "echo 'Include more' >>sshd_config; echo 'acceptenv=GIT_DIR' >more",
        says: "sshd's 'AcceptEnv GIT_DIR' lets a client",
        code: 1
      ),
      Case(
        script:
          "mkdir ../more; echo AcceptEnv GIT_DIR >../more/a.conf; echo \"Include $PWD/../m*e/*.conf\" >>sshd_config",
        says: "sshd's 'AcceptEnv GIT_DIR' lets a client",
        code: 1
      ),
      Case(
        script:
          "mkdir more; echo AcceptEnv GIT_DIR >'more/a b.conf'; echo 'Include none \"more/a b.conf\"' >>sshd_config",
        says: "sshd's 'AcceptEnv GIT_DIR' lets a client",
        code: 1
      ),
      Case(
        script: "mkdir more; mkfifo more/a.conf; echo 'include more/[a]*' >>sshd_config",
        says: "sshd's configuration in '/etc/ssh/more/a.conf' was not read",
        code: 2
      ),
      Case(
        script: "echo AcceptEnv GIT_DIR >sshd_config.d/old.bak; echo '# Include *' >>sshd_config",
        says: "sshd lets no GIT_* variable through",
        code: 0
      ),
      Case(
        script: "echo 'Include none/*.conf loop' | tee loop >>sshd_config",
        says: "sshd lets no GIT_* variable through",
        code: 0
      ),
      Case(
        script:
          "echo Include d1 >>sshd_config; for n in $(seq 17); do echo Include d$((n + 1)) >d$n; done",
        says: "sshd's configuration in '/etc/ssh/d17' was not read",
        code: 2
      ),
    ]
  )
  func configuration(_ test: Case) async throws {
    let server = try await TestServer()
    let directory = server.scratch.path("ssh")
    try TestFile.makeDirectory("\(directory)/sshd_config.d")
    let usual = "Include /etc/ssh/sshd_config.d/*.conf\nAcceptEnv LANG LC_* GIT_PROTOCOL\n"
    try server.scratch.write(usual, to: "\(directory)/sshd_config")
    try await Tool.succeed("sh", ["-c", test.script], in: directory)
    let over = "mount --bind '\(directory)' /etc/ssh && exec '\(Tool.countersign)' doctor"
    let result = try await Tool.run("unshare", ["--mount", "sh", "-c", over], in: server.path)
    #expect(result.code == test.code, "\(result)")
    #expect(result.words.contains(test.says), "\(result)")
    #expect(test.code == 0 || !result.words.contains("sshd lets no GIT_*"), "\(result)")
  }
}
