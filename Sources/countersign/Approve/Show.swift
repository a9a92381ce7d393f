internal import Approvals
internal import ArgumentParser
internal import Git
internal import GitObjects
internal import Platform
internal import Policy
internal import Report

/// Says what one approval says, and what its signature is worth, wherever it was found.
struct Show: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Decode and verify an approval by itself, pasted from anywhere.",
    discussion: """
      Takes a trailer, or any text that holds some: from a commit message, a note, a mail; folded, indented or not; or \
      the name of a commit that carries some, which is how one of 'signature=commit' is verified. Its \
      signature is verified by the policy and its keys as they are now. Whether it counts for a push is another matter: \
      'countersign explain' says that.

        countersign show 'Countersigned-by: Alice Ng <alice@example.com> v1 …'
        git log -1 --format=%B | countersign show
        countersign show origin/main

      Exit codes: 0 good, 1 it counts for nothing, 2 it cannot be told.
      """
  )

  @Argument(help: "The trailer, or a commit; without it, standard input.")
  var approval: [String] = []
  @Option(help: ArgumentHelp("The policy: file:PATH or ref:REF:PATH.", valueName: "source"))
  var policy: String?
  @Option(help: "text or json.")
  var format = OutputFormat.text

  func run() async throws {
    await Failure.guarding {
      let clone = try Clone.open(policy: policy)
      let (text, commit) = try source(in: clone)
      let values = PastedTrailers.values(in: text)
      guard !values.isEmpty else {
        throw Failure(
          "there is no approval in that: none of its words is 'signature=…'",
          hint: "paste the whole of it, from 'Countersigned-by:' to the end of the signature"
        )
      }
      let check = ApprovalCheck(policies: clone.policies, now: clone.now)
      let shown = try values.map { try ShownApproval($0, in: commit, check, clone.policies.policy) }
      Streams.write(format == .json ? ShownApproval.json(shown) : ShownApproval.text(shown))
      return shown.allSatisfy(\.isGood) ? .allowed : .refused
    }
  }

  /// What was typed or piped, or the message of the commit that was named.
  private func source(in clone: borrowing Clone) throws -> (text: [UInt8], commit: ApprovalCommit?)
  {
    guard !approval.isEmpty, approval != ["-"] else {
      return (try Streams.readInput(limit: 16 << 20), nil)
    }
    let typed = approval.joined(separator: " ")
    guard approval.count == 1, !typed.contains("="), !typed.contains(" ") else {
      return (Array(typed.utf8), nil)
    }
    let repository = clone.repository.shared()
    let id: ObjectID
    do throws(GitError) {
      id = try repository.revision(typed)
    } catch {
      throw Failure(
        revision: typed,
        error,
        hint: "paste the whole of an approval, or name a commit that carries one"
      )
    }
    let commit = try repository.commit(id)
    let parent = commit.parents.count == 1 ? commit.parents.first : nil
    let tree = try parent.map { try repository.treeOfCommit($0) }
    return (commit.message, ApprovalCommit(commit: commit, parentTree: tree))
  }
}
