import Syntax

extension Evaluator {
  func fileFunction(_ name: String, _ call: Call) -> Value? {
    guard let path = call.value(0).flatMap(files.path) else { return nil }
    let content = files.source.content(of: path)
    if name == "fileexists" { return call.bool(content != nil) }
    guard let content, budget.spend(content.count / 64) else { return nil }
    guard let text = String(validating: content, as: UTF8.self) else {
      return name == "filebase64"
        ? Value(.opaque("filebase64(\"\(Base64Text.encode(content))\")"), at: call.origin) : nil
    }
    switch name {
    case "file": return call.string(text)
    case "templatefile": return rendered(content, path, call)
    default: return Value(.base64(call.string(text)), at: call.origin)
    }
  }

  private func rendered(_ content: [UInt8], _ path: [UInt8], _ call: Call) -> Value? {
    if let made = rendered(content, with: call.value(1), call.origin) {
      return made.fails ? nil : made
    }
    let text = String(decoding: content, as: UTF8.self)
    return opaque(
      "templatefile(\"\(HCL.quoted(text))\", \(call.value(1)?.source ?? ""))",
      call.origin
    )
  }

  /// A template in which only its own variables mean something.
  func rendered(_ content: [UInt8], with values: Value?, _ origin: Origin) -> Value? {
    guard let fields = values?.fields, fields.allSatisfy({ $0.pieces == nil }),
      let parts = try? HCL.parseTemplate(content)
    else { return nil }
    var scope = Scope(isClosed: true, isOpen: callIsOpen)
    for field in fields { scope.variables[field.name] = field.value }
    return template(parts, scope, origin)
  }

  /// Names of a folder's files that a pattern is of, in order: `*` stands for any text without a slash.
  ///
  /// Patterns that go down several folders are not known.
  func fileSet(_ call: Call) -> Value? {
    guard let base = call.value(0).flatMap(files.path), let pattern = call.text(1),
      !pattern.contains("**"), !pattern.contains(where: { "?[{\\".contains($0) })
    else { return nil }
    let parts = pattern.split(separator: "/").map(String.init)
    guard let last = parts.last, !parts.dropLast().contains(where: { $0.contains("*") }) else {
      return nil
    }
    let before = parts.dropLast().joined(separator: "/")
    let place = ModuleFolder(source: files.source, path: base)
    guard let folder = place.joined(before) else { return nil }
    let found = files.source.files(in: folder).map { String(decoding: $0, as: UTF8.self) }
      .filter { Self.isOf(last, $0) }.sorted()
    guard budget.spend(found.count + 1) else { return nil }
    return call.made(found.map { call.string(before.isEmpty ? $0 : "\(before)/\($0)") })
  }

  static func isOf(_ pattern: String, _ name: String) -> Bool {
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
    guard let first = parts.first, let last = parts.last, parts.count > 1 else {
      return pattern == name
    }
    guard name.hasPrefix(first), name.utf8.count >= first.utf8.count + last.utf8.count,
      name.hasSuffix(last)
    else { return false }
    var rest = name.dropFirst(first.count).dropLast(last.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let range = rest.firstRange(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return true
  }
}
