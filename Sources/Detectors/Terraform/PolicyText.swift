package import AWSPolicy
package import HCL
import Syntax

/// A Terraform value, where another type has a `Value` of its own.
package typealias TerraformValue = Value

extension Term {
  /// A policy given as `jsonencode(…)`, as a text of JSON, or as a policy document's `json`.
  package init(policy value: TerraformValue) { self.init(value.document ?? value) }

  /// Lines are those of the value's own file.
  package init(_ value: TerraformValue) {
    let position = Position(line: value.origin.line, column: 1)
    switch value.content {
    case .null: self.init(.null, at: position)
    case .bool(let flag): self.init(.bool(flag), at: position)
    case .number(let text): self.init(.number(text), at: position)
    case .text(let pieces): self.init(.text(pieces.map(Part.init)), at: position)
    case .list(let items): self.init(.list(items.map { Term($0) }), at: position)
    case .object(let fields):
      self.init(
        .map(
          fields.map { field in
            Entry(
              key: (field.pieces ?? [.literal(field.name)]).map(Part.init),
              position: position,
              value: Term(field.value)
            )
          }
        ),
        at: position
      )
    case .encoded(let inner): self.init(.text(inner.json.map(Part.init)), at: position)
    case .base64: self.init(.text((value.pieces ?? []).map(Part.init)), at: position)
    case .opaque(let text): self.init(.unknown(text), at: position)
    }
  }
}

extension Term.Part {
  fileprivate init(_ piece: TerraformValue.Piece) {
    switch piece {
    case .literal(let text): self = .literal(text)
    case .atom(let text): self = .unknown(text)
    }
  }
}
