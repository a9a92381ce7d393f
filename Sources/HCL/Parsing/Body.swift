package import Syntax

/// A file's or a block's content.
package struct Body: Sendable {
  /// In the text's order; no name stands twice.
  package var attributes: [Attribute] = []
  package var blocks: [Block] = []

  package init(attributes: [Attribute] = [], blocks: [Block] = []) {
    self.attributes = attributes
    self.blocks = blocks
  }

  package subscript(name: String) -> Expression? {
    attributes.first { $0.name == name }?.value
  }

  package func blocks(_ type: String) -> [Block] { blocks.filter { $0.type == type } }
}

package struct Attribute: Sendable {
  package let name: String
  package let position: Position
  package let value: Expression

  package init(name: String, position: Position, value: Expression) {
    self.name = name
    self.position = position
    self.value = value
  }
}

package struct Block: Sendable {
  package let type: String
  package let labels: [String]
  package let position: Position
  package let body: Body

  package init(type: String, labels: [String], position: Position, body: Body) {
    self.type = type
    self.labels = labels
    self.position = position
    self.body = body
  }
}
