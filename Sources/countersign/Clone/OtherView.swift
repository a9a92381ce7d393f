internal import Git
internal import GitObjects
internal import Platform
internal import Report

/// What makes git show, and check out, another history than the one that is judged here: whoever may push
/// `refs/replace/*` to a host could have other files deployed under a commit that passes.
enum OtherView {
  static func refuse(_ repository: borrowing Repository) throws {
    let replacements = try repository.replacements()
    if let first = replacements.first {
      let more = replacements.count > 1 ? ", and \(replacements.count - 1) more" : ""
      throw Failure(
        "'\(first)'\(more) makes git show something else than the commit has",
        hint: "remove it",
        command: ShellWord.quoted(first.bytes).map { "git update-ref -d \($0)" }
      )
    }
    let grafts = Files.join(repository.commonDirectory, "info/grafts")
    if let bytes = try Files.read(grafts, limit: 1 << 20), !bytes.isEmpty {
      throw Failure(
        "'info/grafts' makes git show another history than there is",
        hint: "remove it",
        command: ShellWord.quoted(grafts).map { "rm \($0)" }
      )
    }
  }
}
