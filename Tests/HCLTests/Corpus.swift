import Foundation

/// The history that parsers and detectors are measured on, where it is there.
enum Corpus {
  static let folder =
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/corpus")
  static let bundle = folder.appending(path: "simpleinfra.bundle").path
  static var isThere: Bool { FileManager.default.fileExists(atPath: bundle) }

  /// All versions of all files whose path ends so.
  static func blobs(ending suffix: String) throws -> [(path: String, bytes: [UInt8])] {
    let scratch = FileManager.default.temporaryDirectory.appending(
      path: "corpus-\(UUID().uuidString)"
    )
    defer { try? FileManager.default.removeItem(at: scratch) }
    _ = try git(["clone", "-q", "--bare", bundle, scratch.path])
    let listing = try git(["-C", scratch.path, "rev-list", "--objects", "--all"])
    var paths: [String: String] = [:]
    for line in String(decoding: listing, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 1)
      guard words.count == 2, words[1].hasSuffix(suffix) else { continue }
      paths[String(words[0])] = String(words[1])
    }
    return try contents(of: paths, in: scratch.path)
  }

  private static func contents(
    of paths: [String: String],
    in repository: String
  ) throws -> [(path: String, bytes: [UInt8])] {
    let names = paths.keys.sorted()
    let data = try git(
      ["-C", repository, "cat-file", "--batch"],
      input: names.joined(separator: "\n") + "\n"
    )
    var found: [(path: String, bytes: [UInt8])] = []
    var rest = [UInt8](data)[...]
    while let end = rest.firstIndex(of: 10) {
      let head = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
      guard head.count == 3, let size = Int(head[2]) else { break }
      let start = end + 1
      found.append((paths[String(head[0])] ?? "", Array(rest[start..<start + size])))
      rest = rest[(start + size + 1)...]
    }
    return found
  }

  static func git(_ arguments: [String], input: String? = nil) throws -> Data {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    try Data((input ?? "").utf8).write(to: file)
    process.standardInput = try FileHandle(forReadingFrom: file)
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data
  }
}
