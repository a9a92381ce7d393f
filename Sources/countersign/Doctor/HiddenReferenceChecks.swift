internal import GitObjects

/// Which of the gate's own references git hides: the ledgers from pushes, nothing else and from nobody else.
enum HiddenReferenceChecks {
  private static let notes = "refs/notes/countersign"

  static func run(_ git: GitCommand, _ diagnosis: inout Diagnosis) async {
    // Sections share one order; a list of each by itself would lose it.
    let lines = await git.settings(matching: "^(transfer|receive|uploadpack)\\.hiderefs$")
    let pushes = HiddenReferences(lines.filter { $0.key != "uploadpack.hiderefs" })
    let fetches = HiddenReferences(lines.filter { $0.key != "receive.hiderefs" })
    for ledger in ["\(notes)/decisions", "\(notes)/refusals"] where !pushes.hide(ledger) {
      let shown = pushes.line(about: ledger)
      let why = shown.map { ", but shown by '\(Escaped.text($0.value))'" } ?? ""
      diagnosis.warn(
        "'\(ledger)' is not hidden from pushes\(why); the hook alone refuses them",
        mend: shown?.removing ?? "git config --add receive.hideRefs \(ledger)"
      )
    }
    if let line = pushes.line(about: "\(notes)/approvals"), pushes.hide("\(notes)/approvals") {
      diagnosis.fail(
        "reviewers cannot push approvals: '\(notes)/approvals' is hidden",
        mend: line.adding("!\(notes)/approvals")
      )
    }
    for name in ["refs/countersign/policy", "\(notes)/decisions"] {
      guard fetches.hide(name), let line = fetches.line(about: name) else { continue }
      // To show it by the setting for all transfers would show it to pushes as well.
      let isShared = line.key == "transfer.hiderefs"
      diagnosis.warn(
        "clones cannot fetch '\(name)': '\(line.key.replacing("hiderefs", with: "hideRefs"))' hides it",
        mend: isShared
          ? "git config --add uploadpack.hideRefs '!\(name)'" : line.adding("!\(name)")
      )
    }
  }
}

/// Lines `hideRefs` in git's order, of which the last one about a reference counts; `!` before it takes back what was
/// said before.
private struct HiddenReferences {
  private let lines: [GitSetting]

  init(_ lines: [GitSetting]) { self.lines = lines }

  func line(about name: String) -> GitSetting? {
    lines.last { line in
      var pattern = line.value[...]
      if pattern.first == "!" { pattern = pattern.dropFirst() }
      if pattern.first == "^" { pattern = pattern.dropFirst() }
      while pattern.last == "/" { pattern = pattern.dropLast() }
      return name == pattern || name.hasPrefix("\(pattern)/")
    }
  }

  func hide(_ name: String) -> Bool { line(about: name).map { $0.value.first != "!" } ?? false }
}
