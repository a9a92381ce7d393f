internal import GitObjects

/// Who git would commit as here: `GIT_COMMITTER_*`, then its config.
struct Committer {
  let name: [UInt8]
  let email: [UInt8]

  static func current() async throws -> Committer {
    let line: [UInt8]
    do {
      line = try await ChildProcess.quiet("git", ["var", "GIT_COMMITTER_IDENT"])
    } catch {
      throw Failure("git does not know who you are", hint: "set git's user.name and user.email")
    }
    guard let identity = Identity(parsing: line.prefix { $0 != 0x0A }) else {
      throw Failure(
        "git's idea of who you are is not 'NAME <EMAIL>'",
        hint: "set git's user.name and user.email"
      )
    }
    return Committer(name: identity.name, email: identity.email)
  }
}
