import Detection
import Foundation

/// A history's files, read once, with the trees around each change.
final class History {
  struct Change {
    let commit: String
    let path: String
    let old: String?
    let new: String?
    let parent: String
  }

  static var bundle: URL {
    TerraformPairs.file.deletingLastPathComponent().appending(path: "simpleinfra.bundle")
  }
  static var isThere: Bool { FileManager.default.fileExists(atPath: bundle.path) }

  let changes: [Change]
  private let repository: URL
  private var blobs: [String: [UInt8]] = [:]
  private var trees: [String: Tree] = [:]

  init(endings: [String]) throws {
    repository = FileManager.default.temporaryDirectory.appending(path: "history-\(UUID())")
    _ = try Self.git(["clone", "-q", "--bare", Self.bundle.path, repository.path])
    let log = try Self.git([
      "-C", repository.path, "log", "--all", "--raw", "--no-abbrev", "--no-renames",
      "--format=commit %H %P",
    ])
    var (changes, commit, parent) = ([Change](), "", "")
    for line in String(decoding: log, as: UTF8.self).split(separator: "\n") {
      let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
      if words.first == "commit" {
        (commit, parent) = (words[1], words.count > 2 ? words[2] : "")
      } else if line.hasPrefix(":"), words.count == 6, endings.contains(where: words[5].hasSuffix) {
        func side(_ oid: String) -> String? { oid.allSatisfy { $0 == "0" } ? nil : oid }
        changes.append(
          Change(
            commit: commit,
            path: words[5],
            old: side(words[2]),
            new: side(words[3]),
            parent: parent
          )
        )
      }
    }
    self.changes = changes
    let listing = try Self.git(["-C", repository.path, "rev-list", "--objects", "--all"])
    let wanted = String(decoding: listing, as: UTF8.self).split(separator: "\n").compactMap {
      line -> String? in
      let words = line.split(separator: " ", maxSplits: 1)
      let kept = [".tf", ".tfvars", ".json", ".tpl", ".sh", ".txt", ".yml", ".yaml", ".js"]
      return words.count == 2 && kept.contains(where: words[1].hasSuffix) ? String(words[0]) : nil
    }
    try load(wanted)
  }

  deinit { try? FileManager.default.removeItem(at: repository) }

  private func load(_ names: [String]) throws {
    let data = try Self.git(
      ["-C", repository.path, "cat-file", "--batch"],
      input: names.joined(separator: "\n") + "\n"
    )
    var rest = [UInt8](data)[...]
    while let end = rest.firstIndex(of: 10) {
      let head = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
      guard head.count == 3, let size = Int(head[2]) else { break }
      blobs[String(head[0])] = Array(rest[(end + 1)..<(end + 1 + size)])
      rest = rest[(end + 2 + size)...]
    }
  }

  func pair(_ change: Change) throws -> FilePair {
    FilePair(
      path: Array(change.path.utf8),
      old: change.old.flatMap { blobs[$0] },
      new: change.new.flatMap { blobs[$0] },
      oldTree: try tree(change.parent),
      newTree: try tree(change.commit)
    )
  }

  private func tree(_ commit: String) throws -> any SourceTree {
    if commit.isEmpty { return EmptyTree() }
    if let known = trees[commit] { return known }
    let listing = try Self.git(["-C", repository.path, "ls-tree", "-r", commit])
    var (files, folders) = ([[UInt8]: [UInt8]](), [[UInt8]: [[UInt8]]]())
    for line in String(decoding: listing, as: UTF8.self).split(separator: "\n") {
      let halves = line.split(separator: "\t", maxSplits: 1)
      guard halves.count == 2, let bytes = blobs[String(halves[0].split(separator: " ")[2])] else {
        continue
      }
      let path = Array(halves[1].utf8)
      let slash = path.lastIndex(of: UInt8(ascii: "/"))
      files[path] = bytes
      folders[slash.map { Array(path[..<$0]) } ?? [], default: []]
        .append(slash.map { Array(path[($0 + 1)...]) } ?? path)
    }
    if trees.count > 200 { trees = [:] }
    let made = Tree(contents: files, folders: folders)
    trees[commit] = made
    return made
  }

  struct Tree: SourceTree {
    let contents: [[UInt8]: [UInt8]]
    let folders: [[UInt8]: [[UInt8]]]
    func content(of path: [UInt8]) -> [UInt8]? { contents[path] }
    func files(in directory: [UInt8]) -> [[UInt8]] { folders[directory] ?? [] }
    func directories(in directory: [UInt8]) -> [[UInt8]] {
      FolderNames.directories(in: directory, of: folders.keys)
    }
  }

  static func git(_ arguments: [String], input: String = "") throws -> Data {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(input.utf8).write(to: file)
    process.standardInput = try FileHandle(forReadingFrom: file)
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data
  }
}
