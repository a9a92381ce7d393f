internal import Approvals
internal import Gate
internal import Gathering
internal import Git
internal import GitObjects
internal import Hooks
internal import Ledger
internal import Platform
internal import Report

/// What git runs on the server.
enum Hook: String, CaseIterable {
  case preReceive = "pre-receive"
  case postReceive = "post-receive"

  private static let inputLimit = 64 << 20

  func run() -> Never {
    let environment = HookEnvironment.current()
    do {
      let directory = try Self.gitDirectory(environment)
      let updates = try RefUpdate.parse(try Streams.readInput(limit: Self.inputLimit))
      switch self {
      case .preReceive: try Self.judge(updates, environment, directory)
      case .postReceive: try PostReceive(gitDirectory: directory).run(updates)
      }
    } catch {
      let reason = Self.reason(error)
      guard self == .preReceive else {
        Streams.writeError(Self.unrecorded(reason))
        Exit.allowed.now()
      }
      Streams.writeError(RefusalText.render(reason))
      Exit.undecided.now()
    }
    Exit.allowed.now()
  }

  /// After the fact nothing can be refused any more; the next run reconciles.
  private static func unrecorded(_ reason: Reason) -> String {
    var page = Page()
    page.add("the push has landed, and its record could not be written: \(reason.message)")
    page.hint("once that is mended, the next push or 'countersign reconcile' writes it")
    return page.text
  }

  private static func judge(
    _ updates: [RefUpdate],
    _ environment: HookEnvironment,
    _ directory: [UInt8]
  ) throws {
    let verdict = try PreReceive(environment, gitDirectory: directory).run(updates)
    Streams.writeError(RefusalText.render(verdict.decisions, prefix: verdict.messagePrefix))
    if let notice = verdict.notice {
      var page = Page(prefix: verdict.messagePrefix)
      page.add("warning: \(notice)")
      Streams.writeError(page.text)
    }
    (verdict.isRefused ? Exit.refused : Exit.allowed).now()
  }

  /// git starts a hook in the repository; a `GIT_DIR` that leads elsewhere is somebody's mistake or trick.
  private static func gitDirectory(_ environment: HookEnvironment) throws -> [UInt8] {
    let here = Files.resolve([UInt8(ascii: ".")])
    let named = environment["GIT_DIR"].map { Files.resolve($0) } ?? here
    guard let here, named == here else {
      throw GatheringError.undecidable(
        Reason(.unsupportedRepository, "'GIT_DIR' does not lead to the directory the hook runs in")
      )
    }
    return here
  }

  private static func reason(_ error: MalformedUpdates) -> Reason {
    switch error {
    case .longIDs:
      Reason(.unsupportedRepository, "the repository uses SHA-256, which is not read yet")
    case .badName(_, let name, _):
      Reason(
        .protectedRef,
        "the push names '\(Escaped.text(Array(name.prefix(100))))', which git itself would refuse",
        hint: "push to a name that 'git check-ref-format' takes"
      )
    case .repeated(let name):
      Reason(.protectedRef, "the push names '\(name)' twice", hint: "name it once")
    case .notALine, .unterminated:
      Reason(
        .protectedRef,
        "what the hook was given are not git's lines 'OLD NEW REFERENCE'",
        hint: "the server's admin can run 'countersign doctor'"
      )
    }
  }

  private static func reason(_ error: any Error) -> Reason {
    switch error {
    case GatheringError.undecidable(let reason), GatheringError.refused(let reason): reason
    case let error as GitError:
      Reason(
        .objectsMissing,
        error.description,
        hint: "the server's admin can run 'countersign doctor'"
      )
    case let error as MalformedUpdates: reason(error)
    default:
      Reason(.objectsMissing, "\(error)", hint: "the server's admin can run 'countersign doctor'")
    }
  }
}
