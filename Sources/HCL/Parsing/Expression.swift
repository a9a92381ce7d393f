package import Syntax

/// An expression of HCL's native syntax, with the place it begins at.
package struct Expression: Sendable {
  package indirect enum Value: Sendable {
    case null
    case bool(Bool)
    /// As it is written.
    case number(String)
    case template([TemplatePart])
    /// A template whose text is that of the lines below.
    case heredoc([TemplatePart])
    case tuple([Expression])
    case object([Item])
    /// The first name of a traversal, or a word such as `string` in a type.
    case variable(String)
    case attribute(Expression, String)
    case index(Expression, Expression)
    /// `source[*]…` and `source.*…`: the second is what is taken of each, over ``splatItem``.
    case splat(Expression, each: Expression)
    case splatItem
    case call(String, [Expression], expandsLast: Bool)
    case unary(Operator, Expression)
    case binary(Operator, Expression, Expression)
    case conditional(Expression, Expression, Expression)
    case loop(Loop)
  }

  /// `key = value` in an object.
  package struct Item: Sendable {
    /// A bare word stands as a template of one literal.
    package let key: Expression
    package let value: Expression
  }

  /// `[for …]` or `{for …}`.
  package struct Loop: Sendable {
    package let keyName: String?
    package let valueName: String
    package let collection: Expression
    /// Present where it makes an object.
    package let key: Expression?
    package let value: Expression
    package let condition: Expression?
    package let groups: Bool
  }

  package enum Operator: String, Sendable {
    case or = "||"
    case and = "&&"
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divided = "/"
    case modulo = "%"
    case not = "!"
  }

  package let value: Value
  package let position: Position
  /// How many levels of expressions it is made of; bounds every walk over it.
  let height: Int

  init(_ value: Value, at position: Position) {
    self.value = value
    self.position = position
    height = 1 + value.childrenHeight
  }
}

/// A piece of a quoted string or a heredoc.
package indirect enum TemplatePart: Sendable {
  case literal(String)
  case interpolation(Expression)
  case conditional(Expression, then: [TemplatePart], otherwise: [TemplatePart])
  case loop(key: String?, value: String, collection: Expression, body: [TemplatePart])

  var height: Int {
    switch self {
    case .literal: 0
    case .interpolation(let inner): inner.height
    case .conditional(let condition, let then, let otherwise):
      1 + max(condition.height, then.height, otherwise.height)
    case .loop(_, _, let collection, let body): 1 + max(collection.height, body.height)
    }
  }
}

extension [TemplatePart] {
  var height: Int { reduce(0) { Swift.max($0, $1.height) } }
}

extension Expression.Value {
  fileprivate var childrenHeight: Int {
    switch self {
    case .null, .bool, .number, .variable, .splatItem: 0
    case .template(let parts), .heredoc(let parts): parts.height
    case .tuple(let items), .call(_, let items, _): items.reduce(0) { max($0, $1.height) }
    case .object(let items): items.reduce(0) { max($0, $1.key.height, $1.value.height) }
    case .attribute(let inner, _), .unary(_, let inner): inner.height
    case .index(let a, let b), .splat(let a, let b), .binary(_, let a, let b):
      max(a.height, b.height)
    case .conditional(let a, let b, let c): max(a.height, b.height, c.height)
    case .loop(let loop):
      max(
        max(loop.collection.height, loop.value.height),
        max(loop.key?.height ?? 0, loop.condition?.height ?? 0)
      )
    }
  }
}
