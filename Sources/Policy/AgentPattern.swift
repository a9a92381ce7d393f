internal import GitObjects

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
