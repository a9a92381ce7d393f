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
    var scope = Scope(isClosed: true)
    for field in fields { scope.variables[field.name] = field.value }
    return template(parts, scope, origin)
  }
}
