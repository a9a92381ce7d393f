/// What a hook file says.
///
/// The binary replaces the shell: a script that did anything after it could turn its crash into an
/// acceptance.
struct HookScript {
  let bytes: [UInt8]
  fileprivate static let mark = "# Installed by countersign init."

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

  private static func quoted(_ path: [UInt8]) -> [UInt8] {
    let quote = UInt8(ascii: "'")
    return [quote] + path.flatMap { $0 == quote ? Array("'\\''".utf8) : [$0] } + [quote]
  }
}

/// Whose a hook file is, by what it says.
enum HookOrigin {
  /// `init` wrote it, and may write it anew.
  case written
  /// One line that runs us, as in the files for the hosts; it stays as it is.
  case shipped
  /// Somebody else's, which runs us among other things: chained it would judge twice.
  case calling
  case foreign

  init(of script: [UInt8], for hook: Hook) {
    let lines = script.split(separator: 0x0A)
    if lines.contains(where: { $0.elementsEqual(HookScript.mark.utf8) }) {
      self = .written
      return
    }
    let code = lines.map { String(decoding: $0, as: UTF8.self) }
      .filter { line in line.contains { $0 != " " && $0 != "\t" } && !line.hasPrefix("#") }
    let calls = code.contains { line in
      line.firstRange(of: "countersign").map {
        line[$0.upperBound...].firstRange(of: " hook \(hook.rawValue)") != nil
      } ?? false
    }
    let isOneLine = code.count == 1 && Self.isReplacement(code[0], for: hook)
    self = !calls ? .foreign : isOneLine ? .shipped : .calling
  }

  /// `exec …/countersign hook NAME` and nothing else.
  private static func isReplacement(_ line: String, for hook: Hook) -> Bool {
    let plain = line.hasPrefix("SWIFT_BACKTRACE=enable=no ") ? line.dropFirst(26) : line[...]
    let words = plain.filter { $0 != "'" }.split(separator: " ")
    return words.count == 4 && words[0] == "exec"
      && words[1].split(separator: "/").last == "countersign"
      && words[2...].elementsEqual(["hook", hook.rawValue[...]])
  }
}
