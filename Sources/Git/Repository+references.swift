internal import Clibgit2
package import GitObjects

extension Repository {
  /// The value of a reference, symbolic ones not followed; `nil` where there is none.
  package borrowing func reference(_ name: RefName) throws(GitError) -> Reference? {
    var out: OpaquePointer?
    let code = name.bytes.withCString { git_reference_lookup(&out, raw, $0) }
    if code == GIT_ENOTFOUND.rawValue { return nil }
    try check("read reference '\(name)'", code)
    guard let reference = out else { return nil }
    defer { git_reference_free(reference) }
    if let target = git_reference_symbolic_target(reference) {
      return .symbolic([UInt8](cString: target))
    }
    guard let target = git_reference_target(reference) else {
      throw GitError(.malformed, "read reference '\(name)'", "it points to nothing")
    }
    return .direct(ObjectID(target.pointee))
  }

  /// Where a reference of the gate's own is, such as `refs/notes/countersign/decisions`; `nil` where there is none.
  ///
  /// Nothing of ours is ever symbolic. One that is, is an error: what it leads to may be somebody else's to move, and taken
  /// for "there is none" it would hide vetoes and records.
  package borrowing func ownTip(_ name: RefName) throws(GitError) -> ObjectID? {
    switch try reference(name) {
    case nil: nil
    case .direct(let id): id
    case .symbolic(let target):
      throw GitError(
        .unsupported,
        "read reference '\(name)'",
        "it is symbolic and leads to '\(Escaped.text(target))'; 'countersign doctor' says how to mend it"
      )
    }
  }

  /// The reference that really moves when `name` is pushed, and where it is.
  ///
  /// A symbolic `refs/heads/alias` moves `refs/heads/main` while the hook is told only of `alias`.
  package borrowing func resolve(_ name: RefName) throws(GitError) -> (name: RefName, id: ObjectID?)
  {
    var name = name
    for _ in 0..<5 {
      switch try reference(name) {
      case nil: return (name, nil)
      case .direct(let id): return (name, id)
      case .symbolic(let target):
        guard let next = try? RefName(validating: target) else {
          throw GitError(.malformed, "follow reference '\(name)'", "it points outside refs/")
        }
        name = next
      }
    }
    throw GitError(.malformed, "follow reference '\(name)'", "it points in circles")
  }

  /// Every reference that points to an object, by name; symbolic ones are left out, their targets are in.
  package borrowing func references() throws(GitError) -> [(name: RefName, id: ObjectID)] {
    let iterator = try make("list references") { git_reference_iterator_new(&$0, raw) }
    defer { git_reference_iterator_free(iterator) }
    var result: [(name: RefName, id: ObjectID)] = []
    while true {
      var out: OpaquePointer?
      let code = git_reference_next(&out, iterator)
      if code == GIT_ITEROVER.rawValue { break }
      try check("list references", code)
      guard let reference = out else { break }
      defer { git_reference_free(reference) }
      guard let target = git_reference_target(reference), let raw = git_reference_name(reference),
        let name = try? RefName(validating: [UInt8](cString: raw))
      else { continue }
      result.append((name, ObjectID(target.pointee)))
    }
    return result.sorted { $0.name < $1.name }
  }

  /// The symbolic references, those too that lead nowhere; HEAD is none of them.
  ///
  /// `glob` is what their names match, `*` standing for any bytes.
  package borrowing func symbolicReferences(matching glob: [UInt8] = Array("*".utf8))
    throws(GitError)
    -> [(name: RefName, target: [UInt8])]
  {
    let iterator = try make("list references") { out in
      glob.withCString { git_reference_iterator_glob_new(&out, raw, $0) }
    }
    defer { git_reference_iterator_free(iterator) }
    var result: [(name: RefName, target: [UInt8])] = []
    while true {
      var out: OpaquePointer?
      let code = git_reference_next(&out, iterator)
      if code == GIT_ITEROVER.rawValue { break }
      try check("list references", code)
      guard let reference = out else { break }
      defer { git_reference_free(reference) }
      guard let target = git_reference_symbolic_target(reference),
        let raw = git_reference_name(reference),
        let name = try? RefName(validating: [UInt8](cString: raw))
      else { continue }
      result.append((name, [UInt8](cString: target)))
    }
    return result.sorted { $0.name < $1.name }
  }

  /// What HEAD points to; `nil` where it is detached or missing.
  package borrowing func head() throws(GitError) -> ObjectID? {
    var oid = git_oid()
    let code = git_reference_name_to_id(&oid, raw, "HEAD")
    if code == GIT_ENOTFOUND.rawValue { return nil }
    try check("read HEAD", code)
    return ObjectID(oid)
  }
}

/// What a reference holds.
package enum Reference: Hashable, Sendable {
  case direct(ObjectID)
  case symbolic([UInt8])
}
