package import Detection
import HCL

/// Scripts that machines run as root when they are made, and whom these let in.
package struct BootScriptRule: TerraformRule {
  private let sinks: SinkReader

  /// `owned` as in the surroundings of the file.
  package init(owned: [String] = []) { sinks = SinkReader(owned: owned) }

  package var kinds: [Kind] {
    BootKinds.all + [
      ExportsDetector.flow, ExportsDetector.sink, ExportsDetector.source, ExportsDetector.filter,
      ExportsDetector.role, ExportsDetector.schedule,
    ]
  }

  package func covers(_ block: TerraformSubject) -> Bool {
    block.kind == "resource" || BootArguments.parts.contains(block.type)
  }

  /// One argument on both sides, of which one may have none.
  private struct Pair {
    let path: String
    let form: BootArguments.Form
    let old: Value?
    let new: Value?
  }

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    let gone = Gone(
      changes.filter { $0.new == nil }.flatMap { change in
        pairs(change).compactMap { pair in pair.old.map { (change.type, BootText($0).text) } }
      }
    )
    for change in changes {
      for pair in pairs(change) { compare(pair, change, gone, &judgment) }
    }
    return judgment
  }

  /// A script may move from one argument to another that means the same.
  private func pairs(_ change: BlockChange) -> [Pair] {
    var whole: [Pair] = []
    var (left, come): ([Pair], [Pair]) = ([], [])
    for leaf in PostureLeaf.leaves(of: change.differences) {
      guard let form = BootArguments.form(of: leaf, in: change.type) else { continue }
      let pair = Pair(path: leaf.path, form: form, old: leaf.old, new: leaf.new)
      if pair.new == nil {
        left.append(pair)
      } else if pair.old == nil {
        come.append(pair)
      } else {
        whole.append(pair)
      }
    }
    guard left.count == 1, come.count == 1 else { return whole + left + come }
    return whole + [
      Pair(path: come[0].path, form: come[0].form, old: left[0].old, new: come[0].new),
      Pair(path: left[0].path, form: left[0].form, old: nil, new: nil),
    ]
  }

  private func compare(
    _ pair: Pair,
    _ change: BlockChange,
    _ gone: Gone,
    _ judgment: inout TerraformJudgment
  ) {
    judgment.explain([pair.path], of: change)
    let place = "by \(pair.path) of \(change.address)"
    let (old, new) = (pair.old.map(BootText.init), pair.new.map(BootText.init))
    // Under another name the same machine may come back with another script.
    if change.old == nil, let new, gone.holds(new.text, change.type) { return }
    let before = old.map { BootScript($0, as: pair.form, at: place, sinks) } ?? BootScript()
    let after = new.map { BootScript($0, as: pair.form, at: place, sinks) } ?? BootScript()
    if before.isSame(as: after) { return }
    var findings = FactComparison(old: before.facts, new: after.facts).findings
    let copies = ExportComparison(old: before.exports, new: after.exports).observations
    findings.observations += copies.map { $0.saying("\($0.summary) \(place)") }
    judgment.add(findings, of: change, old: pair.old, new: pair.new)
    let isWhole = change.old == nil || change.new == nil
    if isWhole, change.new == nil || !gone.isReplaced(change.type) { return }
    guard findings.observations.isEmpty || !before.partsOnlyByWhatIsTold(from: after) else {
      return
    }
    judgment.doubt(
      "what \(change.address) runs by '\(pair.path)' changes, and what that means is not known",
      line: change.newLine(pair.new) ?? change.oldLine(pair.old)
    )
  }
}

/// Scripts of blocks that are no longer there.
private struct Gone {
  private var texts: [String: Set<String>] = [:]

  init(_ scripts: [(type: String, text: String)]) {
    for script in scripts { texts[script.type, default: []].insert(script.text) }
  }

  func holds(_ text: String, _ type: String) -> Bool { texts[type]?.contains(text) ?? false }

  func isReplaced(_ type: String) -> Bool { texts[type] != nil }
}
