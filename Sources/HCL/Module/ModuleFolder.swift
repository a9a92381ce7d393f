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
  /// The folder of the module that all begins with, where Terraform is taken to run.
  let root: [UInt8]

  init(source: any ModuleSource, path: [UInt8], root: [UInt8]? = nil) {
    self.source = source
    self.path = path
    self.root = root ?? path
  }

  func path(of name: [UInt8]) -> [UInt8] {
    path.isEmpty ? name : path + [UInt8(ascii: "/")] + name
  }

  /// A path as an expression gives it, from the repository's root; `nil` where it is not known or leads out.
  func path(_ value: Value) -> [UInt8]? {
    guard var pieces = value.pieces else { return nil }
    var folders = [root, path, []]
    if pieces.first == .atom("path.module") || pieces.first == .atom("path.root") {
      folders = [pieces.removeFirst() == .atom("path.module") ? path : root]
    } else if case .literal(let text)? = pieces.first, text.hasPrefix("/") {
      return nil
    }
    var text = ""
    for piece in pieces {
      guard case .literal(let literal) = piece else { return nil }
      text += literal
    }
    let paths = folders.compactMap { Self.joined(text, to: $0) }
    return paths.count < 2 ? paths.first : theOne(of: paths)
  }

  /// Where a relative path leads depends on where Terraform is run: in the module, or in the root of the repository.
  ///
  /// The one of the paths at which there is something; `nil` where others have something else.
  private func theOne(of paths: [[UInt8]]) -> [UInt8]? {
    var found: (path: [UInt8], what: [[UInt8]])?
    for path in paths where path != found?.path {
      let what = source.content(of: path).map { [$0] } ?? source.files(in: path)
      guard !what.isEmpty else { continue }
      if let found, found.what != what { return nil }
      found = found ?? (path, what)
    }
    return found?.path ?? paths.first
  }

  /// A path relative to the module, from the repository's root.
  func joined(_ relative: String) -> [UInt8]? { Self.joined(relative, to: path) }

  private static func joined(_ relative: String, to folder: [UInt8]) -> [UInt8]? {
    var names = folder.split(separator: UInt8(ascii: "/")).map(Array.init)
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
