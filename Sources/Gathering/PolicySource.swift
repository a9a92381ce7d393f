package import Git
package import GitObjects

/// Where the root policy is read from: one source, named by the server's git config.
package enum PolicySource: Hashable, Sendable {
  /// A file on the server, relative to the git directory.
  case file([UInt8])
  /// A file in the tip that a reference had before the push; makes that reference gated.
  case ref(RefName, TreePath)

  package static let defaultPath = "countersign/policy.yaml"

  /// Reads `file:PATH` or `ref:REF:PATH`; anything else is `nil`.
  package init?(_ text: [UInt8]) {
    if let path = Self.after("file:", in: text), !path.isEmpty {
      self = .file(path)
    } else if let rest = Self.after("ref:", in: text),
      let colon = rest.firstIndex(of: UInt8(ascii: ":")),
      let ref = try? RefName(validating: Array(rest[..<colon])),
      let path = Self.treePath(rest[rest.index(after: colon)...])
    {
      self = .ref(ref, path)
    } else {
      return nil
    }
  }

  private static func after(_ prefix: String, in text: [UInt8]) -> [UInt8]? {
    text.starts(with: prefix.utf8) ? Array(text.dropFirst(prefix.utf8.count)) : nil
  }

  private static func treePath(_ bytes: ArraySlice<UInt8>) -> TreePath? {
    let components = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let isPlain = components.allSatisfy { component in
      !component.isEmpty && !component.elementsEqual(".".utf8)
        && !component.elementsEqual("..".utf8)
    }
    return isPlain ? TreePath(bytes: Array(bytes)) : nil
  }
}

extension PolicySource {
  /// The reference that holds the policy; `nil` for a file on the server.
  package var ref: RefName? {
    if case .ref(let ref, _) = self { ref } else { nil }
  }

  /// The same with the reference that really moves in place of a symbolic one.
  package func resolved(in repository: borrowing Repository) throws(GitError) -> PolicySource {
    guard case .ref(let ref, let path) = self else { return self }
    return .ref(try repository.resolve(ref).name, path)
  }
}

extension PolicySource: CustomStringConvertible {
  package var description: String {
    switch self {
    case .file(let path): "file:\(Escaped.text(path))"
    case .ref(let ref, let path): "ref:\(ref):\(path)"
    }
  }
}
