import Syntax

extension Evaluator {
  func fileFunction(_ name: String, _ call: Call) -> Value? {
    guard let path = call.value(0).flatMap(files.path) else { return nil }
    let content = files.source.content(of: path)
    if name == "fileexists" { return call.bool(content != nil) }
    guard let content, budget.spend(content.count / 64),
      let text = String(validating: content, as: UTF8.self)
    else { return nil }
    switch name {
    case "file": return call.string(text)
    case "templatefile": return rendered(content, path, call)
    default: return opaque("filebase64(\(HCL.quoted(text)))", call.origin)
    }
  }

  private func rendered(_ content: [UInt8], _ path: [UInt8], _ call: Call) -> Value? {
    guard let fields = call.fields(1), fields.allSatisfy({ $0.pieces == nil }),
      let parts = try? HCL.parseTemplate(content)
    else {
      let text = String(decoding: content, as: UTF8.self)
      return opaque(
        "templatefile(\"\(HCL.quoted(text))\", \(call.value(1)?.source ?? ""))",
        call.origin
      )
    }
    var scope = Scope(isClosed: true)
    for field in fields { scope.variables[field.name] = field.value }
    let made = template(parts, scope, call.origin)
    return made.fails ? nil : made
  }
}
