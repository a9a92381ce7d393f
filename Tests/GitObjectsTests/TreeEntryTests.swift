import GateTesting
import GitObjects
import Testing

@Suite("Trees")
struct TreeEntryTests {
  static let id = Array(repeating: UInt8(7), count: 20)

  static func raw(_ entries: [(mode: String, name: [UInt8])], id: [UInt8] = id) -> [UInt8] {
    entries.flatMap { entry -> [UInt8] in
      var bytes = Array(entry.mode.utf8)
      bytes.append(0x20)
      bytes += entry.name
      bytes.append(0)
      return bytes + id
    }
  }

  private static func raw(_ entries: (String, String)...) -> [UInt8] {
    raw(entries.map { (mode: $0.0, name: Array($0.1.utf8)) })
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let bytes: [UInt8]
    let error: TreeEntry.Malformed?

    init(_ what: String, _ bytes: [UInt8], _ error: TreeEntry.Malformed?) {
      testDescription = what
      self.bytes = bytes
      self.error = error
    }
  }

  private static func name(_ text: String) -> TreeEntry.Malformed { .name(Array(text.utf8)) }
  private static func order(_ text: String) -> TreeEntry.Malformed { .order(Array(text.utf8)) }
  private static func mode(_ text: String) -> TreeEntry.Malformed { .mode(Array(text.utf8)) }

  @Test(
    "what git, libgit2 or a checkout could read differently is malformed",
    arguments: [
      Case("empty", [], nil), Case("a file", raw(("100644", "a")), nil),
      Case(
        "a directory sorts as if it ended in a slash",
        raw(("100644", "a.b"), ("40000", "a")),
        nil
      ),
      Case(
        "every mode",
        raw(
          ("100644", "a"),
          ("100755", "b"),
          ("100664", "c"),
          ("120000", "d"),
          ("160000", "e"),
          ("40000", "f")
        ),
        nil
      ),
      Case(
        "names that only look odd",
        raw(("100644", "..."), ("100644", ".gitx"), ("100644", "IAM "), ("100644", "git")),
        nil
      ),
      Case("mode 0, a submodule to git and nothing to libgit2", raw(("0", "a")), mode("0")),
      Case("a padded mode", raw(("040000", "a")), mode("040000")),
      Case("another mode", raw(("100600", "a")), mode("100600")),
      Case("no mode", raw(("", "a")), mode("")),
      Case("an empty name", raw(("100644", "")), name("")),
      Case("a slash", raw(("100644", "a/b")), name("a/b")),
      Case(".", raw(("40000", ".")), name(".")),
      Case("..", raw(("40000", "..")), name("..")),
      Case(".git", raw(("40000", ".git")), name(".git")),
      Case(".GIT", raw(("40000", ".GIT")), name(".GIT")),
      Case(".git on Windows", raw(("40000", "git~1")), name("git~1")),
      Case(".git with dots and blanks", raw(("40000", ".git. .")), name(".git. .")),
      Case(
        ".git with a stream",
        raw(("40000", ".git::$INDEX_ALLOCATION")),
        name(".git::$INDEX_ALLOCATION")
      ),
      Case(".git on a Mac", raw(("40000", ".g\u{200c}it")), name(".g\u{200c}it")),
      Case(".git behind a backslash", raw(("100644", "a\\.git")), name("a\\.git")),
      Case("a name twice", raw(("100644", "a"), ("100644", "a")), order("a")),
      Case("a name twice, as file and directory", raw(("100644", "a"), ("40000", "a")), order("a")),
      Case(
        "the same with names between",
        raw(("100644", "a"), ("100644", "a-b"), ("100644", "a.b"), ("40000", "a")),
        order("a")
      ),
      Case("out of order", raw(("100644", "b"), ("100644", "a")), order("a")),
      Case("a directory sorted as a file", raw(("40000", "a"), ("100644", "a.b")), order("a.b")),
      Case("no id", Array("100644 a\0".utf8) + id.dropLast(), .truncated),
      Case("no NUL", Array("100644 a".utf8), .truncated),
      Case("a lone mode", Array("100644".utf8), .truncated),
      Case(
        "an id of zeros",
        raw([("100644", Array("a".utf8))], id: Array(repeating: 0, count: 20)),
        name("a")
      ),
    ]
  )
  func parse(_ test: Case) throws {
    #expect(
      try thrownError(as: TreeEntry.Malformed.self, by: try TreeEntry.parse(test.bytes))
        == test.error
    )
  }

  @Test("accepts nothing that git fsck --strict calls an error, and refuses nothing that it passes")
  func differential() async throws {
    let repository = try await TestRepository()
    let blob = try await repository.git("hash-object", "-w", "--stdin", input: Array("x".utf8)).line
    let empty = try await repository.git("hash-object", "-t", "tree", "-w", "--stdin").line
    let ids = try [blob, empty].map { try #require(ObjectID(hex: $0)).bytes }
    var random = SeededGenerator(seed: 7)
    let trees = Array(
      Set((0..<700).map { _ in Self.generated(blob: ids[0], tree: ids[1], &random) })
    )
    .sorted { $0.lexicographicallyPrecedes($1) }
    let names = try await repository.writeUnchecked(trees, kind: "tree")
    let errors = try await repository.fsckErrors()
    #expect(errors.count > 100)
    #expect(errors.count < trees.count - 100)
    for (tree, bytes) in zip(names, trees) {
      let isAccepted = (try? TreeEntry.parse(bytes)) != nil
      let what = "\(tree) \(Escaped.text(bytes)): \(errors[tree] ?? [])"
      #expect(isAccepted == (errors[tree] == nil), "\(what)")
    }
  }

  @Test("a tree is read the same by one that is known, whatever became of it")
  func update() throws {
    var random = SeededGenerator(seed: 8)
    var (accepted, refused) = (0, 0)
    for _ in 0..<4000 {
      let entries = (0..<random.number(0...40)).map { _ in
        TreeEntry(
          mode: random.once(in: 4) ? .tree : .regular,
          name: (0..<random.number(1...3)).map { _ in random.pick(Array("aab-.0".utf8)) },
          id: ObjectID(words: (UInt64(random.number(1...3)), 0, 0))
        )
      }
      let bytes = TreeEntry.encode(entries)
      guard let known = try? TreeObject(parsing: Self.plain(bytes)) else { continue }
      for _ in 0..<20 {
        let edited = Self.edited(known.bytes, &random)
        let anew = Result { () throws(TreeEntry.Malformed) in try TreeEntry.parse(edited) }
        let updated = Result { () throws(TreeEntry.Malformed) in
          try TreeObject(parsing: edited, like: known).treeEntries
        }
        #expect(anew == updated, "\(Escaped.text(known.bytes)) -> \(Escaped.text(edited))")
        if (try? anew.get()) != nil { accepted += 1 } else { refused += 1 }
      }
    }
    #expect(accepted > 1000 && refused > 1000)
  }

  /// The entries without those that are malformed where they stand.
  private static func plain(_ bytes: [UInt8]) -> [UInt8] {
    var (kept, rest) = ([UInt8](), bytes[...])
    while let end = rest.firstIndex(of: 0) {
      let entry = rest[...(end + 20)]
      rest = rest[(end + 21)...]
      if (try? TreeEntry.parse(kept + entry)) != nil { kept += entry }
    }
    return kept
  }

  /// With an entry or two left out, doubled, moved, given another id, mode or name, or with any byte changed.
  private static func edited(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var pieces: [[UInt8]] = []
    var rest = bytes[...]
    while let end = rest.firstIndex(of: 0) {
      pieces.append(Array(rest[...(end + 20)]))
      rest = rest[(end + 21)...]
    }
    for _ in 0..<random.number(1...3) where !pieces.isEmpty {
      let index = random.number(0...(pieces.count - 1))
      let place = pieces[index].firstIndex(of: 0) ?? 0
      switch random.number(0...6) {
      case 0: pieces.remove(at: index)
      case 1: pieces.insert(pieces[index], at: index)
      case 2:
        let piece = pieces.remove(at: index)
        pieces.insert(piece, at: random.number(0...pieces.count))
      case 3: pieces[index][place + random.number(1...20)] = 9
      case 4: pieces[index].insert(random.pick(Array("a-.0/".utf8)), at: place)
      case 5:
        let mode = pieces[index].firstIndex(of: 0x20) ?? 0
        pieces[index].replaceSubrange(..<mode, with: random.pick(["40000", "100644"]).utf8)
      default:
        pieces[index][random.number(0...(pieces[index].count - 1))] = UInt8(random.number(0...255))
      }
    }
    let edited = pieces.flatMap { $0 }
    return random.once(in: 20) ? edited.dropLast(random.number(0...min(30, edited.count))) : edited
  }

  private static let modes = [
    "100644", "100644", "100755", "40000", "120000", "100664", "040000", "0",
  ]
  private static let names = [
    "a", "a", "b", "a.b", "a-b", "a0", "ab", ".", "..", ".git", ".gIt", "git~1", "a/b", "", ".gitx",
    "git~2",
    ".git ", ".git.", ".git:x", ".g\u{200c}it", "\u{feff}.git", "a\\b", "a\\.git", "x\\git~1",
    ".git\\x", "é",
    "...", "IAM",
  ].map { Array($0.utf8) }

  private static func generated(blob: [UInt8], tree: [UInt8], _ random: inout SeededGenerator)
    -> [UInt8]
  {
    var entries: [(mode: String, name: [UInt8])] = []
    for _ in 0..<random.number(1...4) {
      let mode = random.once(in: 4) ? random.pick(modes) : random.pick(["100644", "40000"])
      let name = random.once(in: 5) ? random.pick(names) : random.pick(Array(names.prefix(7)))
      entries.append((mode, name))
    }
    if !random.once(in: 4) {
      entries.sort { a, b in
        let keys = [a, b].map { $0.mode.hasSuffix("40000") ? $0.name + [0x2F] : $0.name }
        return keys[0].lexicographicallyPrecedes(keys[1])
      }
    }
    return entries.flatMap { raw([$0], id: $0.mode.hasSuffix("40000") ? tree : blob) }
  }

  @Test("what is encoded is what git mktree makes, and parses again")
  func encode() async throws {
    let repository = try await TestRepository()
    let id = try #require(ObjectID(bytes: Self.id))
    let entries = [
      TreeEntry(mode: .tree, name: Array("a".utf8), id: id),
      TreeEntry(mode: .regular, name: Array("a.b".utf8), id: id),
      TreeEntry(mode: .executable, name: Array("a0".utf8), id: id),
      TreeEntry(mode: .symlink, name: Array("é".utf8), id: id),
      TreeEntry(mode: .gitlink, name: Array("A".utf8), id: id),
    ]
    let bytes = TreeEntry.encode(entries)
    #expect(Set(try TreeEntry.parse(bytes)) == Set(entries))
    let lines = entries.map { entry in
      let kind = entry.mode == .tree ? "tree" : entry.mode == .gitlink ? "commit" : "blob"
      return "\(entry.mode.octal) \(kind) \(id)\t\(String(decoding: entry.name, as: UTF8.self))\n"
    }
    let made = try await repository.git("mktree", "--missing", input: Array(lines.joined().utf8))
    #expect(try await repository.git("cat-file", "tree", made.line).output == bytes)
  }
}
