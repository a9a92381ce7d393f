internal import Report

/// What `doctor` found: a line each, and how to mend what is not as it should be.
struct Diagnosis {
  enum State: String {
    case ok, warning, failure
    /// It could not be looked at.
    case unknown

    /// Four letters, so that what follows stands in one column.
    fileprivate var word: String {
      switch self {
      case .ok: "ok  "
      case .warning: "warn"
      case .failure: "FAIL"
      case .unknown: "?   "
      }
    }
  }

  private(set) var findings: [(state: State, text: String, mend: String?)] = []

  mutating func ok(_ text: String) { findings.append((.ok, text, nil)) }
  mutating func warn(_ text: String, mend: String? = nil) {
    findings.append((.warning, text, mend))
  }
  mutating func fail(_ text: String, mend: String? = nil) {
    findings.append((.failure, text, mend))
  }
  mutating func unknown(_ text: String, mend: String? = nil) {
    findings.append((.unknown, text, mend))
  }

  /// `ok` where it is so, else a warning.
  mutating func expect(_ isFine: Bool, _ text: String, else warning: String, mend: String? = nil) {
    if isFine { ok(text) } else { warn(warning, mend: mend) }
  }

  /// Runs one check; what it cannot look at is said, and the others go on.
  mutating func look(at what: String, _ body: (inout Diagnosis) throws -> Void) {
    do { try body(&self) } catch { unknown("\(what): \(Failure(error).message)") }
  }

  var exit: Exit {
    if findings.contains(where: { $0.state == .failure }) { return .refused }
    return findings.contains { $0.state == .unknown } ? .undecided : .allowed
  }

  var text: String {
    var page = Page()
    for (state, text, mend) in findings {
      page.add("\(state.word)  \(text)")
      guard let mend else { continue }
      if Self.isCommand(mend) { page.command("  \(mend)") } else { page.add(mend, indent: 6) }
    }
    page.add(summary)
    return page.text
  }

  /// A command stands on a line of its own, to be copied; anything else is advice.
  private static func isCommand(_ text: String) -> Bool {
    ["git ", "countersign ", "chmod ", "chown ", "rm ", "ssh-keygen "].contains {
      text.hasPrefix($0)
    }
  }

  private var summary: String {
    func count(_ state: State) -> Int { findings.count { $0.state == state } }
    var words = ["\(count(.ok)) fine"]
    for (state, noun) in [(State.warning, "warning"), (.failure, "failure")] where count(state) > 0
    {
      words.append(Phrase.count(count(state), noun))
    }
    if count(.unknown) > 0 { words.append("\(count(.unknown)) could not be looked at") }
    return words.joined(separator: ", ")
  }
}
