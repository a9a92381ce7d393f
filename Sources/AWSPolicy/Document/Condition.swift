/// One line of a Condition: an operator, a key, and the values it is held against.
package struct Condition: Hashable, Sendable {
  package enum Test: Hashable, Sendable {
    case string, like, equalsIgnoringCase, bool
    case less, lessOrEqual, greater, greaterOrEqual, number
    case dateLess, dateLessOrEqual, dateGreater, dateGreaterOrEqual, date
    case address
    case null
    /// Not modelled: true or false as it likes, but the same for the same text.
    case opaque
  }

  package enum Quantifier: Hashable, Sendable { case one, any, all }

  package let name: String
  package let test: Test
  package let isNegated: Bool
  package let ifExists: Bool
  package let quantifier: Quantifier
  /// In lower case, since keys are the same in either.
  package let key: String
  /// As the document has it.
  package let keyText: String
  package let values: [Glob]

  package init(operator name: String, key: [Term.Part], values: [[Term.Part]], variables: Bool) {
    var base = name[...]
    quantifier =
      if base.hasPrefix("ForAnyValue:") { .any } else if base.hasPrefix("ForAllValues:") {
        .all
      } else {
        .one
      }
    if quantifier != .one {
      base = base[base.index(after: base.firstIndex(of: ":") ?? base.startIndex)...]
    }
    let conditional = base.hasSuffix("IfExists")
    if conditional { base = base.dropLast(8) }
    ifExists = conditional
    let (test, negated) = Condition.tests[String(base)] ?? (.opaque, false)
    self.name = name
    keyText = Term.text(of: key)
    self.key = keyText.lowercased()
    let globs = values.map {
      Glob(
        $0,
        wildcards: test == .like,
        variables: variables,
        letters: test == .equalsIgnoringCase || test == .bool ? .folded : .exact
      )
    }
    // An empty list, or values that are not of the operator's type, are not guessed at.
    let isModelled =
      test != .opaque && !globs.isEmpty && globs.allSatisfy { Operand.reads($0, test) }
    self.test = isModelled ? test : .opaque
    isNegated = isModelled && negated
    self.values = globs.sorted { $0.text < $1.text }
  }

  private static let tests: [String: (Test, Bool)] = [
    "StringEquals": (.string, false), "StringNotEquals": (.string, true),
    "StringEqualsIgnoreCase": (.equalsIgnoringCase, false),
    "StringNotEqualsIgnoreCase": (.equalsIgnoringCase, true),
    "StringLike": (.like, false), "StringNotLike": (.like, true),
    "ArnEquals": (.like, false), "ArnNotEquals": (.like, true),
    "ArnLike": (.like, false), "ArnNotLike": (.like, true),
    "BinaryEquals": (.string, false), "Bool": (.bool, false), "Null": (.null, false),
    "NumericEquals": (.number, false), "NumericNotEquals": (.number, true),
    "NumericLessThan": (.less, false), "NumericLessThanEquals": (.lessOrEqual, false),
    "NumericGreaterThan": (.greater, false), "NumericGreaterThanEquals": (.greaterOrEqual, false),
    "DateEquals": (.date, false), "DateNotEquals": (.date, true),
    "DateLessThan": (.dateLess, false), "DateLessThanEquals": (.dateLessOrEqual, false),
    "DateGreaterThan": (.dateGreater, false),
    "DateGreaterThanEquals": (.dateGreaterOrEqual, false),
    "IpAddress": (.address, false), "NotIpAddress": (.address, true),
  ]

  /// Whether a reference stands where "not this text" is asked.
  package var negatesAtom: Bool {
    (isNegated || quantifier == .all) && values.contains { !$0.atoms.isEmpty }
  }

  /// By what an unmodelled test is the same as another.
  package var identity: String {
    ([name, key] + values.map(\.text)).joined(separator: "\u{0}")
  }
}
