import Syntax

/// Blocks of which the first that says something decides, for whoever is matched by several.
struct SSHDOrder {
  private let side: SSHDSide
  private let users: [Set<Substring>?]
  /// Where in the order of blocks a keyword stands.
  private let places: [String: [Int]]

  private init(_ side: SSHDSide) {
    self.side = side
    users = side.blocks.map(Self.users)
    var places: [String: [Int]] = [:]
    for (index, block) in side.blocks.enumerated() where !block.isEmpty {
      for keyword in Set(side.lines(in: block).map(\.keyword)) {
        places[keyword, default: []].append(index)
      }
    }
    self.places = places
  }

  /// Where a block now says something, or no longer does, that a block behind it says as well.
  static func doubt(_ old: SSHDSide, _ new: SSHDSide) -> (line: Int?, reason: String)? {
    let reason = "the first block that says something decides, and who is matched by several"
    if let line = SSHDOrder(new).overriding(unlike: old) { return (line, reason) }
    return SSHDOrder(old).overriding(unlike: new).map { _ in (nil, reason) }
  }

  private func overriding(unlike other: SSHDSide) -> Int? {
    for (index, block) in side.blocks.enumerated() where !block.isEmpty {
      for line in side.lines(in: block) {
        guard let last = places[line.keyword]?.last, last > index,
          other.all(line.keyword, in: block).first?.words != line.words
        else { continue }
        let later = places[line.keyword]?.filter { $0 > index } ?? []
        if later.contains(where: { mayMeet(index, $0) }) { return line.position.line }
      }
    }
    return nil
  }

  /// `false` only for different names of users.
  private func mayMeet(_ one: Int, _ other: Int) -> Bool {
    guard let first = users[one], let second = users[other] else { return true }
    return !first.isDisjoint(with: second)
  }

  private static func users(_ block: String) -> Set<Substring>? {
    let words = block.split(separator: " ")
    guard words.count == 2, words[0].lowercased() == "user",
      !words[1].contains(where: { "*?!%".contains($0) })
    else { return nil }
    return Set(words[1].split(separator: ","))
  }
}
