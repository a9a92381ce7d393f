import Detection

/// What a list of words lets pass: some, or all but some.
struct AllowedSet: Equatable {
  /// Whether the names are those that do not pass.
  private(set) var isComplement: Bool
  private(set) var names: Set<String>
  /// Names that do not pass although a group of the list holds them.
  private(set) var but: Set<String> = []

  static let all = AllowedSet(isComplement: true, names: [])
  static let none = AllowedSet(isComplement: false, names: [])

  init(isComplement: Bool, names: Set<String>) {
    self.isComplement = isComplement
    self.names = names
  }

  var isAll: Bool { isComplement && names.isEmpty }
  var isNone: Bool { !isComplement && names.isEmpty }

  mutating func allow(_ words: some Sequence<String>) {
    if isComplement {
      names.subtract(words)
    } else {
      names.formUnion(words)
      but.subtract(words)
    }
  }

  mutating func deny(_ words: some Sequence<String>) {
    if isComplement {
      names.formUnion(words)
    } else {
      but.formUnion(Set(words).subtracting(names))
      names.subtract(words)
    }
  }

  /// Groups that hold each other's words are not opened: no is not proved either.
  func isCertainlyWithin(_ other: AllowedSet) -> Bool {
    if isNone || other.isAll { return true }
    switch (isComplement, other.isComplement) {
    case (true, true): return other.names.isSubset(of: names)
    case (false, false): return names.isSubset(of: other.names) && other.but.isSubset(of: but)
    case (false, true): return isPlain && other.isPlain && names.isDisjoint(with: other.names)
    case (true, false): return false
    }
  }

  private var isPlain: Bool { !names.contains { $0.hasPrefix("@") } }

  static func direction(from old: AllowedSet, to new: AllowedSet) -> Direction {
    switch (new.isCertainlyWithin(old), old.isCertainlyWithin(new)) {
    case (true, true): .equal
    case (true, false): .narrowed
    case (false, true): .widened
    case (false, false): .incomparable
    }
  }

  var text: String {
    let list = Self.list(names)
    if isComplement { return names.isEmpty ? "everything" : "everything but \(list)" }
    if names.isEmpty { return "nothing" }
    return but.isEmpty ? list : "\(list) but not \(Self.list(but))"
  }

  private static func list(_ names: Set<String>) -> String {
    let shown = names.sorted().prefix(6).joined(separator: " ")
    return names.count > 6 ? "\(shown) and \(names.count - 6) more" : shown
  }
}
