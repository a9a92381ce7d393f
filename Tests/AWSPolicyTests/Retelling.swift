import Syntax

/// Ways to write a policy otherwise that mean the same.
enum Retelling: CaseIterable {
  case reversed, listed, unlisted, split, doubled, renamed, covered

  func applied(to document: Node) -> Node {
    let statements = document["Statement"]?.list ?? []
    switch self {
    case .reversed: return document.with(statements.reversed().map { $0.reversingMembers() })
    case .listed: return document.with(statements.map { $0.mapped(Retelling.listed) })
    case .unlisted: return document.with(statements.map { $0.mapped(Retelling.unlisted) })
    case .split: return document.with(statements.flatMap(Retelling.split))
    case .doubled: return document.with(statements + statements)
    case .renamed:
      return document.with(
        statements.map { $0.mapped { $0 == "Sid" ? RandomPolicies.node("Other") : $1 } }
      )
    case .covered:
      return document.with(statements.map { $0.mapped(Retelling.covered) })
    }
  }

  private static let lists: Set<String> = ["Action", "NotAction", "Resource", "NotResource"]

  private static func listed(_ key: String, _ value: Node) -> Node {
    lists.contains(key) ? Node(.array(value.list), at: value.position) : value
  }

  private static func unlisted(_ key: String, _ value: Node) -> Node {
    if lists.contains(key), let items = value.array, items.count == 1 { return items[0] }
    return value
  }

  /// One statement for each action and resource.
  private static func split(_ statement: Node) -> [Node] {
    (statement["Action"]?.list ?? []).isEmpty
      ? [statement]
      : (statement["Action"]?.list ?? []).flatMap { action in
        (statement["Resource"]?.list ?? [RandomPolicies.node("*")]).map { resource in
          statement.mapped { key, value in
            switch key {
            case "Action": action
            case "Resource": resource
            default: value
            }
          }
        }
      }
  }

  /// Adds to each list a longer text that its first pattern with `*` at the end takes.
  private static func covered(_ key: String, _ value: Node) -> Node {
    guard lists.contains(key),
      let wide = value.list.compactMap(\.string).first(where: {
        $0.hasSuffix("*") && $0.contains(":")
      })
    else { return value }
    let more = [wide.dropLast() + "xyz", wide.dropLast() + "x*"].map {
      RandomPolicies.node(String($0))
    }
    return Node(.array(value.list + more), at: value.position)
  }
}

extension Node {
  fileprivate func with(_ statements: [Node]) -> Node {
    mapped { $0 == "Statement" ? Node(.array(statements), at: position) : $1 }
  }

  fileprivate func mapped(_ change: (String, Node) -> Node) -> Node {
    RandomPolicies.object((object ?? []).map { ($0.key, change($0.key, $0.value)) })
  }

  fileprivate func reversingMembers() -> Node {
    RandomPolicies.object((object ?? []).reversed().map { ($0.key, $0.value) })
  }
}
