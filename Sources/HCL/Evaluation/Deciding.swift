import Syntax

extension Evaluator {
  /// What decides, in one spelling; `nil` beyond the limits, where nothing is known anyway.
  func spelling(of expression: Expression) -> String? {
    let text = expression.normalized
    return budget.spend(1 + text.utf8.count / 16) ? text : nil
  }

  /// Whether what stands for a value that is not given counts, though it is.
  func isForcedAway(_ expression: Expression, isOpen: Bool) -> Bool {
    guard isOpen, let text = spelling(of: expression) else { return false }
    return isForcedAway(spelled: text)
  }

  func isForcedAway(spelled text: String) -> Bool {
    let what = text + " is given"
    if openness.forced[what] != nil { return true }
    openness.note(Decision(what: what, chosen: "true", keys: ["false"]))
    return false
  }

  /// A value that decides, and whether another run may give another.
  func deciding(_ expression: Expression, _ scope: Scope) -> (value: Value, isOpen: Bool) {
    let before = openness.reads
    let value = evaluate(expression, scope)
    return (value, openness.reads != before)
  }

  /// Whether a loop over nothing is taken for one over something.
  func isForcedToRun(_ collection: Expression, isEmpty: Bool, isOpen: Bool) -> Bool {
    guard isEmpty, isOpen else { return false }
    guard let text = spelling(of: collection) else { return false }
    let what = text + " is empty"
    if openness.forced[what] != nil { return true }
    openness.note(Decision(what: what, chosen: "true", keys: ["false"]))
    return false
  }

  /// An object's item by a key that another run may give otherwise; `nil` where the plain one counts.
  ///
  /// `standard` is what counts where there is no such item.
  func chosen(
    _ key: Expression,
    _ value: Value,
    isOpen: Bool,
    of source: Value,
    or standard: (() -> Value)? = nil
  ) -> Value? {
    guard isOpen, let names = Self.keys(of: source), let what = spelling(of: key) else {
      return nil
    }
    if let forced = openness.forced[what] {
      if forced == Self.noKey { return standard?() }
      return source.list.flatMap { items in
        Int(forced).flatMap { items.indices.contains($0) ? items[$0] : nil }
      } ?? source[forced]
    }
    let keys = names.prefix(Self.mostKeys) + (standard == nil ? [] : [Self.noKey])
    let isCut = names.count > Self.mostKeys
    openness.note(Decision(what: what, chosen: value.literal, keys: Array(keys), isCut: isCut))
    return nil
  }

  private static func keys(of source: Value) -> [String]? {
    if let items = source.list { return items.indices.map { "\($0)" } }
    return source.fields.flatMap { fields in
      fields.allSatisfy { $0.pieces == nil } ? fields.map(\.name) : nil
    }
  }

  private static var noKey: String { "no key" }
  private static var mostKeys: Int { 12 }

  /// How everything is written that an argument may read.
  var spelledWhole: String {
    if let wholeSpelling { return wholeSpelling }
    let values = locals.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.value.normalized)" }
    let documents = renderers.sorted { $0.key < $1.key }
      .map { "\($0.key) {\($0.value.block.body.normalized)}" }
    let text = longTexts.name(of: (values + documents).joined(separator: "; "))
    wholeSpelling = text
    return text
  }
}
