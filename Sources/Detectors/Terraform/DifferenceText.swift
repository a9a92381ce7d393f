import HCL

extension Difference {
  /// What became of an argument, without a judgment.
  func text(of change: BlockChange) -> String {
    let place = "\(change.spelled(path)) of \(change.address)"
    return switch (old, new) {
    case (let old?, let new?):
      "changes \(place) from \(Self.shown(old, new)) to \(Self.shown(new, old))"
    case (nil, let new?): "sets \(place) to \(Self.shown(new))"
    case (let old?, nil): "no longer sets \(place), which was \(Self.shown(old))"
    case (nil, nil): "changes \(place)"
    }
  }

  /// Of a long text the part from which it differs from the other side's.
  private static func shown(_ value: Value, _ other: Value? = nil) -> String {
    let text = value.readable
    guard text.count > longest else { return "'\(text)'" }
    let common = other.map { zip(text, $0.readable).prefix { $0 == $1 }.count } ?? 0
    let start = max(0, min(common - 16, text.count - longest))
    let end = start + longest < text.count ? "..." : ""
    return "'\(start > 0 ? "..." : "")\(text.dropFirst(start).prefix(longest))\(end)'"
  }

  private static let longest = 96
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
