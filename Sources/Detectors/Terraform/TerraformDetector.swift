package import Detection
import HCL
import Syntax

/// Reads Terraform files, evaluated with the module that they are in.
package struct TerraformDetector: Detector {
  package init() {}

  package var kinds: [Kind] { TerraformRules.kinds }

  package func read(_ pair: FilePair) -> Reading {
    guard let format = TerraformFormat(pair.path) else { return readFile(pair) }
    for bytes in [pair.new, pair.old] {
      guard let bytes else { continue }
      do throws(SyntaxError) {
        _ = format.isJSON ? try HCL.parseJSON(bytes) : try HCL.parseTerraform(bytes)
      } catch {
        return .unreadable(line: error.position.line, reason: error.reason)
      }
    }
    let modules = TerraformPair(
      folder: TreeSource.folder(of: pair.path),
      oldSource: TreeSource(tree: pair.oldTree, path: pair.path, bytes: pair.old),
      newSource: TreeSource(tree: pair.newTree, path: pair.path, bytes: pair.new),
      variables: format.isValues ? pair.path : nil,
      isOfTofu: format.isOfTofu
    )
    let reading = read(pair, in: modules)
    return format.isValues ? ValuesElsewhere(pair, modules).added(to: reading) : reading
  }

  /// A file that modules name: judged by what each of them makes of it.
  private func readFile(_ pair: FilePair) -> Reading {
    var found: [Observation] = []
    var doubt: Reading?
    for folder in ModuleFile(pair)?.folders ?? [] {
      let modules = TerraformPair(
        folder: folder,
        oldSource: TreeSource(tree: pair.oldTree, path: pair.path, bytes: pair.old),
        newSource: TreeSource(tree: pair.newTree, path: pair.path, bytes: pair.new)
      )
      switch read(pair, in: modules) {
      case .understood(let observations): found += observations
      case .partial(let observations, let line, let reason):
        found += observations
        doubt = doubt ?? .partial([], line: line, reason: reason)
      case .foreign, .unreadable: break
      }
    }
    if case .partial(_, let line, let reason)? = doubt {
      return .partial(found, line: line, reason: reason)
    }
    return found.isEmpty ? .foreign : .understood(found)
  }

  /// One file of a module that was evaluated for all of its files.
  ///
  /// Another file that changed and is not read says so itself; what it held is known by its name alone here.
  package func read(_ pair: FilePair, in modules: TerraformPair) -> Reading {
    if let limit = modules.old.exceeded ?? modules.new.exceeded {
      return .partial([], line: nil, reason: limit)
    }
    // What is decided in one way stands beside nothing that is decided in another.
    let ways = Dictionary(grouping: modules.changes(of: pair)) { $0.otherwise ?? "" }
    var findings = Findings()
    var said: Set<Observation> = []
    let surroundings = TerraformSurroundings(modules)
    // The plain one first: what the others add is said with its decision, by the shortest that does.
    for (otherwise, changes) in ways.sorted(by: { ($0.key.count, $0.key) < ($1.key.count, $1.key) })
    {
      let judgment = TerraformRules.judgment(
        of: changes,
        owned: pair.surroundings.owned,
        in: surroundings
      )
      findings.observations += judgment.observations.filter { said.insert($0).inserted }
        .map { $0.said(where: otherwise).readable }
      if let doubt = judgment.doubts.first { findings.doubt(doubt.line, doubt.reason) }
    }
    if let limit = modules.exceeded { findings.doubt(nil, limit) }
    return findings.reading
  }
}

extension Observation {
  fileprivate func said(where otherwise: String) -> Observation {
    if otherwise.isEmpty { return self }
    let shown = otherwise.count > 100 ? otherwise.prefix(97) + "..." : otherwise[...]
    return saying("\(summary), where \(shown)")
  }
}

/// What a path tells of a Terraform file.
private struct TerraformFormat {
  let isJSON: Bool
  let isValues: Bool
  /// Whether OpenTofu alone reads it.
  let isOfTofu: Bool

  init?(_ path: [UInt8]) {
    let name = String(decoding: TreeSource.name(of: path), as: UTF8.self)
    isJSON = name.hasSuffix(".json")
    let stem = isJSON ? name.dropLast(5) : name[...]
    isValues = stem.hasSuffix(".tfvars")
    isOfTofu = stem.hasSuffix(".tofu")
    guard isValues || isOfTofu || stem.hasSuffix(".tf") else { return nil }
  }
}

extension TerraformJudgment {
  /// What goes both ways within one block cannot be said to be either, but for what it is about: a protection is
  /// gone though fewer get there.
  var observations: [Observation] {
    var ways: [Aspect: Set<Direction>] = [:]
    for entry in entries {
      ways[Aspect(entry), default: []].insert(entry.observation.direction)
      // Logs are protected by being sent somewhere, and are gone whither they were sent.
      if entry.observation.family == .protection, entry.observation.direction == .narrowed {
        ways[Aspect(address: entry.address, family: .dataExport), default: []].insert(.narrowed)
      }
    }
    var seen: Set<Observation> = []
    return entries.compactMap { entry in
      let isMixed = ways[Aspect(entry)]?.isSuperset(of: [.widened, .narrowed]) ?? false
      let observation = entry.observation
      let made =
        isMixed && observation.direction == .widened
        ? observation.directed(.incomparable) : observation
      return seen.insert(made).inserted ? made : nil
    }
  }
}

/// What of a block an observation is about.
private struct Aspect: Hashable {
  let address: String
  let family: Family?

}

extension Aspect {
  init(_ entry: TerraformJudgment.Entry) {
    self.init(address: entry.address, family: entry.observation.family)
  }
}
