package import Detection
import Syntax

/// Who may approve changes to which paths, by a CODEOWNERS file.
package struct CodeOwnersDetector: Detector {
  package init() {}

  package var kinds: [Kind] { [Self.owner, Self.section, Self.file] }

  static let owner = Kind(
    "code-owner",
    of: .roster,
    title: "Code owners of a path changed",
    help: """
      Whoever owns a path may approve changes to it. A path without owners, also one that a later rule \
      takes out, can be changed without them. The last rule that matches a path decides.
      """,
    example: .init(path: "CODEOWNERS", old: "/infra/ @ops\n", new: "/infra/ @ops @intern\n")
  )
  static let section = Kind(
    "code-owner-section",
    of: .roster,
    title: "Approvals asked for by a section of CODEOWNERS changed",
    help: "A section asks for a number of approvals; an optional one asks for none.",
    example: .init(path: "CODEOWNERS", old: "[Ops][2] @a\n*.tf\n", new: "[Ops] @a\n*.tf\n")
  )
  static let file = Kind(
    "code-owner-file",
    of: .roster,
    title: "CODEOWNERS file added or removed",
    help:
      "A host reads one CODEOWNERS file only; another one in a place that goes first replaces all its rules.",
    example: .init(path: "CODEOWNERS", old: "* @ops\n", new: nil)
  )

  /// A longer file GitHub takes for none at all.
  private static let limits = {
    var limits = SyntaxLimits()
    limits.bytes = 3_000_000
    return limits
  }()

  package func read(_ pair: FilePair) -> Reading {
    guard FileName(pair.path).name == "CODEOWNERS" else { return .foreign }
    if let other = Self.other(than: pair), pair.old == nil || pair.new == nil {
      let path = String(decoding: other, as: UTF8.self)
      return .understood([
        Observation(
          Self.file,
          .incomparable,
          .high,
          line: pair.new == nil ? nil : 1,
          oldLine: pair.old == nil ? nil : 1,
          summary: "\(pair.new == nil ? "removes" : "adds") a CODEOWNERS file beside '\(path)'"
        )
      ])
    }
    let old: CodeOwners
    let new: CodeOwners
    do throws(SyntaxError) {
      old = try CodeOwners.read(pair.old ?? [], limits: Self.limits)
      new = try CodeOwners.read(pair.new ?? [], limits: Self.limits)
    } catch {
      return .unreadable(line: error.position.line, reason: error.reason)
    }
    guard pair.old != nil, pair.new != nil else {
      return .understood(Self.whole(old: old, new: new))
    }
    var comparison = CodeOwnersComparison(old: old, new: new)
    guard comparison.run() else {
      return .partial(comparison.observations, line: nil, reason: "more rules than are compared")
    }
    return .understood(comparison.observations)
  }

  /// The file comes or goes.
  private static func whole(old: CodeOwners, new: CodeOwners) -> [Observation] {
    let isRemoved = new.rules.isEmpty
    guard old.rules.isEmpty != isRemoved else { return [] }
    let rule = isRemoved ? old.rules.first : new.rules.first
    return [
      Observation(
        file,
        isRemoved ? .widened : .narrowed,
        isRemoved ? .high : .low,
        line: isRemoved ? nil : rule?.position.line,
        oldLine: isRemoved ? rule?.position.line : nil,
        summary: isRemoved ? "removes the code owners of every path" : "adds code owners"
      )
    ]
  }

  /// A file of the same name in another place where hosts look for it.
  private static func other(than pair: FilePair) -> [UInt8]? {
    let places = ["CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"]
    return places.map { Array($0.utf8) }.first { place in
      place != pair.path
        && (pair.oldTree.content(of: place) != nil || pair.newTree.content(of: place) != nil)
    }
  }
}
