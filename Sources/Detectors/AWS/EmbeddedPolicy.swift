import Syntax

/// JSON that stands in another text as a string, as policies do in templates and in what AWS prints.
enum EmbeddedPolicy {
  /// The object that a text holds; all of it stands where the text does.
  static func document(in text: String, at place: Position) -> Node? {
    guard let node = try? JSONReader.read(Array(text.utf8)), node.object != nil else { return nil }
    return node.placed(at: place)
  }
}

extension Node {
  fileprivate func placed(at place: Position) -> Node {
    switch value {
    case .array(let items): Node(.array(items.map { $0.placed(at: place) }), at: place)
    case .object(let members):
      Node(
        .object(
          members.map { .init(key: $0.key, keyPosition: place, value: $0.value.placed(at: place)) }
        ),
        at: place
      )
    default: Node(value, at: place)
    }
  }
}
