internal import Classifier
internal import GitObjects

/// Every change of a proposal by number, with the commits that make it.
///
/// A push may be thousands of commits, so who makes what is kept in one array for all changes.
struct ProposedChanges {
  /// A change to judge, once for all commits that make it.
  struct Judged {
    var change: ClassifiedChange
    /// Only commits that landed on an honoured ref make it.
    var onlyRefusals: Bool
    fileprivate let number: Int
  }

  /// In the order of the commits that make them, the net last.
  private(set) var judged: [Judged] = []
  private let commits: [Candidate]
  private var numbers: [ChangeID: Int] = [:]
  /// By number, where a change stands in `judged`; below zero where no commit makes it its own.
  private var places: [Int] = []
  /// By number, where the positions of the commits that make a change begin in `makers`, and where the last end.
  private var starts: [Int] = [0]
  private var makers: [Int] = []
  private var net: Set<ChangeID> = []
  /// Of the net changes' paths alone, the positions of the commits that change them.
  private var touching: [TreePath: [Int]] = [:]

  init(_ proposal: Proposal) {
    commits = proposal.commits
    net = Set(proposal.net.map(\.id))
    let netPaths = Set(proposal.net.map(\.change.path))
    var making: [(number: Int, commit: Int)] = []
    numbers.reserveCapacity(commits.reduce(net.count) { $0 + ($1.changes.first?.count ?? 0) })
    for index in commits.indices {
      let own = commits[index].ownPaths
      for side in commits[index].changes {
        for change in side {
          let number = number(of: change.id)
          making.append((number, index))
          if netPaths.contains(change.change.path) {
            touching[change.change.path, default: []].add(index)
          }
          if own?.contains(change.change.path) ?? true {
            add(change, number, landed: commits[index].landedElsewhere)
          }
        }
      }
    }
    for change in proposal.net { add(change, number(of: change.id), landed: false) }
    gather(making)
  }

  /// The positions of the commits that make a change against one of their parents.
  ///
  /// Of a net change also those that change its path on the way, since a merge of a branch makes in one step what
  /// its author made in several; and merges that do where no commit makes all of it.
  func carriers(of judged: Judged) -> [Int] {
    var found: [Int] = []
    for commit in makers[starts[judged.number]..<starts[judged.number + 1]] { found.add(commit) }
    guard net.contains(judged.change.id), let touching = touching[judged.change.change.path] else {
      return found
    }
    let others = found.isEmpty ? touching : touching.filter { !commits[$0].isMerge }
    return Set(found).union(others).sorted()
  }

  private mutating func number(of change: ChangeID) -> Int {
    if let known = numbers[change] { return known }
    numbers[change] = places.count
    places.append(-1)
    return places.count - 1
  }

  private mutating func add(_ change: ClassifiedChange, _ number: Int, landed: Bool) {
    let place = places[number]
    if place < 0 {
      places[number] = judged.count
      judged.append(Judged(change: change, onlyRefusals: landed, number: number))
    } else {
      judged[place].onlyRefusals = judged[place].onlyRefusals && landed
      judged[place].change.join(change)
    }
  }

  /// Sorts by change what is in the order of the commits.
  private mutating func gather(_ making: [(number: Int, commit: Int)]) {
    starts = Array(repeating: 0, count: places.count + 1)
    for one in making { starts[one.number + 1] += 1 }
    for number in places.indices { starts[number + 1] += starts[number] }
    var next = starts
    makers = Array(repeating: 0, count: making.count)
    for one in making {
      makers[next[one.number]] = one.commit
      next[one.number] += 1
    }
  }
}

extension [Int] {
  /// Adds a position that comes after all others or is the last already.
  fileprivate mutating func add(_ position: Int) {
    if last != position { append(position) }
  }
}
