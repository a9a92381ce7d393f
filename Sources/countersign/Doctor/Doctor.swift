internal import ArgumentParser
internal import Git
internal import GitObjects
internal import Platform

/// Looks for what would let a push by unjudged, or stop one that should go.
struct Doctor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look over a server repository, or a clone, and say how to mend what is wrong.",
    discussion: """
      In a server repository: hooks, keys, policy, git's own settings, sshd, records. In a clone: trust, keys, notes. \
      With --canary it really pushes a reference that must be refused, and takes it away again if it was not; the \
      refusal is recorded like any other.

        countersign doctor --bare /srv/git/payments.git --canary
        countersign doctor

      Exit codes: 0 fine, warnings or not; 1 something is wrong; 2 something could not be looked at.
      """
  )

  @Option(
    help: ArgumentHelp(
      "The server repository; without it, the repository here.",
      valueName: "directory"
    )
  )
  var bare: String?
  @Flag(help: "Push a reference that must be refused.")
  var canary = false
  @Option(
    help: ArgumentHelp("Of a clone: the policy, file:PATH or ref:REF:PATH.", valueName: "source")
  )
  var policy: String?

  func run() async throws {
    await Failure.guarding {
      let directory = try gitDirectory()
      var diagnosis = Diagnosis()
      let git = GitCommand(gitDirectory: directory)
      await ProgramChecks.run(git, &diagnosis)
      let repository: Repository
      do throws(GitError) {
        repository = try Repository.open(gitDirectory: directory)
      } catch {
        diagnosis.fail(
          "\(error)",
          mend: Failure.unsupportedRepository
        )
        Streams.write(diagnosis.text)
        return diagnosis.exit
      }
      await RepositoryChecks.run(repository, git, &diagnosis)
      if try Self.isServer(repository) {
        try await ServerChecks.run(repository, git, canary: canary, &diagnosis)
      } else {
        if canary {
          throw Failure(
            "a canary is pushed to a server, and this is a clone",
            hint: "give '--bare DIR'"
          )
        }
        await CloneChecks.run(repository, policy: policy, &diagnosis)
      }
      Streams.write(diagnosis.text)
      return diagnosis.exit
    }
  }

  /// `init` leaves a mode; a bare repository without one is a server that nobody set up yet.
  private static func isServer(_ repository: borrowing Repository) throws -> Bool {
    try repository.isBare || repository.isGated()
  }

  /// One that libgit2 cannot read is found as well: what is wrong with it is a finding like any other.
  private func gitDirectory() throws -> [UInt8] {
    guard let bare else {
      let here = Files.resolve([UInt8(ascii: ".")]) ?? []
      do throws(GitError) {
        _ = try Repository.discover(from: here)
      } catch {
        if error.kind == .unsupported, let directory = Repository.gitDirectory(around: here) {
          return directory
        }
      }
      return try Clone.discover().gitDirectory
    }
    guard let directory = Files.resolve(Array(bare.utf8)) else {
      throw Failure(
        "'\(Escaped.text(bare))' is no directory",
        hint: "give '--bare' the server repository"
      )
    }
    return directory
  }
}
