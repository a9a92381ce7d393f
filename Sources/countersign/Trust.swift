internal import ArgumentParser
internal import Git
internal import GitObjects
internal import Ledger
internal import Platform
internal import Policy
internal import SSH

/// Takes a server's word from now on: its policy, its decisions, its key.
struct Trust: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "In a clone: fetch the server's policy and notes from now on, and pin its key.",
    discussion: "Example: countersign trust origin")

  @Argument(help: "The remote.")
  var remote = "origin"
  @Flag(help: "Pin the key that is there without asking.")
  var yes = false

  func run() async throws {
    await Failure.guarding {
      let here = Files.resolve([UInt8(ascii: ".")]) ?? []
      let repository = try Repository.discover(from: here)
      // With a star, a reference that the server does not have yet is no error of 'git fetch'.
      let refspecs = [
        "+refs/countersign/policy*:refs/countersign/policy*",
        "+refs/notes/countersign/decisions*:refs/notes/countersign/decisions*",
        "+refs/notes/countersign/refusals*:refs/notes/countersign/refusals*",
        "+refs/notes/countersign/approvals*:refs/countersign/remote/approvals*",
      ]
      for refspec in refspecs {
        try repository.addConfig("remote.\(remote).fetch", value: Array(refspec.utf8))
      }
      try repository.addConfig("notes.displayRef", value: Array("refs/notes/countersign/*".utf8))
      _ = try await ChildProcess.output("git", ["fetch", "--quiet", remote, "+refs/countersign/*:refs/countersign/*"])
      _ = try await ChildProcess.succeeds("git", ["fetch", "--quiet", remote])
      guard case .direct(let tip)? = try repository.reference(.policy) else {
        throw Failure("'\(remote)' publishes no policy", hint: "its admin runs 'countersign init' there")
      }
      let signer = try PublishedPolicy.read(tip, in: repository).signer
      Streams.write("countersign: the policy of '\(remote)' is signed by\ncountersign:   \(signer.fingerprint)\n")
      guard yes || Prompt.confirm("countersign: is that the server's key? [y/N] ") else {
        throw Failure("nothing is pinned", hint: "ask the server's admin for the fingerprint", exit: .refused)
      }
      try repository.setConfig("countersign.serverKey", to: Array("\(signer.fingerprint)".utf8))
      Streams.write("countersign: pinned; 'countersign explain' now says what a push is asked for\n")
      return .allowed
    }
  }
}

/// A question on the terminal.
enum Prompt {
  static func confirm(_ question: String) -> Bool {
    guard Streams.isInputTerminal else { return false }
    Streams.writeError(question)
    let answer = readLine(strippingNewline: true) ?? ""
    return answer == "y" || answer == "yes"
  }
}
