import Detection
import Syntax

/// What changed between two states of an encrypted file.
struct SopsFileComparison {
  let old: SopsFile
  let new: SopsFile
  private static let limit = 50

  var reading: Reading {
    let access = AccessComparison(old: items(old), new: items(new)).observations
    return .understood(access + decrypted + written + replaced + scopes)
  }

  /// Recipients, and where both sides are encrypted how many groups it takes.
  private func items(_ file: SopsFile) -> [AccessItem] {
    // Beside a side in clear, everyone was or is a recipient.
    guard old.isEncrypted || !old.isThere, new.isEncrypted || !new.isThere else { return [] }
    let recipients = file.recipients.map { recipient in
      AccessItem(
        kind: SopsFileDetector.recipient,
        slot: [recipient.group, recipient.kind, recipient.name].joined(separator: "\u{0}"),
        severity: .critical,
        line: recipient.line,
        comes: "lets \(recipient.shown) decrypt the file",
        goes: "no longer lets \(recipient.shown) decrypt the file"
      )
    }
    guard old.isEncrypted, new.isEncrypted else { return recipients }
    return recipients + [
      AccessItem(
        kind: SopsFileDetector.threshold,
        slot: "threshold",
        isGuard: true,
        rank: file.threshold?.int ?? file.groups,
        value: file.threshold?.text ?? "\(file.groups)",
        severity: .critical,
        line: file.threshold?.position.line ?? 1,
        comes: "",
        goes: "",
        subject: "the key groups that decrypt the file"
      )
    ]
  }

  /// Values that were encrypted and are not, and the other way round.
  private var decrypted: [Observation] {
    new.order.compactMap { path -> Observation? in
      guard let after = new.values[path], let before = old.values[path],
        before.isEncrypted != after.isEncrypted
      else { return nil }
      let isWorse = before.isEncrypted
      return Observation(
        SopsFileDetector.plain,
        isWorse ? .widened : .narrowed,
        isWorse ? .critical : .low,
        line: after.line,
        oldLine: before.line,
        summary: isWorse ? "stores '\(path)' in clear" : "encrypts '\(path)'",
        data: [path]
      )
    }
  }

  /// Values that come in clear to a file whose others are encrypted, where no rule of the file is known to say so.
  private var written: [Observation] {
    guard old.isEncrypted, new.isEncrypted else { return [] }
    let places = Set(new.order.filter { new.values[$0]?.isEncrypted ?? false }.map(Self.place))
    return new.order.compactMap { path -> Observation? in
      guard let value = new.values[path], old.values[path] == nil, !value.isEncrypted,
        !value.text.isEmpty, value.text != "null", !path.contains("_unencrypted"),
        new.scopes.isEmpty || places.contains(Self.place(of: path))
      else { return nil }
      return Observation(
        SopsFileDetector.plain,
        new.scopes.isEmpty ? .widened : .incomparable,
        .high,
        line: value.line,
        summary: "adds '\(path)' in clear",
        data: [path]
      )
    }
  }

  /// What the value is one of several in.
  private static func place(of path: String) -> String {
    path.lastIndex(of: ".").map { String(path[..<$0]) } ?? ""
  }

  /// Encrypted values that are others, come or go.
  private var replaced: [Observation] {
    let paths = new.order + old.order.filter { new.values[$0] == nil }
    let changed = paths.filter { path in
      let before = old.values[path]
      let after = new.values[path]
      guard before?.isEncrypted ?? after?.isEncrypted ?? false else { return false }
      guard after?.isEncrypted ?? true else { return false }
      // All of a file that comes or goes is told by its recipients.
      return before?.text != after?.text && old.isThere && new.isThere
    }
    let shown = changed.prefix(Self.limit).map { path in
      let verb = old.values[path] == nil ? "adds" : new.values[path] == nil ? "removes" : "replaces"
      return observation("\(verb) the secret '\(path)'", path)
    }
    guard let next = changed.dropFirst(Self.limit).first else { return shown }
    return shown + [observation("replaces \(changed.count - Self.limit) other secrets", next)]
  }

  private func observation(_ summary: String, _ path: String) -> Observation {
    Observation(
      SopsFileDetector.replaced,
      .incomparable,
      .high,
      line: new.values[path]?.line,
      oldLine: old.values[path]?.line,
      summary: summary,
      data: [path]
    )
  }

  private var scopes: [Observation] {
    guard old.isEncrypted, new.isEncrypted, old.scopes != new.scopes else { return [] }
    let names = Set(old.scopes.keys).union(new.scopes.keys).sorted()
    return names.filter { old.scopes[$0] != new.scopes[$0] }.map { name in
      Observation(
        SopsFileDetector.plain,
        .incomparable,
        .high,
        line: 1,
        oldLine: 1,
        summary: "changes which values are encrypted by '\(name)'"
      )
    }
  }
}
