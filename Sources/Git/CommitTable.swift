internal import GitObjects
internal import Synchronization

/// Commits by number, each read once at most: a walk over numbers looks nothing up by id.
struct CommitTable: Sendable {
  private(set) var ids: [ObjectID] = []
  private var numbers: [ObjectID: Int32] = [:]
  private var nodes: [Node] = []
  /// The parents of all commits that were read, those of one commit together.
  private var parents: [Int32] = []
  /// What copies of this table on other threads have read since.
  var shared: SharedLinks?

  private struct Node: BitwiseCopyable {
    var date: Int64 = 0
    var firstParent: Int32 = 0
    /// Below zero where the commit was not read.
    var parentCount: Int32 = -1
  }

  mutating func number(of id: ObjectID) -> Int {
    if let known = numbers[id] { return Int(known) }
    let number = nodes.count
    numbers[id] = Int32(number)
    ids.append(id)
    nodes.append(Node())
    return number
  }

  mutating func date(of commit: Int, in repository: borrowing Repository) throws(GitError) -> Int64
  {
    try read(commit, in: repository)
    return nodes[commit].date
  }

  /// Where the parents of a commit stand, for ``parent(at:)``.
  mutating func parents(of commit: Int, in repository: borrowing Repository) throws(GitError)
    -> Range<Int>
  {
    try read(commit, in: repository)
    let start = Int(nodes[commit].firstParent)
    return start..<(start + Int(nodes[commit].parentCount))
  }

  func parent(at place: Int) -> Int { Int(parents[place]) }

  /// None where it was not read.
  func knownParents(of id: ObjectID) -> [ObjectID] {
    guard let number = numbers[id], case let node = nodes[Int(number)], node.parentCount > 0
    else { return [] }
    let start = Int(node.firstParent)
    return parents[start..<(start + Int(node.parentCount))].map { ids[Int($0)] }
  }

  private mutating func read(_ commit: Int, in repository: borrowing Repository) throws(GitError) {
    guard nodes[commit].parentCount < 0 else { return }
    let links = try links(of: ids[commit], in: repository)
    let start = parents.count
    for parent in links.parents { parents.append(Int32(number(of: parent))) }
    nodes[commit] = Node(
      date: links.date,
      firstParent: Int32(start),
      parentCount: Int32(links.parents.count)
    )
  }

  private func links(of id: ObjectID, in repository: borrowing Repository) throws(GitError)
    -> SharedLinks.Links
  {
    if let known = shared?.links(of: id) { return known }
    let read = try repository.links(of: id)
    let links = SharedLinks.Links(parents: read.parents, date: read.date)
    shared?.add(links, of: id)
    return links
  }
}

/// The links of commits that one of several threads has read: a walk to the root reads every one.
final class SharedLinks: Sendable {
  struct Links: Sendable {
    let parents: [ObjectID]
    let date: Int64
  }

  private let known = Mutex<[ObjectID: Links]>([:])

  func links(of id: ObjectID) -> Links? { known.withLock { $0[id] } }

  func add(_ links: Links, of id: ObjectID) { known.withLock { $0[id] = links } }
}
