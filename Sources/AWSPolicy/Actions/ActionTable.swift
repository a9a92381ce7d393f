internal import Synchronization

/// What an action lets one do, in AWS's own classes.
package enum AccessLevel: UInt8, Sendable, Hashable, CaseIterable {
  case permissions = 0x50
  case tagging = 0x54
  case write = 0x57
  case read = 0x52
  case list = 0x4C
}

/// The actions that AWS's reference names.
///
/// Kept as text, a line a service, and decoded one service at a time: a hook that meets no policy
/// reads nothing of it.
package enum ActionTable {
  struct Service: Sendable {
    let name: StaticString
    let actions: StaticString

    init(_ name: StaticString, _ actions: StaticString) {
      self.name = name
      self.actions = actions
    }
  }

  package struct Action: Sendable, Hashable {
    /// As AWS writes it, without the service: `PassRole`.
    package let name: String
    package let level: AccessLevel
  }

  package static var serviceNames: [String] {
    (services1 + services2).map { $0.name.description }
  }

  /// The actions of a service in lower case; `nil` of one that the table does not have.
  package static func actions(of service: String) -> [Action]? {
    decoded.withLock { decoded in
      if let known = decoded[service] { return known }
      let wanted = Array(service.utf8)
      let found = (find(wanted, in: services1) ?? find(wanted, in: services2)).map(decode)
      if let found { decoded[service] = found }
      return found
    }
  }

  /// Of the services that were asked for.
  private static let decoded = Mutex<[String: [Action]]>([:])

  package static func level(of action: String) -> AccessLevel? {
    let halves = action.split(separator: ":", maxSplits: 1)
    guard halves.count == 2 else { return nil }
    let name = halves[1].lowercased()
    return actions(of: halves[0].lowercased())?.first { $0.name.lowercased() == name }?.level
  }

  private static func find(_ name: [UInt8], in services: [Service]) -> StaticString? {
    var (low, high) = (0, services.count)
    while low < high {
      let middle = (low + high) / 2
      switch order(of: services[middle].name, to: name) {
      case 0: return services[middle].actions
      case ..<0: low = middle + 1
      default: high = middle
      }
    }
    return nil
  }

  private static func order(of name: StaticString, to wanted: [UInt8]) -> Int {
    name.withUTF8Buffer { bytes in
      for index in 0..<min(bytes.count, wanted.count) {
        let (a, b) = unsafe (bytes[index], wanted[index])
        if a != b { return Int(a) - Int(b) }
      }
      return bytes.count - wanted.count
    }
  }

  /// `WCreate+RGet.Bucket`: what follows the same first words of names, each behind the letter of its level.
  ///
  /// By level, and in each by name.
  private static func decode(_ text: StaticString) -> [Action] {
    var names: [AccessLevel: [String]] = [:]
    for token in text.description.split(separator: " ") {
      guard let dot = token.firstIndex(of: ".") else { continue }
      let rests = token[token.index(after: dot)...]
        .split(separator: ",", omittingEmptySubsequences: false)
      for verb in token[..<dot].split(separator: "+") {
        guard let letter = verb.utf8.first, let level = AccessLevel(rawValue: letter) else {
          continue
        }
        names[level, default: []] += rests.map { String(verb.dropFirst() + $0) }
      }
    }
    return AccessLevel.allCases.flatMap { level in
      names[level, default: []].sorted().map { Action(name: $0, level: level) }
    }
  }
}
