import Detection
import Detectors
import Foundation

/// Pairs of resources of which one is safe and one is not.
struct TerraformPairs {
  struct Pair: Decodable {
    let check: String
    let type: String
    let safe: String
    let unsafe: String
  }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
  static let file =
    folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared/corpus/terraform-pairs.jsonl")
  static var isThere: Bool { FileManager.default.fileExists(atPath: file.path) }

  static func all() throws -> [Pair] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .map { try JSONDecoder().decode(Pair.self, from: Data($0.utf8)) }
  }

  /// Checks that are no question of access, each with its reason: `CHECK TYPE-OR-* reason`.
  static func excluded() throws -> [(check: String, type: String)] {
    try String(contentsOf: folder.appending(path: "excluded-checks.txt"), encoding: .utf8)
      .split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { line in
        let words = line.split(separator: " ", maxSplits: 2)
        return (String(words[0]), String(words[1]))
      }
  }
}

/// The worst direction of a reading, as the framework joins it.
func verdict(_ old: String?, _ new: String?, path: String = "main.tf") -> Direction {
  verdict(of: read(old, new, path: path))
}

func read(_ old: String?, _ new: String?, path: String = "main.tf") -> Reading {
  TerraformDetector().read(
    FilePair(
      path: Array(path.utf8),
      old: old.map { Array($0.utf8) },
      new: new.map { Array($0.utf8) }
    )
  )
}

func verdict(of reading: Reading) -> Direction {
  switch reading {
  case .foreign, .unreadable, .partial: .unknown
  case .understood(let found): found.map(\.direction).min() ?? .equal
  }
}

/// The directions that are observed, whatever is left in doubt.
func observed(_ reading: Reading) -> Direction {
  switch reading {
  case .foreign, .unreadable: .unknown
  case .partial(let found, _, _), .understood(let found): found.map(\.direction).min() ?? .equal
  }
}
