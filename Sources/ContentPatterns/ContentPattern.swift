internal import Cpcre2

/// A regular expression (PCRE2) that is looked for in lines which a change adds.
///
/// A client chooses the lines: backtracking, memory and time are limited, and a line on which a limit is hit counts
/// as a match that could not be decided.
package struct ContentPattern: Hashable, Sendable, CustomStringConvertible {
  /// As the policy has it.
  package let text: String
  private let code: CompiledPattern

  package struct Malformed: Error, Hashable, Sendable {
    /// In bytes from the pattern's start.
    package let offset: Int
    package let reason: String
  }

  package init(_ text: String) throws(Malformed) {
    self.text = text
    code = try CompiledPattern(text)
  }

  package var description: String { text }

  package static func == (a: Self, b: Self) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }

  package enum Answer: Hashable, Sendable {
    case absent
    case found
    /// A limit was hit: what is there is not known.
    case undecided
  }

  package func answer(for line: some Collection<UInt8>) -> Answer { code.answer(for: Array(line)) }
}

/// What PCRE2 made of a pattern; never changed afterwards, so that threads may share it.
@safe private final class CompiledPattern: @unchecked Sendable {
  private let code: OpaquePointer
  /// Steps of backtracking, and kibibytes of it.
  private static let matchLimit: UInt32 = 200_000
  private static let heapLimit: UInt32 = 16 << 10

  init(_ text: String) throws(ContentPattern.Malformed) {
    var error: Int32 = 0
    var offset = 0
    let options =
      UInt32(PCRE2_UTF) | UInt32(PCRE2_MATCH_INVALID_UTF) | UInt32(PCRE2_NEVER_BACKSLASH_C)
    var bytes = Array(text.utf8)
    let made = unsafe cpcre2_compile(&bytes, bytes.count, options, &error, &offset)
    guard let made = unsafe made else {
      throw ContentPattern.Malformed(offset: offset, reason: Self.message(error))
    }
    unsafe code = made
  }

  deinit { unsafe pcre2_code_free_8(code) }

  func answer(for line: [UInt8]) -> ContentPattern.Answer {
    guard let data = unsafe pcre2_match_data_create_8(1, nil),
      let context = unsafe pcre2_match_context_create_8(nil)
    else { return .undecided }
    defer {
      unsafe pcre2_match_context_free_8(context)
      unsafe pcre2_match_data_free_8(data)
    }
    unsafe pcre2_set_match_limit_8(context, Self.matchLimit)
    unsafe pcre2_set_heap_limit_8(context, Self.heapLimit)
    let code = unsafe pcre2_match_8(self.code, line, line.count, 0, 0, data, context)
    if code >= 0 { return .found }
    return code == PCRE2_ERROR_NOMATCH ? .absent : .undecided
  }

  private static func message(_ error: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = unsafe pcre2_get_error_message_8(error, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, Int(count))), as: UTF8.self)
  }
}
