/// Reads both sides of files of one format, and says what their difference means.
///
/// Pure: nothing is executed, nothing is fetched. Whatever cannot be told is never left out: it makes the
/// reading ``Reading/partial(_:line:reason:)`` or ``Reading/unreadable(line:reason:)``.
package protocol Detector: Sendable {
  /// Every kind that it can observe.
  var kinds: [Kind] { get }
  /// What it answers for: the families of its kinds, and those it can say "nothing" of.
  var families: Set<Family> { get }

  func read(_ pair: FilePair) -> Reading
}

extension Detector {
  package var families: Set<Family> { Set(kinds.map(\.family)) }
}

/// What a detector makes of a file.
package enum Reading: Sendable {
  /// The file is of another format.
  case foreign
  /// Every difference that matters to the detector's families is observed; none is no difference.
  case understood([Observation])
  /// There is a difference besides those observed that it cannot judge.
  case partial([Observation], line: Int?, reason: String)
  case unreadable(line: Int?, reason: String)
}

extension Reading {
  /// What was observed, whether or not it is all.
  package var observations: [Observation] {
    switch self {
    case .understood(let all), .partial(let all, _, _): all
    case .foreign, .unreadable: []
    }
  }
}

/// The two sides of one file, and the trees around them.
package struct FilePair: Sendable {
  /// From the root of the repository, with `/` between names.
  package let path: [UInt8]
  /// `nil` where the side has no such file.
  package let old: [UInt8]?
  package let new: [UInt8]?
  package let oldTree: any SourceTree
  package let newTree: any SourceTree
  package let surroundings: Surroundings

  package init(
    path: [UInt8],
    old: [UInt8]?,
    new: [UInt8]?,
    oldTree: any SourceTree = EmptyTree(),
    newTree: any SourceTree = EmptyTree(),
    surroundings: Surroundings = Surroundings()
  ) {
    self.path = path
    self.old = old
    self.new = new
    self.oldTree = oldTree
    self.newTree = newTree
    self.surroundings = surroundings
  }
}

/// One side's files, for formats that spread over several of them.
package protocol SourceTree: Sendable {
  /// `nil` where there is no such regular file, or it could not be read.
  func content(of path: [UInt8]) -> [UInt8]?
  /// The names of a directory's regular files; empty where there is none. `""` is the root.
  func files(in directory: [UInt8]) -> [[UInt8]]
  /// The names of a directory's own directories; empty where they are not known.
  func directories(in directory: [UInt8]) -> [[UInt8]]
  /// How often something that is there was asked for and could not be read, so far.
  ///
  /// Whoever makes a neighbour too long to be read would hide what it says, so whatever was read meanwhile is not the
  /// whole.
  var failures: Int { get }
}

extension SourceTree {
  package var failures: Int { 0 }
  package func directories(in directory: [UInt8]) -> [[UInt8]] { [] }
}

package struct EmptyTree: SourceTree {
  package init() {}
  package func content(of path: [UInt8]) -> [UInt8]? { nil }
  package func files(in directory: [UInt8]) -> [[UInt8]] { [] }
}

/// What the policy tells the detectors of the world outside the repository.
package struct Surroundings: Hashable, Sendable {
  /// Accounts, buckets, projects, hosts and domains that are the organisation's own, with `*` for any text.
  package var owned: [String] = []

  package init() {}
}
