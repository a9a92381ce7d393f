internal import Gate
internal import GitObjects

extension Grounds {
  /// A sentence for people; `nil` where what was ignored says it already.
  var sentence: String? {
    switch self {
    case .bytes(let approved, let pushed):
      "'\(approved.path)' was approved from \(Self.name(approved.old)) to \(Self.name(approved.new)), "
        + "and is pushed from \(Self.name(pushed.old)) to \(Self.name(pushed.new))"
    case .hand(let hand): "'\(hand.person)' \(Self.part(hand))"
    case .target, .ended: nil
    }
  }

  var json: JSONValue {
    switch self {
    case .bytes(let approved, let pushed):
      .object([
        ("kind", .text("bytes")), ("path", .text(approved.path.utf8 ?? "\(approved.path)")),
        ("approved_old", Self.json(approved.old)), ("approved_new", Self.json(approved.new)),
        ("pushed_old", Self.json(pushed.old)), ("pushed_new", Self.json(pushed.new)),
      ])
    case .target(let target):
      .object([("kind", .text("target")), ("target", .text(Escaped.text(target)))])
    case .ended(let time): .object([("kind", .text("ended")), ("time", .text("\(time)"))])
    case .hand(let hand):
      .object([
        ("kind", .text("hand")), ("part", .text(hand.part.rawValue)),
        ("commit", .optional(hand.commit.map { "\($0)" })),
      ])
    }
  }

  private static func name(_ side: FileChange.Side?) -> String {
    guard let side else { return "nothing" }
    return side.mode == .regular ? side.id.short : "\(side.id.short) (\(side.mode.octal))"
  }

  private static func json(_ side: FileChange.Side?) -> JSONValue {
    guard let side else { return .null }
    return .object([("mode", .text(side.mode.octal)), ("blob", .text("\(side.id)"))])
  }

  private static func part(_ hand: Hand) -> String {
    let commit = hand.commit.map { "commit \($0.short)" } ?? "it"
    switch hand.part {
    case .author, .committer, .signer: return "is the \(hand.part.rawValue) of \(commit)"
    case .coAuthor: return "is a co-author of \(commit)"
    case .introducer: return "was the first to push \(commit)"
    case .pusher: return "pushes it"
    case .operating: return "operates what made or pushed it"
    }
  }
}
