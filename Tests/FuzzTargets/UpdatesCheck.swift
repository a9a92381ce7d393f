import GitObjects
import Hooks

/// Standard input of a receive hook.
enum UpdatesCheck {
  static func run(_ bytes: [UInt8]) throws(Violation) {
    guard let updates = try? RefUpdate.parse(bytes) else { return }
    // No line is passed over, split or joined: written again they are what came in.
    var again: [UInt8] = []
    for update in updates {
      again += Array("\(update.old) \(update.new) ".utf8) + update.name.bytes + [0x0A]
    }
    if again != bytes { again.append(0x0A) }
    try require(again == bytes, "the updates are not the lines")
    try require(Set(updates.map(\.name)).count == updates.count, "a name stands twice")
    for update in updates {
      try require(
        !update.name.bytes.contains { $0 <= 0x20 || $0 == 0x7F },
        "a name holds a control character or a blank"
      )
      try require(update.name.description.utf8.isPrintable, "a name is not safe to print")
    }
  }
}

extension String.UTF8View {
  /// Whether nothing in it moves a terminal's cursor.
  var isPrintable: Bool { !contains { $0 < 0x20 || $0 == 0x7F } }
}
