/// Assigns approvals to people within a rule: each person to at most one part.
///
/// A greedy count would let `alice`, who is in two groups, stand for both, or give her to the group that
/// `bob` could have served. This is a maximum bipartite matching, by augmenting paths.
package struct Assignment {
  /// One `{approvals, from}` of a rule, with the people who may serve it.
  package struct Demand {
    let count: Int
    let candidates: [PersonID]

    package init(count: Int, candidates: [PersonID]) {
      self.count = count
      self.candidates = candidates
    }
  }

  /// The people assigned to each demand, in the order given.
  package let assigned: [[PersonID]]
  package let isComplete: Bool

  package init(_ demands: [Demand]) {
    var slots: [[PersonID]] = []
    for demand in demands {
      slots += repeatElement(demand.candidates, count: min(demand.count, demand.candidates.count))
    }
    let owners = Self.match(slots)
    var next = 0
    var assigned: [[PersonID]] = []
    for demand in demands {
      let end = next + min(demand.count, demand.candidates.count)
      assigned.append(owners[next..<end].compactMap { $0 }.sorted())
      next = end
    }
    self.assigned = assigned
    isComplete = zip(demands, assigned).allSatisfy { $0.count == $1.count }
  }

  private static func match(_ slots: [[PersonID]]) -> [PersonID?] {
    var slotOf: [PersonID: Int] = [:]
    for slot in slots.indices {
      var visited: Set<PersonID> = []
      _ = place(slot, slots, &slotOf, &visited)
    }
    var owners = [PersonID?](repeating: nil, count: slots.count)
    for (person, slot) in slotOf { owners[slot] = person }
    return owners
  }

  private static func place(
    _ slot: Int,
    _ slots: [[PersonID]],
    _ slotOf: inout [PersonID: Int],
    _ visited: inout Set<PersonID>
  ) -> Bool {
    for person in slots[slot] where visited.insert(person).inserted {
      if let taken = slotOf[person], !place(taken, slots, &slotOf, &visited) { continue }
      slotOf[person] = slot
      return true
    }
    return false
  }
}
