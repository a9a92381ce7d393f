internal import GitObjects
internal import Glibc

/// The paths a walk has come by, each with what the filter says of it: a history changes the same paths over and
/// over, and each is asked about, and spelt out, once.
///
/// Names are looked up where they lie in the raw tree. The table stops growing at a limit, and paths beyond it
/// are asked about every time: a client chooses how many there are.
struct PathTable {
  /// A directory of the walk; a `node` below zero is not in the table.
  struct Directory {
    fileprivate let node: Int32
    let path: [UInt8]
    static let root = Directory(node: 0, path: [])
    /// Its number among all paths of the walk; `nil` where it is not in the table.
    var number: Int? { node < 0 ? nil : Int(node) }
  }

  private struct Node {
    let parent: Int32
    let path: [UInt8]
    let nameCount: Int32
    var answers = Answers()
  }

  /// What was asked about a path already: whether it is kept as it is and as a link, whether it is entered.
  private struct Answers: OptionSet {
    let rawValue: UInt8
    static func known(_ question: Question) -> Answers {
      Answers(rawValue: 1 << (2 * question.rawValue))
    }
    static func yes(_ question: Question) -> Answers {
      Answers(rawValue: 2 << (2 * question.rawValue))
    }
  }

  private enum Question: UInt8 { case plain, link, enter }

  private let filter: any PathFilter
  private let limit: Int
  private var nodes = [Node(parent: -1, path: [], nameCount: 0)]
  /// Positions in `nodes`, by hash; 0 is free.
  ///
  /// The hash is seeded, so that no client can make names collide.
  private var slots = [Int32](repeating: 0, count: 1024)

  init(filter: any PathFilter, limit: Int = 1 << 17) {
    self.filter = filter
    self.limit = limit
  }

  /// The path, if the filter keeps the change that `change` makes of it.
  mutating func kept(
    _ name: UnsafeRawBufferPointer,
    in directory: Directory,
    isLink: Bool,
    _ change: (TreePath) -> FileChange
  ) -> FileChange? {
    let node = find(name, in: directory)
    if node < 0 {
      let change = change(TreePath(bytes: Self.join(directory.path, name)))
      return filter.keeps(change) ? change : nil
    }
    let question: Question = isLink ? .link : .plain
    let path = nodes[Int(node)].path
    if nodes[Int(node)].answers.contains(.known(question)) {
      return nodes[Int(node)].answers.contains(.yes(question)) ? change(TreePath(bytes: path)) : nil
    }
    let change = change(TreePath(bytes: path))
    let isKept = filter.keeps(change)
    note(question, isKept, at: node)
    return isKept ? change : nil
  }

  /// The directory of this name, if the filter could keep a path below it.
  mutating func entered(_ name: UnsafeRawBufferPointer, in directory: Directory) -> Directory? {
    let node = find(name, in: directory)
    if node < 0 {
      let path = Self.join(directory.path, name)
      return filter.mayMatch(below: path) ? Directory(node: -1, path: path) : nil
    }
    let path = nodes[Int(node)].path
    if !nodes[Int(node)].answers.contains(.known(.enter)) {
      note(.enter, filter.mayMatch(below: path), at: node)
    }
    guard nodes[Int(node)].answers.contains(.yes(.enter)) else { return nil }
    return Directory(node: node, path: path)
  }

  private mutating func note(_ question: Question, _ answer: Bool, at node: Int32) {
    nodes[Int(node)].answers.formUnion(
      answer ? [.known(question), .yes(question)] : .known(question)
    )
  }

  /// The node of a name; made where it is new, below zero where the table is full.
  private mutating func find(_ name: UnsafeRawBufferPointer, in directory: Directory) -> Int32 {
    guard directory.node >= 0 else { return -1 }
    var hasher = Hasher()
    hasher.combine(directory.node)
    hasher.combine(bytes: name)
    let mask = slots.count - 1
    var slot = hasher.finalize() & mask
    while slots[slot] != 0 {
      if isNamed(slots[slot], name, in: directory) { return slots[slot] }
      slot = (slot + 1) & mask
    }
    guard nodes.count < limit else { return -1 }
    let node = Int32(nodes.count)
    slots[slot] = node
    nodes.append(
      Node(
        parent: directory.node,
        path: Self.join(directory.path, name),
        nameCount: Int32(name.count)
      )
    )
    if nodes.count * 2 > slots.count { grow() }
    return node
  }

  private func isNamed(_ node: Int32, _ name: UnsafeRawBufferPointer, in directory: Directory)
    -> Bool
  {
    guard nodes[Int(node)].parent == directory.node, nodes[Int(node)].nameCount == name.count
    else { return false }
    return nodes[Int(node)].path.withUnsafeBytes { path in
      memcmp(
        path.baseAddress.unsafelyUnwrapped + (path.count - name.count),
        name.baseAddress.unsafelyUnwrapped,
        name.count
      ) == 0
    }
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for (position, node) in nodes.enumerated().dropFirst() {
      var hasher = Hasher()
      hasher.combine(node.parent)
      node.path.withUnsafeBytes {
        hasher.combine(bytes: .init(rebasing: $0.suffix(Int(node.nameCount))))
      }
      var slot = hasher.finalize() & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(position)
    }
  }

  private static func join(_ directory: [UInt8], _ name: UnsafeRawBufferPointer) -> [UInt8] {
    var path: [UInt8] = []
    path.reserveCapacity(directory.count + 1 + name.count)
    if !directory.isEmpty {
      path += directory
      path.append(UInt8(ascii: "/"))
    }
    path += name
    return path
  }
}
