package import GitObjects

/// A pattern whose only wildcard is `*`, for any bytes: e-mails, trailers, names.
///
/// Brackets are literal, since agents are called `name[bot]`. ASCII letters match in either case.
package struct Wildcard: Hashable, Sendable, CustomStringConvertible {
  package let text: [UInt8]
  private let lowercased: [UInt8]

  package init(_ text: [UInt8]) {
    self.text = text
    lowercased = ASCII.lowercased(text)
  }

  package init(_ text: String) { self.init(Array(text.utf8)) }

  package var description: String { Escaped.text(text) }

  package func matches(_ candidate: some Collection<UInt8>) -> Bool {
    Self.matches(lowercased, ASCII.lowercased(candidate))
  }

  /// Linear: only the last star is ever gone back to.
  static func matches(_ pattern: [UInt8], _ text: [UInt8]) -> Bool {
    var (p, t) = (0, 0)
    var restart: (pattern: Int, text: Int)?
    while t < text.count {
      if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
        restart = (p + 1, t)
        p += 1
      } else if p < pattern.count, pattern[p] == text[t] {
        (p, t) = (p + 1, t + 1)
      } else if let (afterStar, from) = restart {
        restart = (afterStar, from + 1)
        (p, t) = (afterStar, from + 1)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}

/// A pattern of reference names: `*` stands for any bytes, slashes too, as in git's refspecs.
///
/// A name that only looks like a match (another case, another Unicode spelling) matches: the gate errs to
/// gating.
package struct RefPattern: Hashable, Sendable, CustomStringConvertible {
  package let text: [UInt8]

  package init(_ text: [UInt8]) { self.text = text }
  package init(_ text: String) { self.text = Array(text.utf8) }

  package var description: String { Escaped.text(text) }

  /// Without look-alikes, where a match grants something.
  func matchesExactly(_ name: RefName) -> Bool { Wildcard.matches(text, name.bytes) }

  package func matches(_ name: RefName) -> Bool {
    matchesExactly(name)
      || Wildcard.matches(Folding.fold(text), Folding.fold(name.bytes))
  }
}

/// How an agent shows itself in a commit.
package struct AgentPattern: Hashable, Sendable {
  package enum Place: Hashable, Sendable {
    /// A `Key: value` line of the message.
    case trailer(Wildcard)
    /// The e-mail of the author, the committer or a co-author.
    case author(Wildcard)
  }

  package let place: Place
  package let name: String?
  package let operatedBy: PersonID?

  package init(place: Place, name: String? = nil, operatedBy: PersonID? = nil) {
    self.place = place
    self.name = name
    self.operatedBy = operatedBy
  }

  package func matches(trailers: [[UInt8]]) -> Bool { matching(trailers) != nil }

  package func matches(email: [UInt8]) -> Bool {
    if case .author(let pattern) = place { pattern.matches(email) } else { false }
  }

  /// What the agent is called: by the policy, or else by the line that gave it away.
  package func name(in trailers: [[UInt8]]) -> String? {
    if let name { return name }
    guard let line = matching(trailers), let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
      return nil
    }
    let value = line[(colon + 1)...].drop { $0 == 0x20 }.prefix { $0 != UInt8(ascii: "<") }
    let text = Escaped.text(Array(value.prefix(64)))
    return text.isEmpty ? nil : String(text.reversed().drop { $0 == " " }.reversed())
  }

  private func matching(_ trailers: [[UInt8]]) -> [UInt8]? {
    guard case .trailer(let pattern) = place else { return nil }
    return trailers.first { pattern.matches($0) }
  }
}
