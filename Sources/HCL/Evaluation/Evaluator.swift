import Syntax

/// Evaluates one module's expressions, as far as its own files tell.
///
/// What cannot be told, and whatever is beyond the limits, is opaque: never an error.
final class Evaluator {
  let files: ModuleFolder
  /// What stands before the names of the module's own blocks, where another calls it.
  let prefix: String
  let longTexts: LongTexts
  var budget: Budget
  var variables: [String: Expression] = [:]
  var variableFiles: [String: Int] = [:]
  /// Of those that leave something out which their types say.
  var variableTypes: [String: Expression] = [:]
  /// By the text that an unknown value is known by.
  var shapes: [String: Shape] = [:]
  var inputs: [String: Value] = [:]
  var locals: [String: (value: Expression, file: Int)] = [:]
  /// What renders a text, by `TYPE.NAME`.
  var renderers: [String: (block: Block, file: Int)] = [:]
  var known: [String: Value] = [:]
  var underWay: Set<String> = []
  var openness = Openness()
  /// Whether the block at hand stands nowhere by default.
  var isDormant = false
  /// Whether an argument of the call at hand hangs on a default.
  var callIsOpen = false
  /// What ``spelledWhole`` gave.
  var wholeSpelling: String?
  /// Documents that something has read.
  var readDocuments: Set<String> = []
  /// The file that the expression at hand is in.
  var file = 0
  var depth = 0

  init(files: ModuleFolder, prefix: String, longTexts: LongTexts, budget: Budget = Budget()) {
    self.files = files
    self.prefix = prefix
    self.longTexts = longTexts
    self.budget = budget
  }

  func evaluate(_ expression: Expression, _ scope: Scope = Scope()) -> Value {
    let origin = Origin(file: file, line: expression.position.line)
    depth += 1
    defer { depth -= 1 }
    guard budget.spend(1), budget.enter(depth) else { return opaque("(beyond a limit)", origin) }
    let value = plain(expression, scope, origin)
    return budget.take(weight: value.weight) ? value : opaque("(beyond a limit)", origin)
  }

  private func plain(_ expression: Expression, _ scope: Scope, _ origin: Origin) -> Value {
    switch expression.value {
    case .null: return Value(.null, at: origin)
    case .bool(let flag): return Value(.bool(flag), at: origin)
    case .number(let text): return Value(.number(Value.canonical(text)), at: origin)
    case .template(let parts): return template(parts, scope, origin)
    case .heredoc(let parts):
      var value = template(parts, scope, origin)
      value.isOfLinesBelow = true
      return value
    case .tuple(let items): return Value(.list(items.flatMap { self.items($0, scope) }), at: origin)
    case .object(let items): return object(items, scope, origin)
    case .variable(let name):
      guard let value = scope.variables[name] else { return reference(name, scope, origin) }
      if scope.isOpen { openness.noteRead() }
      return value
    case .attribute(let source, let name): return attribute(source, name, scope, origin)
    case .index(let source, let key): return index(source, key, scope, origin)
    case .splat(let source, let each): return splat(source, each, scope, origin)
    case .splatItem: return scope.item ?? opaque("*", origin)
    case .call(let name, let arguments, let expandsLast):
      return call(name, arguments, expandsLast, scope, origin)
    case .unary(let sign, let inner): return unary(sign, evaluate(inner, scope), origin)
    case .binary(let sign, let left, let right): return binary(sign, left, right, scope, origin)
    case .conditional(let condition, let yes, let no):
      return conditional(decide(condition, scope), yes, no, scope, origin)
    case .loop(let loop): return self.loop(loop, scope, origin)
    }
  }

  func opaque(_ text: String, _ origin: Origin, fails: Bool = false) -> Value {
    guard budget.take(text: text) else {
      return Value(.opaque("(beyond a limit)"), at: origin, fails: false)
    }
    return Value(.opaque(longTexts.name(of: text)), at: origin, fails: fails)
  }

  /// What an item adds to a list: `"${…}"` of another list is that list's items, as before Terraform 0.12; today's
  /// refuses it wherever it does not mean the same.
  private func items(_ expression: Expression, _ scope: Scope) -> [Value] {
    let value = evaluate(expression, scope)
    guard case .template(let parts) = expression.value, parts.count == 1, let items = value.list
    else { return [value] }
    return items
  }

  private func reference(_ name: String, _ scope: Scope, _ origin: Origin) -> Value {
    opaque(scope.isClosed ? name : prefix + name, origin, fails: scope.isClosed)
  }

  private func object(_ items: [Expression.Item], _ scope: Scope, _ origin: Origin) -> Value {
    var fields: [Value.Field] = []
    var places: [String: Int] = [:]
    for item in items {
      let value = evaluate(item.value, scope)
      guard let pieces = evaluate(item.key, scope).pieces else {
        return opaque("{(\(evaluate(item.key, scope).source))=\(value.source)}", origin)
      }
      let field = Self.field(pieces, value)
      if let place = places[field.name] {
        fields[place] = field
      } else {
        places[field.name] = fields.count
        fields.append(field)
      }
    }
    return Value(.object(fields), at: origin)
  }

  static func field(_ pieces: [Value.Piece], _ value: Value) -> Value.Field {
    let isLiteral = pieces.allSatisfy { if case .literal = $0 { true } else { false } }
    if isLiteral, case .literal(let name)? = pieces.first { return Value.Field(name, value) }
    return Value.Field(pieces.rendered, pieces: isLiteral ? nil : pieces, value)
  }

  private func conditional(
    _ condition: (value: Value, flag: Bool?),
    _ yes: Expression,
    _ no: Expression,
    _ scope: Scope,
    _ origin: Origin
  ) -> Value {
    if let flag = condition.flag { return evaluate(flag ? yes : no, scope) }
    let (yes, no) = (evaluate(yes, scope), evaluate(no, scope))
    if yes.isEquivalent(to: no) { return yes }
    return opaque("(\(condition.value.source) ? \(yes.source) : \(no.source))", origin)
  }
}
