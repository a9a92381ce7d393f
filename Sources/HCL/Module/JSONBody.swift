package import Syntax

extension HCL {
  /// Reads a `.tf.json` as the body that it stands for.
  ///
  /// What is nested stands as arguments.
  package static func parseJSON(
    _ bytes: [UInt8],
    limits: SyntaxLimits = SyntaxLimits()
  ) throws(SyntaxError) -> Body {
    let root = try JSONReader.read(bytes, limits: limits)
    var body = Body()
    for member in try JSONBody.members(root) {
      if let depth = JSONBody.labels[member.key] {
        try JSONBody.add(
          member.key,
          labels: [],
          left: depth,
          member.value,
          at: member.keyPosition,
          to: &body
        )
      } else {
        body.attributes.append(try JSONBody.attribute(member))
      }
    }
    return body
  }
}

private enum JSONBody {
  /// How many labels a block of the type has.
  static let labels = [
    "resource": 2, "data": 2, "ephemeral": 2, "module": 1, "provider": 1, "output": 1,
    "variable": 1, "check": 1, "terraform": 0, "locals": 0, "moved": 0, "removed": 0, "import": 0,
  ]

  static func members(_ node: Node) throws(SyntaxError) -> [Node.Member] {
    guard let members = node.object else {
      throw SyntaxError("expected an object", at: node.position)
    }
    return members.filter { $0.key != "//" }
  }

  static func add(
    _ type: String,
    labels: [String],
    left: Int,
    _ node: Node,
    at position: Position,
    to body: inout Body
  ) throws(SyntaxError) {
    for item in node.list {
      if left == 0 {
        body.blocks.append(
          Block(type: type, labels: labels, position: position, body: try self.body(item))
        )
      } else {
        for member in try members(item) {
          try add(
            type,
            labels: labels + [member.key],
            left: left - 1,
            member.value,
            at: member.keyPosition,
            to: &body
          )
        }
      }
    }
  }

  private static func body(_ node: Node) throws(SyntaxError) -> Body {
    var body = Body()
    for member in try members(node) {
      if member.key == "dynamic" {
        try dynamic(member, to: &body)
      } else {
        body.attributes.append(try attribute(member))
      }
    }
    return body
  }

  private static func dynamic(_ member: Node.Member, to body: inout Body) throws(SyntaxError) {
    for item in member.value.list {
      for inner in try members(item) {
        for content in inner.value.list {
          var attributes: [Attribute] = []
          var blocks: [Block] = []
          for part in try members(content) {
            if part.key == "content" {
              // A block may be a list of one.
              for body in part.value.list {
                blocks.append(
                  Block(
                    type: "content",
                    labels: [],
                    position: part.keyPosition,
                    body: try self.body(body)
                  )
                )
              }
            } else {
              attributes.append(try attribute(part))
            }
          }
          body.blocks.append(
            Block(
              type: "dynamic",
              labels: [inner.key],
              position: inner.keyPosition,
              body: Body(attributes: attributes, blocks: blocks)
            )
          )
        }
      }
    }
  }

  static func attribute(_ member: Node.Member) throws(SyntaxError) -> Attribute {
    Attribute(
      name: member.key,
      position: member.keyPosition,
      value: try expression(member.value)
    )
  }

  /// Strings are templates.
  private static func expression(_ node: Node) throws(SyntaxError) -> Expression {
    let position = node.position
    switch node.value {
    case .null: return Expression(.null, at: position)
    case .bool(let flag): return Expression(.bool(flag), at: position)
    case .number(let text): return Expression(.number(text), at: position)
    case .string(let text): return try template(text, position)
    case .array(let items):
      var made: [Expression] = []
      for item in items { made.append(try expression(item)) }
      return Expression(.tuple(made), at: position)
    case .object(let members):
      var made: [Expression.Item] = []
      for member in members {
        made.append(
          Expression.Item(
            key: try template(member.key, member.keyPosition),
            value: try expression(member.value)
          )
        )
      }
      return Expression(.object(made), at: position)
    }
  }

  private static func template(
    _ text: String,
    _ position: Position
  ) throws(SyntaxError) -> Expression {
    do throws(SyntaxError) {
      return Expression(.template(try HCL.parseTemplate(Array(text.utf8))), at: position)
    } catch {
      throw SyntaxError(error.reason, at: position)
    }
  }
}
