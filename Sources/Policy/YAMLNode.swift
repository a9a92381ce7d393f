internal import GitObjects
package import Syntax

/// A YAML value with the place it begins at.
///
/// Scalars stay text: each field reads its own kind.
package struct YAMLNode: Hashable, Sendable {
  package struct Pair: Hashable, Sendable {
    package let key: String
    package let keyPosition: Position
    package let value: YAMLNode
  }

  package enum Value: Hashable, Sendable {
    case scalar(String)
    case list([YAMLNode])
    case map([Pair])
  }

  package let value: Value
  package let position: Position
}

extension YAMLNode {
  /// A step down: a key of a map, or a position of a list.
  enum Step: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    case key(String)
    case item(Int)

    init(stringLiteral value: String) { self = .key(value) }
    init(integerLiteral value: Int) { self = .item(value) }
  }

  /// Where something stands below a path, or else where the path ends, as far as there is one.
  func position(of text: String? = nil, below path: [Step]) -> Position {
    var (node, place) = (self, position)
    for step in path {
      guard let next = node.child(step) else { break }
      (node, place) = next
    }
    return text.flatMap { node.find(ASCII.lowercased($0.utf8)) } ?? place
  }

  private func child(_ step: Step) -> (YAMLNode, Position)? {
    switch (step, value) {
    case (.key(let key), .map(let pairs)):
      pairs.first { $0.key == key }.map { ($0.value, $0.keyPosition) }
    case (.item(let index), .list(let items)) where items.indices.contains(index):
      (items[index], items[index].position)
    default: nil
    }
  }

  /// The first value or key of this text, ASCII letters in either case.
  private func find(_ text: [UInt8]) -> Position? {
    switch value {
    case .scalar(let scalar): return ASCII.lowercased(scalar.utf8) == text ? position : nil
    case .list(let items): return items.lazy.compactMap { $0.find(text) }.first
    case .map(let pairs):
      for pair in pairs {
        if ASCII.lowercased(pair.key.utf8) == text { return pair.keyPosition }
        if let found = pair.value.find(text) { return found }
      }
      return nil
    }
  }
}
