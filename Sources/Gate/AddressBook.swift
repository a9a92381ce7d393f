internal import GitObjects
internal import Policy

/// Whom the e-mails of a push stand for under one policy, each looked up once: thousands of commits have a few
/// dozen authors.
///
/// It learns as it is asked, so it is for one judgment on one thread.
final class AddressBook {
  /// Whom an e-mail stands for.
  struct Entry {
    /// The first pattern of agents that it matches.
    let agent: AgentPattern?
    let person: Person?
    /// Whether it may write sensitive changes where it is nobody's.
    let mayContribute: Bool
  }

  private let policy: Policy
  private var known: [Address: Entry] = [:]

  private struct Address: Hashable {
    let bytes: [UInt8]

    func hash(into hasher: inout Hasher) { hasher.combine(all: bytes) }
  }

  init(_ policy: Policy) { self.policy = policy }

  subscript(email: [UInt8]) -> Entry {
    let address = Address(bytes: email)
    if let entry = known[address] { return entry }
    let entry = Entry(
      agent: policy.agents.first { $0.matches(email: email) },
      person: policy.person(email: email),
      mayContribute: policy.mayContribute(email)
    )
    known[address] = entry
    return entry
  }
}
