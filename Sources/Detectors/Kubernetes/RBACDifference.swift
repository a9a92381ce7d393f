import Detection

/// What one role allows and another does not, as words.
struct RBACDifference {
  /// `get, list on secrets and create on pods`.
  let text: String
  let severity: Severity
  /// `get secrets`: the worst request of them.
  let witness: String
  let line: Int
  let resources: [String]

  init?(_ cells: [RBACCell: UInt64], _ permissions: RBACPermissions, in space: RBACSpace) {
    guard !cells.isEmpty else { return nil }
    var worst: (severity: Severity, text: String, cell: RBACCell)?
    let order = cells.keys.sorted(by: Self.precedes)
    for cell in order {
      for verb in Self.all(cells[cell] ?? 0, in: space) {
        let severity = RBACDanger.severity(of: verb, on: cell)
        if worst.map({ $0.severity < severity }) ?? true {
          worst = (severity, "\(verb) \(Self.words(cell))", cell)
        }
      }
    }
    guard let worst else { return nil }
    severity = worst.severity
    witness = worst.text
    line = permissions.lines[worst.cell] ?? 1
    let said = Self.without(covered: cells, order)
    text = Self.sentence(said.map { ($0, cells[$0] ?? 0) }, in: space)
    resources = Array(Set(said.map(\.resource))).sorted()
  }

  /// A cell that stands for everything says what its neighbours say.
  private static func without(
    covered cells: [RBACCell: UInt64],
    _ order: [RBACCell]
  ) -> [RBACCell] {
    func isCovered(_ cell: RBACCell) -> Bool {
      let mask = cells[cell] ?? 0
      return [
        RBACCell(group: cell.group, resource: cell.resource, name: "*"),
        RBACCell(group: cell.group, resource: "*", name: "*"),
        RBACCell(group: "*", resource: cell.resource, name: "*"),
        RBACCell(group: "*", resource: "*", name: "*"),
      ].contains { $0 != cell && mask & ~(cells[$0] ?? 0) == 0 }
    }
    return order.filter { !isCovered($0) }
  }

  private static func sentence(_ cells: [(RBACCell, UInt64)], in space: RBACSpace) -> String {
    var groups: [(mask: UInt64, resources: [String])] = []
    var places: [UInt64: Int] = [:]
    var seen: Set<String> = []
    for (cell, mask) in cells {
      let words = Self.words(cell)
      guard seen.insert("\(mask) \(words)").inserted else { continue }
      if let index = places[mask] {
        groups[index].resources.append(words)
      } else {
        places[mask] = groups.count
        groups.append((mask, [words]))
      }
    }
    let parts = groups.prefix(3).map { group in
      let verbs = verbs(group.mask, in: space).joined(separator: ", ")
      let shown = group.resources.prefix(4).joined(separator: ", ")
      let more = group.resources.count > 4 ? " and \(group.resources.count - 4) more" : ""
      return "\(verbs) on \(shown)\(more)"
    }
    let more = groups.count > 3 ? " and \(groups.count - 3) more" : ""
    return parts.joined(separator: "; ") + more
  }

  /// Secrets come first, and what has a name before what stands for the rest.
  private static func precedes(_ a: RBACCell, _ b: RBACCell) -> Bool {
    func key(_ text: String) -> String {
      text == "secrets" ? "" : text == RBACSpace.other ? "\u{10FFFF}" : text
    }
    return (key(a.group), key(a.resource), key(a.name))
      < (key(b.group), key(b.resource), key(b.name))
  }

  private static func verbs(_ mask: UInt64, in space: RBACSpace) -> [String] {
    let all = all(mask, in: space)
    return all.contains(RBACSpace.other) ? [RBACSpace.other] : all
  }

  private static func all(_ mask: UInt64, in space: RBACSpace) -> [String] {
    space.verbs.enumerated().filter { mask & (1 << UInt64($0.offset)) != 0 }.map(\.element)
  }

  private static func words(_ cell: RBACCell) -> String {
    let group =
      cell.group.isEmpty || cell.group == "URL" || cell.group == "*" ? "" : ".\(cell.group)"
    return cell.resource + group + (cell.name == "*" ? "" : " '\(cell.name)'")
  }
}
