package import Detection
import HCL
import Syntax

/// Reads `terragrunt.hcl`: which module is run, with which inputs, and where its state is kept.
package struct TerragruntDetector: Detector {
  package init() {}

  package static let source = Kind(
    "terragrunt-source",
    of: .supplyChain,
    title: "Module run by Terragrunt changed",
    help: "The module that a unit runs comes in another version, or from another place.",
    example: Kind.Example(
      path: "prod/vpc/terragrunt.hcl",
      old: "terraform {\n  source = \"git::https://example.com/vpc.git?ref=v1\"\n}\n",
      new: "terraform {\n  source = \"git::https://example.com/vpc.git?ref=v2\"\n}\n"
    )
  )

  package var kinds: [Kind] { [Self.source] }

  package func read(_ pair: FilePair) -> Reading {
    let name = String(decoding: TreeSource.name(of: pair.path), as: UTF8.self)
    let isUnit = ["terragrunt.hcl", "root.hcl", "terragrunt.stack.hcl"].contains(name)
    let isOther = [".pkr.hcl", ".nomad.hcl", ".lock.hcl"].contains(where: name.hasSuffix)
    guard isUnit || name.hasSuffix(".hcl") && !isOther else { return .foreign }
    do throws(SyntaxError) {
      let (old, new) = (try Self.parse(pair.old), try Self.parse(pair.new))
      guard isUnit || [old, new].contains(where: Self.isShared) else { return .foreign }
      return compare(TerragruntText(old), TerragruntText(new))
    } catch {
      return isUnit ? .unreadable(line: error.position.line, reason: error.reason) : .foreign
    }
  }

  /// Values that units read from a file beside or above them, such as `env.hcl`: nothing but `locals`.
  private static func isShared(_ body: Body) -> Bool {
    !body.blocks.isEmpty && body.attributes.isEmpty
      && body.blocks.allSatisfy { $0.type == "locals" }
  }

  private static func parse(_ bytes: [UInt8]?) throws(SyntaxError) -> Body {
    guard let bytes else { return Body() }
    return try HCL.parse(bytes)
  }

  /// Inputs mean what the module makes of them, which stands elsewhere.
  private func compare(_ old: TerragruntText, _ new: TerragruntText) -> Reading {
    let source = "terraform.source"
    var observations: [Observation] = []
    if old.arguments[source]?.text != new.arguments[source]?.text {
      let (before, after) = (old.arguments[source], new.arguments[source])
      let way: Direction = before == nil ? .widened : after == nil ? .narrowed : .incomparable
      observations.append(
        Observation(
          Self.source,
          way,
          way == .narrowed ? .low : .medium,
          line: after?.line,
          oldLine: before?.line,
          summary: "runs the module \(after?.text ?? "no more") for \(before?.text ?? "none")"
        )
      )
    }
    let changed = Set(old.arguments.keys).union(new.arguments.keys).sorted().first {
      $0 != source && !TerragruntText.isNeutral($0)
        && old.arguments[$0]?.text != new.arguments[$0]?.text
    }
    guard let changed else { return .understood(observations) }
    return .partial(
      observations,
      line: new.arguments[changed]?.line ?? old.arguments[changed]?.line,
      reason: "'\(changed)' changes, and what that means is not known"
    )
  }
}

/// A file's arguments by their paths, as one hand would write them.
private struct TerragruntText {
  struct Argument {
    let text: String
    let line: Int
  }

  private(set) var arguments: [String: Argument] = [:]

  init(_ body: Body) { add(body, "") }

  /// As deep as the parser went.
  private mutating func add(_ body: Body, _ path: String) {
    for attribute in body.attributes { add(attribute.value, path + attribute.name) }
    var twins: [String: Int] = [:]
    for block in body.blocks {
      let name = path + block.type + block.labels.map { ".\($0)" }.joined()
      let twin = twins[name, default: 0]
      twins[name] = twin + 1
      let place = twin > 0 ? "\(name)#\(twin)" : name
      arguments[place] = Argument(text: "block", line: block.position.line)
      add(block.body, place + ".")
    }
  }

  private mutating func add(_ value: Expression, _ path: String) {
    let line = value.position.line
    guard case .object(let items) = value.value else {
      arguments[path] = Argument(text: value.normalized, line: line)
      return
    }
    arguments[path] = Argument(text: "object", line: line)
    for item in items { add(item.value, path + "." + (item.key.plainText ?? item.key.normalized)) }
  }

  static func isNeutral(_ path: String) -> Bool {
    path == "terraform" || path == "locals"
      || ["inputs.", "locals.", "locals.common_"].contains {
        path == $0 + "tags" || path.hasPrefix($0 + "tags.")
      }
  }
}
