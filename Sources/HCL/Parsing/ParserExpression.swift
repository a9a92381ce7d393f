import Syntax

extension Parser {
  mutating func expression() throws(SyntaxError) -> Expression {
    try enter()
    defer { depth -= 1 }
    let start = position
    let condition = try binary(above: 0)
    try skipBlanks()
    guard byte == UInt8(ascii: "?") else { return condition }
    offset += 1
    try skipBlanks()
    let yes = try expression()
    try skipBlanks()
    try expect(":", "in a conditional")
    try skipBlanks()
    let no = try expression()
    return try node(.conditional(condition, yes, no), at: start)
  }

  /// Operators of a higher precedence than this one, the left first.
  private mutating func binary(above precedence: Int) throws(SyntaxError) -> Expression {
    let start = position
    var left = try unary()
    while true {
      try skipBlanks()
      guard let found = binaryOperator, found.precedence > precedence else { return left }
      offset += found.rawValue.utf8.count
      try skipBlanks()
      let right = try binary(above: found.precedence)
      left = try node(.binary(found, left, right), at: start)
    }
  }

  private mutating func unary() throws(SyntaxError) -> Expression {
    let start = position
    let found: Expression.Operator
    switch byte {
    case UInt8(ascii: "!"): found = .not
    case UInt8(ascii: "-"): found = .minus
    default: return try traversal(of: try term())
    }
    try enter()
    defer { depth -= 1 }
    offset += 1
    try skipBlanks()
    return try node(.unary(found, try unary()), at: start)
  }

  private var binaryOperator: Expression.Operator? {
    let next = byte(after: 1)
    switch byte {
    case UInt8(ascii: "|"): return next == UInt8(ascii: "|") ? .or : nil
    case UInt8(ascii: "&"): return next == UInt8(ascii: "&") ? .and : nil
    case UInt8(ascii: "="): return next == UInt8(ascii: "=") ? .equal : nil
    case UInt8(ascii: "!"): return next == UInt8(ascii: "=") ? .notEqual : nil
    case UInt8(ascii: "<"): return next == UInt8(ascii: "=") ? .lessOrEqual : .less
    case UInt8(ascii: ">"): return next == UInt8(ascii: "=") ? .greaterOrEqual : .greater
    case UInt8(ascii: "+"): return .plus
    case UInt8(ascii: "-"): return .minus
    case UInt8(ascii: "*"): return .times
    case UInt8(ascii: "/"): return .divided
    case UInt8(ascii: "%"): return .modulo
    default: return nil
    }
  }
}

extension Expression.Operator {
  /// Of two operators the higher binds first.
  fileprivate var precedence: Int {
    switch self {
    case .or: 1
    case .and: 2
    case .equal, .notEqual: 3
    case .less, .lessOrEqual, .greater, .greaterOrEqual: 4
    case .plus, .minus: 5
    case .times, .divided, .modulo: 6
    case .not: 7
    }
  }
}
