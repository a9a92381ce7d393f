package import Detection
import HCL
import Syntax

/// Reads `.terraform.lock.hcl`: which provider's packages Terraform takes for the right ones.
package struct LockFileDetector: Detector {
  package init() {}

  package static let provider = Kind(
    "terraform-lock",
    of: .supplyChain,
    title: "Locked provider changed",
    help: """
      Another version of a provider is taken, or another package of the same version: a hash more is one \
      more package that may run with the rights of whoever applies.
      """,
    example: Kind.Example(
      path: ".terraform.lock.hcl",
      old: "provider \"registry.terraform.io/hashicorp/aws\" {\n  version = \"5.40.0\"\n}\n",
      new: "provider \"registry.terraform.io/hashicorp/aws\" {\n  version = \"5.50.0\"\n}\n"
    )
  )

  package var kinds: [Kind] { [Self.provider] }

  package func read(_ pair: FilePair) -> Reading {
    guard TreeSource.name(of: pair.path) == Array(".terraform.lock.hcl".utf8) else {
      return .foreign
    }
    do throws(SyntaxError) {
      let (old, new) = (try LockFile(pair.old), try LockFile(pair.new))
      guard old.isPlain, new.isPlain else {
        return .partial([], line: nil, reason: "the lock file holds more than providers")
      }
      return .understood(
        Set(old.providers.keys).union(new.providers.keys).sorted().compactMap {
          Self.observation($0, old.providers[$0], new.providers[$0])
        }
      )
    } catch {
      return .unreadable(line: error.position.line, reason: error.reason)
    }
  }

  private static func observation(
    _ name: String,
    _ old: LockFile.Provider?,
    _ new: LockFile.Provider?
  ) -> Observation? {
    let way: Direction
    let words: String
    switch (old, new) {
    case (nil, let new?): (way, words) = (.widened, "locks \(name) \(new.version)")
    case (let old?, nil):
      // Whatever version and package comes next is taken then, unless nothing needs it any more.
      (way, words) = (.incomparable, "no longer locks \(name) \(old.version)")
    case (let old?, let new?) where old.version != new.version:
      (way, words) = (.incomparable, "takes \(name) \(new.version) for \(old.version)")
    case (let old?, let new?):
      let (more, fewer) = (
        !new.hashes.isSubset(of: old.hashes), !old.hashes.isSubset(of: new.hashes)
      )
      if !more, !fewer { return nil }
      // Without any hash every package is taken.
      if old.hashes.isEmpty != new.hashes.isEmpty {
        way = new.hashes.isEmpty ? .widened : .narrowed
        words = "takes \(new.hashes.isEmpty ? "any" : "certain") package for \(name) \(new.version)"
        break
      }
      way = more && fewer ? .incomparable : more ? .widened : .narrowed
      words =
        "takes \(more ? fewer ? "other" : "more" : "fewer") packages for \(name) \(new.version)"
    case (nil, nil): return nil
    }
    return Observation(
      provider,
      way,
      way == .narrowed ? .low : .medium,
      line: new?.line,
      oldLine: old?.line,
      summary: words
    )
  }
}

/// What a lock file says of each provider.
private struct LockFile {
  struct Provider {
    let version: String
    let hashes: Set<String>
    let line: Int
  }

  private(set) var providers: [String: Provider] = [:]
  private(set) var isPlain = true

  init(_ bytes: [UInt8]?) throws(SyntaxError) {
    guard let bytes else { return }
    let body = try HCL.parse(bytes)
    isPlain = body.attributes.isEmpty
    for block in body.blocks {
      guard block.type == "provider", block.labels.count == 1, block.body.blocks.isEmpty,
        providers[block.labels[0]] == nil, let version = block.body["version"]?.plainText
      else {
        isPlain = false
        continue
      }
      var hashes: Set<String> = []
      if let list = block.body["hashes"] {
        guard case .tuple(let items) = list.value else {
          isPlain = false
          continue
        }
        for item in items { hashes.insert(item.plainText ?? item.normalized) }
      }
      providers[block.labels[0]] = Provider(
        version: version,
        hashes: hashes,
        line: block.position.line
      )
    }
  }
}

extension Expression {
  /// A string without interpolations.
  var plainText: String? {
    guard case .template(let parts) = value else { return nil }
    if parts.isEmpty { return "" }
    guard parts.count == 1, case .literal(let text) = parts[0] else { return nil }
    return text
  }
}
