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

  fileprivate static func quoted(_ path: [UInt8]) -> [UInt8] {
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
}

/// A hook file as it was found.
struct FoundScript {
  private let hook: Hook
  private let bytes: [UInt8]
  /// The lines that a shell runs: no comments, no empty ones.
  private let code: [[UInt8]]

  init(_ bytes: [UInt8], of hook: Hook) {
    self.hook = hook
    self.bytes = bytes
    let blanks = Array(" \t".utf8)
    code = bytes.split(separator: 0x0A).compactMap { line -> [UInt8]? in
      let start = line.drop { blanks.contains($0) }
      guard let first = start.first, first != UInt8(ascii: "#") else { return nil }
      return start.reversed().drop { blanks.contains($0) }.reversed()
    }
  }

  var origin: HookOrigin {
    let lines = bytes.split(separator: 0x0A)
    if lines.contains(where: { $0.elementsEqual(HookScript.mark.utf8) }) { return .written }
    let calls = code.contains { line in
      line.firstRange(of: "countersign".utf8).map {
        line[$0.upperBound...].firstRange(of: " hook \(hook.rawValue)".utf8) != nil
      } ?? false
    }
    let isProgram = program?.split(separator: UInt8(ascii: "/")).last.map {
      $0.elementsEqual("countersign".utf8)
    }
    let isShipped = isRunByShell && code.count == 1 && isProgram == true
    return !calls ? .foreign : isShipped ? .shipped : .calling
  }

  /// Whether a shell without options runs it: '#!/bin/sh -n' runs nothing.
  private var isRunByShell: Bool {
    guard bytes.starts(with: "#!".utf8) else { return true }
    let interpreter = String(decoding: bytes.prefix { $0 != 0x0A }.dropFirst(2), as: UTF8.self)
    return ["/bin/sh", "/bin/bash", "/usr/bin/env sh", "/usr/bin/env bash"].contains(interpreter)
  }

  /// The program that takes the shell's place in the last line, `exec …/countersign hook NAME`; `nil` where that
  /// line does anything else.
  var program: [UInt8]? {
    guard var line = code.last?[...] else { return nil }
    let variable = Array("SWIFT_BACKTRACE=enable=no ".utf8)
    if line.starts(with: variable) { line = line.dropFirst(variable.count) }
    let arguments = Array(" \"$@\"".utf8)
    if line.suffix(arguments.count).elementsEqual(arguments) {
      line = line.dropLast(arguments.count)
    }
    let (start, end) = (Array("exec ".utf8), Array(" hook \(hook.rawValue)".utf8))
    guard line.starts(with: start), line.suffix(end.count).elementsEqual(end) else { return nil }
    return Self.word(line.dropFirst(start.count).dropLast(end.count))
  }

  /// Whether it is, byte for byte, what `init` writes for some program and some hook to run first: whatever else
  /// stands in it may keep the shell from its last line.
  var isWhole: Bool {
    guard let program else { return false }
    let input = Array(" \"$@\" <\"$input\" || ".utf8)
    let chained = code.lazy.compactMap { line in
      line.firstRange(of: input).flatMap { Self.word(line[..<$0.lowerBound]) }
    }.first
    return bytes == HookScript(hook, binary: program, chained: chained).bytes
  }

  func mentions(_ text: String) -> Bool { code.contains { $0.firstRange(of: text.utf8) != nil } }

  /// One word of a shell's that is no other word to it; `nil` for anything else.
  private static func word(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let (quote, escaped) = (UInt8(ascii: "'"), Array("'\\''".utf8))
    if text.first == quote {
      let path = Array(Array(text.dropFirst().dropLast()).replacing(escaped, with: [quote]))
      return HookScript.quoted(path) == Array(text) ? path : nil
    }
    let isQuoted = text.count > 1 && text.first == UInt8(ascii: "\"") && text.last == text.first
    let bare = isQuoted ? text.dropFirst().dropLast() : text
    return !bare.isEmpty && bare.allSatisfy(isPlain) ? Array(bare) : nil
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "._/+@%:,-".utf8.contains(byte)
    }
  }
}
