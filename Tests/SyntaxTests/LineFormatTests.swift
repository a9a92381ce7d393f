import Syntax
import Testing

@Suite("Dockerfile")
struct DockerfileTests {
  private func read(_ text: String) -> String {
    do throws(SyntaxError) {
      return try Dockerfile.read(Array(text.utf8)).instructions.map { instruction in
        let flags = instruction.flags.map { $0 + " " }.joined()
        let documents = instruction.hereDocuments.map { " <<\($0.name)'\($0.text)'" }.joined()
        return
          "\(instruction.position.line) \(instruction.name) \(flags)[\(instruction.arguments)]\(documents)"
      }.joined(separator: "; ")
    } catch {
      return error.description
    }
  }

  @Test(
    "is its instructions",
    arguments: [
      ("FROM a AS b\nrun c\n", "1 FROM [a AS b]; 2 RUN [c]"), ("", ""),
      ("# c\n\nFROM a\n# d\n  USER root", "3 FROM [a]; 5 USER [root]"),
      ("RUN a \\\n  # c\n\n  && b\nUSER x", "1 RUN [a   && b]; 5 USER [x]"),
      ("# escape=`\nFROM a`\nb\nRUN c \\\nRUN d", "2 FROM [ab]; 4 RUN [c \\]; 5 RUN [d]"),
      ("COPY --from=a --chown=b c d", "1 COPY --from=a --chown=b [c d]"),
      (
        "RUN <<E cat\nx # y\nE\nCOPY <<-'F' <<G /z\n\ta\n\tF\nb\nG\nUSER c",
        "1 RUN [<<E cat] <<E'x # y\n'; 4 COPY [<<-'F' <<G /z] <<F'a\n' <<G'b\n'; 9 USER [c]"
      ),
      ("FROM a\r\nUSER b\r\n", "1 FROM [a]; 2 USER [b]"), ("RUN a \\", "1 RUN [a]"),
      ("RUN <<E\nx", "1:1: the document 'E' does not end"),
      ("1a b", "1:1: expected an instruction"),
    ]
  )
  func instructions(text: String, expected: String) { #expect(read(text) == expected) }

  @Test("gives its commands their own lines")
  func script() throws {
    let text = "FROM a\nRUN --mount=x b \\\n  # c\n  && d 'e'\nRUN [\"f\", \"g h\"]"
    let file = try Dockerfile.read(Array(text.utf8))
    let run = file.instructions[1]
    let commands = try ShellWords.read(Array(run.script.utf8), at: run.scriptPosition)
    #expect(commands.map(\.name) == ["b", "d"])
    #expect(
      commands.map(\.position) == [Position(line: 2, column: 15), Position(line: 4, column: 6)]
    )
    #expect(file.instructions[2].list == ["f", "g h"])
    #expect(run.list == nil)
  }
}

@Suite("CODEOWNERS")
struct CodeOwnersTests {
  @Test("is its rules and sections")
  func rules() throws {
    let text = """
      # c
      * @a @b/c  # d
      /x\\ y/ e@f.org
      ^[S][2] @g
      z
      [T]
      *.js @h
      """
    let owners = try CodeOwners.read(Array(text.utf8))
    #expect(owners.rules.map(\.pattern) == ["*", "/x y/", "z", "*.js"])
    #expect(owners.rules.map(\.effectiveOwners) == [["@a", "@b/c"], ["e@f.org"], ["@g"], ["@h"]])
    #expect(owners.rules.map(\.position.line) == [2, 3, 5, 7])
    #expect(owners.sections.map(\.approvals) == [2, 1])
    #expect(owners.sections.map(\.isOptional) == [true, false])
  }
}

@Suite("Key lines")
struct KeyLineTests {
  @Test("keep their options")
  func options() throws {
    let text = """
      # c
      ssh-ed25519 AAAA alice@host two
      restrict,command="a \\"b\\", c",from="10.0.0.0/8,!10.1.*" ssh-rsa BBBB
      """
    let keys = try KeyLine.read(Array(text.utf8), as: .authorizedKeys)
    #expect(keys.map(\.key) == ["AAAA", "BBBB"])
    #expect(keys[0].comment == "alice@host two")
    #expect(keys[1].options.map(\.name) == ["restrict", "command", "from"])
    #expect(keys[1].options.map(\.value) == [nil, "a \\\"b\\\", c", "10.0.0.0/8,!10.1.*"])
    #expect(keys[1].position == Position(line: 3, column: 1))
  }

  @Test("of ALLOWED SIGNERS have principals")
  func signers() throws {
    let text =
      "a@b.org,*@c.org namespaces=\"git,file\",valid-before=\"20300101\" ssh-ed25519 AAAA\n\"d\" cert-authority sk-ssh-ed25519@openssh.com BBBB x"
    let keys = try KeyLine.read(Array(text.utf8), as: .allowedSigners)
    #expect(keys.map(\.principals) == ["a@b.org,*@c.org", "d"])
    #expect(keys[0].options.map(\.value) == ["git,file", "20300101"])
    #expect(keys[1].options.map(\.name) == ["cert-authority"])
  }

  @Test(
    "that are none are refused",
    arguments: [
      ("a b c", "1:1: expected the type of a key"), ("\nssh-rsa", "2:1: expected a key"),
      ("x=\"y ssh-rsa A", "1:1: a quote that does not end"),
    ]
  )
  func refused(text: String, reason: String) {
    #expect(throws: SyntaxError.self) { try KeyLine.read(Array(text.utf8), as: .authorizedKeys) }
    do {
      _ = try KeyLine.read(Array(text.utf8), as: .authorizedKeys)
    } catch {
      #expect(error.description == reason)
    }
  }
}

@Suite("Sudoers")
struct SudoersTests {
  private func grants(_ text: String) -> String {
    do throws(SyntaxError) {
      return try Sudoers.read(Array(text.utf8)).grants.map {
        let tags = $0.tags.map { $0 + " " }.joined()
        return "\($0.user) \($0.host) (\($0.runAs)) \(tags)\($0.command)"
      }.joined(separator: "; ")
    } catch {
      return error.description
    }
  }

  @Test(
    "are who may run what",
    arguments: [
      ("root ALL=(ALL:ALL) ALL", "root ALL (ALL:ALL) ALL"),
      (
        "%ops , bob\tALL = NOPASSWD: /bin/a -x, /bin/b, PASSWD: /bin/c # d",
        "%ops ALL (root) NOPASSWD /bin/a -x; bob ALL (root) NOPASSWD /bin/a -x; %ops ALL (root) NOPASSWD /bin/b; bob ALL (root) NOPASSWD /bin/b; %ops ALL (root) /bin/c; bob ALL (root) /bin/c"
      ),
      (
        "a h1=(u) SETENV:NOPASSWD:/b\\,c, !/d : h2 = /e",
        "a h1 (u) NOPASSWD SETENV /b\\,c; a h1 (u) NOPASSWD SETENV !/d; a h2 (root) /e"
      ),
      ("#1000 ALL=/a\n# comment\na ALL=\\\n  /b", "#1000 ALL (root) /a; a ALL (root) /b"),
      ("\"a b\" ALL=/c", "\"a b\" ALL (root) /c"), ("a", "1:1: expected 'user host = command'"),
      ("\na ALL=", "2:1: expected a command"), ("a =b", "1:1: expected 'user host = command'"),
    ]
  )
  func read(text: String, expected: String) { #expect(grants(text) == expected) }

  @Test("have aliases, settings and includes")
  func others() throws {
    let text = """
      User_Alias ADMINS = alice, bob : OPS = carol
      Cmnd_Alias SHELLS=/bin/sh
      Defaults:alice !authenticate
      @includedir /etc/sudoers.d
      #include /etc/x
      """
    let sudoers = try Sudoers.read(Array(text.utf8))
    #expect(
      sudoers.aliases == [
        "User_Alias ADMINS": ["alice", "bob"], "User_Alias OPS": ["carol"],
        "Cmnd_Alias SHELLS": ["/bin/sh"],
      ]
    )
    #expect(sudoers.settings.map(\.scope) == ["Defaults:alice"])
    #expect(sudoers.includes.map(\.path) == ["/etc/sudoers.d", "/etc/x"])
  }
}
