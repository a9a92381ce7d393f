import Syntax

/// Something that statements switch on and off.
struct SQLFact: Hashable, Sendable {
  enum Topic: Hashable, Sendable {
    case grant, member, attribute, password, owner, definer, rowSecurity, policy, masking, network
    case destruction
    /// What a view shows; only a difference of two is told.
    case view
  }

  let topic: Topic
  /// The role that gains by it; empty where it is about an object alone.
  var who = ""
  /// The privilege, the role, the attribute or the policy, in capitals where it is a keyword.
  var what = ""
  var object = SQLObject()
  /// The right to pass it on.
  var option = false
  /// What tells its object apart from another of the same name, in another database.
  var place = ""

  /// Whether who has this has the other too.
  func covers(_ other: SQLFact) -> Bool {
    topic == .grant && other.topic == .grant && option == other.option && who == other.who
      && place == other.place
      && (what == other.what || (what == "ALL" && other.what != "OWNERSHIP"))
      && object.covers(other.object)
  }

  var withOption: SQLFact {
    var fact = self
    fact.option = true
    return fact
  }

  /// Whether it may cover others than itself.
  var isWide: Bool {
    topic == .grant && (what == "ALL" || object.path.contains("*") || object.column.isEmpty)
  }
}

/// A table, a schema, all tables of a schema, and the like.
struct SQLObject: Hashable, Sendable {
  /// In capitals and in the singular; `FUTURE …` for what is yet to be created.
  var kind = ""
  /// With `*` for every name.
  var path: [String] = []
  /// Empty for all columns.
  var column = ""

  func covers(_ other: SQLObject) -> Bool {
    kind == other.kind && path.count == other.path.count
      && (column.isEmpty || column == other.column)
      && zip(path, other.path).allSatisfy { $0 == "*" || $0 == $1 }
  }

  var isFuture: Bool { kind.utf8.starts(with: "FUTURE".utf8) }

  /// As a sentence names it.
  var words: String {
    let name = path.joined(separator: ".")
    let plural = kind.asciiSmall + "s"
    switch kind {
    case "TABLE" where path.last == "*" && path.count == 2 && path[0] != "*":
      return "all tables in \(path[0])"
    case _ where isFuture:
      let scope = path.filter { $0 != "*" }.joined(separator: ".")
      return scope.isEmpty ? plural : "\(plural) in \(scope)"
    case "TABLE", "": return column.isEmpty ? name : "\(name) (\(column))"
    case _ where path.last == "*" && path.count > 1:
      return "all \(plural) in \(path.dropLast().joined(separator: "."))"
    case _ where path.isEmpty: return "the \(kind.asciiSmall)"
    default: return "\(kind.asciiSmall) \(name)"
    }
  }
}

/// What a statement does to a fact.
struct SQLSetting: Sendable {
  enum Effect: Sendable {
    /// Gives access, or takes a protection away.
    case opens
    case closes
    /// Puts something in another's place: which way, only a comparison of both can tell.
    case changes
  }

  var fact: SQLFact
  let effect: Effect
  /// What must be the same for nothing to have changed.
  var value = ""
  var line = 0
  /// On which servers or in which cases it runs; empty for all.
  var condition = ""
  /// In which cases other statements of the script say the same, or the opposite.
  var note = ""
  /// Which of the script's statements it is.
  var number = 0

  var isConditional: Bool { !condition.isEmpty }

  init(_ fact: SQLFact, _ effect: Effect, value: String = "") {
    self.fact = fact
    self.effect = effect
    self.value = value
  }
}

/// What a statement means for access.
enum SQLMeaning: Sendable {
  case nothing
  case settings([SQLSetting])
  /// What it does, the text does not tell.
  case opaque(String)
}
