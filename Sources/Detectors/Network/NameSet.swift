/// A finite set of names, or all names but some.
package struct NameSet: Hashable, Sendable {
  package private(set) var names: Set<String>
  /// Whether the names are those that are not in it.
  package private(set) var isComplement: Bool

  package init(_ names: some Sequence<String>) {
    self.names = Set(names)
    isComplement = false
  }

  private init(allBut names: Set<String>) {
    self.names = names
    isComplement = true
  }

  package static var all: NameSet { NameSet(allBut: []) }
  package var isEmpty: Bool { !isComplement && names.isEmpty }
  package var isAll: Bool { isComplement && names.isEmpty }

  /// Whether no name is in both.
  package func isDisjoint(with other: NameSet) -> Bool {
    switch (isComplement, other.isComplement) {
    case (false, false): names.isDisjoint(with: other.names)
    case (false, true): names.isSubset(of: other.names)
    case (true, false): other.names.isSubset(of: names)
    case (true, true): false
    }
  }

  package func subtracting(_ other: NameSet) -> NameSet {
    switch (isComplement, other.isComplement) {
    case (false, false): NameSet(names.subtracting(other.names))
    case (false, true): NameSet(names.intersection(other.names))
    case (true, false): NameSet(allBut: names.union(other.names))
    case (true, true): NameSet(other.names.subtracting(names))
    }
  }

  package func intersection(_ other: NameSet) -> NameSet { subtracting(subtracting(other)) }

  package var text: String {
    let list = names.sorted().joined(separator: ", ")
    return isComplement ? (names.isEmpty ? "all" : "all but \(list)") : list
  }
}
