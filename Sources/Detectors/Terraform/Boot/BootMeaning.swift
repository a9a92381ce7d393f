import Detection

/// What one command of a boot script does to who gets in, what runs, or what is reached.
struct BootMeaning {
  let kind: Kind
  /// Below nothing for what holds out.
  var rank = 1
  let severity: Severity
  let noun: String
  var verbs = Fact.Verbs.adds

  static func key(_ noun: String) -> BootMeaning {
    BootMeaning(kind: BootKinds.access, severity: .high, noun: noun, verbs: .gives)
  }

  func fact(of pipeline: ShellPipeline, line: Int, _ place: String) -> Fact {
    fact(of: pipeline.text, line: line, place)
  }

  /// The whole text is the slot: whatever changes in it is said.
  func fact(of text: String, line: Int, _ place: String) -> Fact {
    let shown = noun.count > 120 ? noun.prefix(117) + "..." : noun[...]
    return Fact(
      kind,
      slot: "\(noun)\u{0}\(text)",
      rank: rank,
      severity,
      line: line,
      String(shown.map { $0.isNewline ? " " : $0 }),
      place,
      verbs: verbs
    )
  }
}
