internal import Clibgit2
package import GitObjects

/// Revisions as a person or a pipeline typed them; never what a client sent.
///
/// Anybody who can push a tag chooses its name: one that is called like a branch, or like an id that is not
/// here, must not decide what is judged. So 40 digits are an id and nothing else, `origin/main` is what was
/// fetched of that remote and nothing else, and a name for two things names none.
extension Repository {
  /// The commit that a revision names.
  package borrowing func revision(_ text: String) throws(GitError) -> ObjectID {
    guard let commit = try peelToCommit(object(named: text)) else {
      throw GitError(.notFound, Self.operation(text), "it is no commit")
    }
    return commit
  }

  /// The object that a revision names, tags not peeled: what a tag reference is moved to.
  package borrowing func object(named text: String) throws(GitError) -> ObjectID {
    let (name, suffix) = Self.split(Array(text.utf8))
    if suffix.starts(with: "@{".utf8) {
      // Of the reflog, or a branch's upstream: a matter of this repository's own.
      let base = name.isEmpty ? [] : try reference(called: name, in: text).full
      return try parse(base + suffix, text)
    }
    let typed = ObjectID(typed: name)
    let base = if let typed { typed } else { try reference(called: name, in: text).id }
    guard exists(base) else {
      throw GitError(.notFound, Self.operation(text), "the object is not here")
    }
    return suffix.isEmpty ? base : try parse(base.hex + suffix, text)
  }

  /// The name, and what says where to go from there: `~2`, `^{commit}`, `:path`, `@{1}`.
  private static func split(_ text: [UInt8]) -> (name: [UInt8], suffix: [UInt8]) {
    let end = text.indices.first { index in
      "^~:".utf8.contains(text[index]) || text[index...].starts(with: "@{".utf8)
    }
    guard let end else { return (text, []) }
    return (Array(text[..<end]), Array(text[end...]))
  }

  private borrowing func parse(_ bytes: [UInt8], _ text: String) throws(GitError) -> ObjectID {
    let object = try make(Self.operation(text)) { out in
      bytes.withCString { git_revparse_single(&out, raw, $0) }
    }
    defer { git_object_free(object) }
    guard let id = git_object_id(object) else {
      throw GitError(.notFound, Self.operation(text), "it names nothing")
    }
    return ObjectID(id.pointee)
  }

  /// The one thing that has the name.
  private borrowing func reference(called name: [UInt8], in text: String) throws(GitError)
    -> (full: [UInt8], id: ObjectID)
  {
    let name = name == [UInt8(ascii: "@")] ? Array("HEAD".utf8) : name
    var found: [(full: [UInt8], id: ObjectID)] = []
    for candidate in candidates(name) {
      if let id = try target(of: candidate) { found.append((candidate, id)) }
    }
    if let id = abbreviated(name) { found.append((id.hex, id)) }
    guard let first = found.first else {
      throw GitError(.notFound, Self.operation(text), "it names nothing")
    }
    guard found.count == 1 else {
      let names = found.map { "'\(Escaped.text($0.full))'" }.joined(separator: " or ")
      throw GitError(.ambiguous, Self.operation(text), names)
    }
    return first
  }

  /// The full names that a name may be short for.
  private borrowing func candidates(_ name: [UInt8]) -> [[UInt8]] {
    let isOwn = name.allSatisfy { $0 == UInt8(ascii: "_") || (0x41...0x5A).contains($0) }
    if name.starts(with: "refs/".utf8) || isOwn && name.suffix(4).elementsEqual("HEAD".utf8) {
      return [name]
    }
    let tracking = Array("refs/remotes/".utf8) + name
    if isOfRemote(name) { return [tracking] }
    return ["refs/", "refs/tags/", "refs/heads/"].map { Array($0.utf8) + name }
      + [tracking, tracking + Array("/HEAD".utf8)]
  }

  /// Whether the name begins with that of a remote which is configured here.
  private borrowing func isOfRemote(_ name: [UInt8]) -> Bool {
    name.indices.contains { index in
      guard name[index] == UInt8(ascii: "/") else { return false }
      let remote = String(decoding: name[..<index], as: UTF8.self)
      return (try? config("remote.\(remote).url")) ?? nil != nil
    }
  }

  private borrowing func target(of name: [UInt8]) throws(GitError) -> ObjectID? {
    guard name.starts(with: "refs/".utf8) else {
      var oid = git_oid()
      let code = name.withCString { git_reference_name_to_id(&oid, raw, $0) }
      return code == 0 ? ObjectID(oid) : nil
    }
    guard let name = try? RefName(validating: name) else { return nil }
    return try resolve(name).id
  }

  /// The object whose id begins so; `v1.2-3-gabcdef0` is `git describe`'s way to write one.
  private borrowing func abbreviated(_ name: [UInt8]) -> ObjectID? {
    var digits = name[...]
    if let mark = name.indices.dropLast().last(where: { name[$0...].starts(with: "-g".utf8) }) {
      digits = name[(mark + 2)...]
    }
    let text = ASCII.lowercased(Array(digits))
    guard (4..<ObjectID.hexCount).contains(text.count),
      text.allSatisfy(Array("0123456789abcdef".utf8).contains)
    else { return nil }
    var oid = git_oid()
    guard text.withCString({ git_oid_fromstrn(&oid, $0, text.count) }) == 0 else { return nil }
    var object: OpaquePointer?
    guard git_object_lookup_prefix(&object, raw, &oid, text.count, GIT_OBJECT_ANY) == 0 else {
      return nil
    }
    defer { git_object_free(object) }
    return git_object_id(object).map { ObjectID($0.pointee) }
  }

  private static func operation(_ text: String) -> String {
    "find revision '\(Escaped.text(text))'"
  }
}

extension ObjectID {
  /// A whole id as people type it, in either case.
  fileprivate init?(typed digits: [UInt8]) { self.init(hex: ASCII.lowercased(digits)) }
}
