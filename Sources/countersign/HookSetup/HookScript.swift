/// What a hook file says.
///
/// The binary replaces the shell: a script that did anything after it could turn its crash into an
/// acceptance.
struct HookScript {
  let bytes: [UInt8]
  private static let mark = "# Installed by countersign init."

  /// `chained` is a hook that runs first, with the same input; what it refuses is refused.
  init(_ hook: Hook, binary: [UInt8], chained: [UInt8]?) {
    var text = Array("#!/bin/sh\n\(Self.mark)\n".utf8)
    if let chained {
      text += Array("set -e\ninput=$(mktemp)\ncat >\"$input\"\n".utf8)
      text += Self.quoted(chained) + Array(" \"$@\" <\"$input\" || ".utf8)
      // After the fact nothing can be refused, and what has landed must be recorded all the same.
      text += Array((hook == .preReceive ? "{ rm -f \"$input\"; exit 1; }\n" : ":\n").utf8)
      text += Array("exec <\"$input\"\nrm -f \"$input\"\n".utf8)
    }
    bytes =
      text + Array("SWIFT_BACKTRACE=enable=no exec ".utf8) + Self.quoted(binary)
      + Array(" hook \(hook.rawValue)\n".utf8)
  }

  static func isOurs(_ script: [UInt8]) -> Bool {
    script.split(separator: 0x0A).contains { $0.elementsEqual(mark.utf8) }
  }

  private static func quoted(_ path: [UInt8]) -> [UInt8] {
    let quote = UInt8(ascii: "'")
    return [quote] + path.flatMap { $0 == quote ? Array("'\\''".utf8) : [$0] } + [quote]
  }
}
