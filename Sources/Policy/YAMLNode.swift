/// A YAML value with the place it begins at. Scalars stay text: each field reads its own kind.
struct YAMLNode: Hashable, Sendable {
  struct Pair: Hashable, Sendable {
    let key: String
    let keyPosition: Position
    let value: YAMLNode
  }

  enum Value: Hashable, Sendable {
    case scalar(String)
    case list([YAMLNode])
    case map([Pair])
  }

  let value: Value
  let position: Position
}
