import HCL

extension Difference {
  /// What became of an argument, without a judgment.
  func text(of address: String) -> String {
    let place = "\(path) of \(address)"
    return switch (old, new) {
    case (let old?, let new?): "changes \(place) from \(Self.shown(old)) to \(Self.shown(new))"
    case (nil, let new?): "sets \(place) to \(Self.shown(new))"
    case (let old?, nil): "no longer sets \(place), which was \(Self.shown(old))"
    case (nil, nil): "changes \(place)"
    }
  }

  private static func shown(_ value: Value) -> String {
    let text = value.readable
    return text.count > 80 ? "another value" : "'\(text)'"
  }
}

extension Value {
  /// One text for people: what is not known stands as it is written.
  var readable: String {
    switch content {
    case .opaque(let text): text
    case .text(let pieces):
      pieces.map { piece in
        switch piece {
        case .literal(let text): text
        case .atom(let text): "${\(text)}"
        }
      }.joined()
    default: rendered
    }
  }
}
