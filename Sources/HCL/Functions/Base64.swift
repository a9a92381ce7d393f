internal import GitObjects

/// Text in base64, as Terraform's functions write it and clouds read it.
package enum Base64Text {
  package static func encode(_ text: String) -> String { encode(Array(text.utf8)) }

  static func encode(_ bytes: [UInt8]) -> String {
    String(decoding: Base64.encode(bytes), as: UTF8.self)
  }

  /// The text; `nil` where it is no base64, or not of a text in UTF-8.
  ///
  /// Line ends are left out. Another spelling of the same bytes is `nil` too: what is not read is a doubt.
  package static func decode(_ text: String) -> String? {
    Base64.decode(text.utf8.filter { $0 != 0x0A && $0 != 0x0D })
      .flatMap { String(validating: $0, as: UTF8.self) }
  }
}

extension Call {
  func base64(_ name: String) -> Value? {
    switch name {
    case "base64encode":
      guard let value = value(0), value.opaque == nil, value.pieces != nil else { return nil }
      return Value(.base64(value), at: origin)
    case "base64decode":
      if case .base64(let inner)? = value(0)?.content { return inner }
      return text(0).flatMap(Base64Text.decode).map(string)
    default: return nil
    }
  }
}
