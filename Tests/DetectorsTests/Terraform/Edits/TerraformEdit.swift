import Detection
import Detectors
import Testing

/// A change as people write it: one text in which `[-old-]` is taken out and `{+new+}` put in.
struct TerraformEdit: Sendable, CustomTestStringConvertible {
  let name: String
  let direction: Direction
  /// Of one of the observations; `nil` where there is none to be.
  let family: Family?
  let path: String
  let text: String
  /// Other files of the two trees, marked in the same way.
  let others: [String: String]
  let owned: [String]
  /// Where the way back is not the opposite.
  let back: Direction

  /// With a type, the text is what stands in a resource of it.
  init(
    _ name: String,
    _ direction: Direction,
    _ family: Family?,
    of type: String? = nil,
    _ text: String,
    path: String = "main.tf",
    others: [String: String] = [:],
    owned: [String] = [],
    back: Direction? = nil
  ) {
    self.back = back ?? direction.reversed
    self.name = name
    self.direction = direction
    self.family = family
    self.path = path
    self.text = type.map { "resource \"\($0)\" \"main\" {\n\(text)\n}\n" } ?? text
    self.others = others
    self.owned = owned
  }

  init(
    _ name: String,
    _ direction: Direction,
    of type: String? = nil,
    _ text: String,
    path: String = "main.tf",
    others: [String: String] = [:],
    owned: [String] = [],
    back: Direction? = nil
  ) {
    self.init(
      name,
      direction,
      nil,
      of: type,
      text,
      path: path,
      others: others,
      owned: owned,
      back: back
    )
  }

  var testDescription: String { name }

  func check() {
    let forth = Verdict(read(Self.old, Self.new))
    #expect(forth.direction == direction, "\(forth)")
    if let family, direction != .unknown {
      #expect(forth.observations.contains { $0.family == family }, "\(forth)")
    }
    let back = Verdict(read(Self.new, Self.old))
    #expect(back.direction == self.back, "back: \(back)")
  }

  typealias Side = @Sendable (String) -> String

  private func read(_ before: Side, _ after: Side) -> Reading {
    var surroundings = Surroundings()
    surroundings.owned = owned
    let (earlier, later) = (before(text), after(text))
    let pair = FilePair(
      path: Array(path.utf8),
      old: Self.bytes(earlier),
      new: Self.bytes(later),
      oldTree: tree(before),
      newTree: tree(after),
      surroundings: surroundings
    )
    for detector in Self.detectors {
      let reading = detector.read(pair)
      if case .foreign = reading { continue }
      return reading
    }
    return .foreign
  }

  static let detectors: [any Detector] = [
    TerraformDetector(), LockFileDetector(), TerragruntDetector(),
  ]

  /// No text at all is no file.
  private static func bytes(_ text: String) -> [UInt8]? {
    text.contains { !$0.isWhitespace } ? Array(text.utf8) : nil
  }

  private func tree(_ side: Side) -> EditedTree {
    var contents: [String: [UInt8]] = [:]
    for (path, text) in others { contents[path] = Self.bytes(side(text)) }
    contents[path] = Self.bytes(side(text))
    return EditedTree(contents: contents)
  }

  static func old(_ text: String) -> String { taking("[-", "-]", dropping("{+", "+}", text)) }
  static func new(_ text: String) -> String { taking("{+", "+}", dropping("[-", "-]", text)) }

  private static func taking(_ open: String, _ close: String, _ text: String) -> String {
    text.split(separator: open, omittingEmptySubsequences: false)
      .flatMap { $0.split(separator: close, omittingEmptySubsequences: false) }.joined()
  }

  private static func dropping(_ open: String, _ close: String, _ text: String) -> String {
    text.split(separator: open, omittingEmptySubsequences: false).enumerated()
      .map { part in
        guard part.offset > 0 else { return String(part.element) }
        return part.element.split(separator: close, omittingEmptySubsequences: false)
          .dropFirst().joined(separator: close)
      }
      .joined()
  }
}

struct EditedTree: SourceTree {
  let contents: [String: [UInt8]]

  func content(of path: [UInt8]) -> [UInt8]? { contents[String(decoding: path, as: UTF8.self)] }

  func files(in directory: [UInt8]) -> [[UInt8]] {
    let directory = String(decoding: directory, as: UTF8.self)
    return contents.keys.sorted().compactMap { path in
      let parts = path.split(separator: "/")
      let folder = parts.dropLast().joined(separator: "/")
      return folder == directory ? parts.last.map { Array($0.utf8) } : nil
    }
  }

  func directories(in directory: [UInt8]) -> [[UInt8]] {
    let start = directory.isEmpty ? "" : String(decoding: directory, as: UTF8.self) + "/"
    let names = contents.keys.filter { $0.hasPrefix(start) }.map { $0.dropFirst(start.count) }
      .filter { $0.contains("/") }.map { $0.prefix { $0 != "/" } }
    return Set(names).sorted().map { Array($0.utf8) }
  }
}

@Suite("Terraform as people edit it") struct TerraformEditTests {
  @Test("a change means what it means", arguments: all) func changes(edit: TerraformEdit) {
    edit.check()
  }

  static let all: [TerraformEdit] = [
    groups, rules, rulesMore, identities, identitiesMore, trusts, documents, stores, storesMore,
    services, servicesMore, protections, google, googleMore,
    googlePlatforms, googlePlatformsMore, azure, azureStores, azureStoresMore, providers,
    providersMore, modules, moduleCalls, places, lookalikes, firewalls, locks, harmless, rewritings,
    platforms,
    watchers, standardAccounts, outside,
    clusters, absences, orders, elsewhere, files,
    oldTerraform, boots, bootsMore, guards, lists, cloudsAmazon, cloudsGoogle, cloudsAzure, keys,
    standards,
    routes, watchersMore,
    whom, targets, listeners, doors, hosts, specifications, unread, workers, defaults,
    defaultsMore, types, namedFiles, decisions,
  ].flatMap(\.self)
}
