/// What a module is read from: one side's files.
package protocol ModuleSource {
  /// `nil` where there is no such file.
  func content(of path: [UInt8]) -> [UInt8]?
  /// The names of a folder's files; `[]` is the root.
  func files(in folder: [UInt8]) -> [[UInt8]]
}

/// The folder that a module is.
struct ModuleFolder {
  let source: any ModuleSource
  /// Without a slash at its end.
  let path: [UInt8]

  func path(of name: [UInt8]) -> [UInt8] {
    path.isEmpty ? name : path + [UInt8(ascii: "/")] + name
  }

  /// A path as an expression gives it, from the root; `nil` where it is not known or leads out.
  func path(_ value: Value) -> [UInt8]? {
    guard var pieces = value.pieces else { return nil }
    if pieces.first == .atom("path.module") || pieces.first == .atom("path.root") {
      pieces.removeFirst()
    } else if case .literal(let text)? = pieces.first, text.hasPrefix("/") {
      return nil
    }
    var text = ""
    for piece in pieces {
      guard case .literal(let literal) = piece else { return nil }
      text += literal
    }
    return joined(text)
  }

  /// A relative path, from the root.
  func joined(_ relative: String) -> [UInt8]? {
    var names = path.split(separator: UInt8(ascii: "/")).map(Array.init)
    for name in relative.utf8.split(separator: UInt8(ascii: "/")) {
      if name.elementsEqual(".".utf8) { continue }
      if name.elementsEqual("..".utf8) {
        guard names.popLast() != nil else { return nil }
      } else {
        names.append(Array(name))
      }
    }
    return Array(names.joined(separator: [UInt8(ascii: "/")]))
  }
}
