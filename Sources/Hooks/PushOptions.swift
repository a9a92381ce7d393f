internal import Approvals
internal import Gathering
internal import GitObjects

/// What the pusher asks with `git push -o`: one option is ours.
struct PushOptions {
  static let count = "GIT_PUSH_OPTION_COUNT"
  static let most = 1000

  /// Why the push asks to go without what rules require; `nil` where it does not ask.
  let breakGlass: [UInt8]?

  /// The variables that git has put options into.
  ///
  /// More than ``most`` are not counted up: then there is one name too many, and the push is not judged.
  static func names(in variables: [String: [UInt8]]) -> [String] {
    guard let text = variables[count], let number = Int(String(decoding: text, as: UTF8.self)),
      number > 0
    else { return [] }
    return (0..<min(number, most + 1)).map { "GIT_PUSH_OPTION_\($0)" }
  }

  /// - Throws: ``GatheringError`` where the option is there twice, says nothing, or is none that we know:
  ///   what was meant is not guessed.
  init(_ environment: HookEnvironment) throws {
    let names = Self.names(in: [Self.count: environment[Self.count] ?? []])
    guard names.count <= Self.most else {
      throw Server.undecidable(.limitExceeded, "the push has more than \(Self.most) options")
    }
    let ours = Array("countersign.".utf8)
    let key = Array("countersign.break-glass=".utf8)
    var reasons: [[UInt8]] = []
    for name in names {
      guard let option = environment[name] else {
        throw Server.undecidable(.objectsMissing, "git names an option of the push and gives none")
      }
      guard option.starts(with: ours) else { continue }
      guard option.starts(with: key) else {
        throw Self.refusal(
          "'\(Escaped.text(Array(option.prefix(60))))' is no option of countersign"
        )
      }
      reasons.append(Array(option.dropFirst(key.count)))
    }
    guard reasons.count < 2 else { throw Self.refusal("the push breaks the glass twice") }
    if let reason = reasons.first { try Self.check(reason) }
    breakGlass = reasons.first
  }

  private static func check(_ reason: [UInt8]) throws {
    let isPrintable = reason.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    guard isPrintable, reason.contains(where: { $0 != 0x20 }), reason.count <= 1000,
      String(validating: reason, as: UTF8.self) != nil
    else { throw refusal("break-glass needs a reason: one line of at most 1000 bytes") }
  }

  private static func refusal(_ message: String) -> GatheringError {
    Server.undecidable(
      .approvalMalformed,
      message,
      hint: "write 'git push -o countersign.break-glass=REASON'"
    )
  }
}
