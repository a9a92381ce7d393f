package import Syntax

/// A folder of Terraform files, evaluated as far as it tells itself.
package struct TerraformModule: Sendable {
  /// A file that could not be read.
  package struct Problem: Sendable {
    package let path: [UInt8]
    package let error: SyntaxError
  }

  package let blocks: [TerraformBlock]
  /// Those that stand nowhere by the defaults of variables.
  package let dormant: [TerraformBlock]
  /// Old address to new, of resources and modules.
  package let moves: [(from: String, to: String)]
  /// Addresses that a `removed` block lets go without destroying them.
  package let forgotten: Set<String>
  /// What an ``Origin`` names the file of.
  package let paths: [[UInt8]]
  package let problems: [Problem]
  /// The limit that reading it or its evaluation hit.
  package let exceeded: String?
  /// The folder it is in.
  package let folder: [UInt8]
  private let root: [UInt8]
  /// What the file of values beside the module's own gives, whether or not the module asks for it.
  package let givenValues: [Value.Field]

  package static var empty: TerraformModule {
    TerraformModule(reading: [], of: NoFiles(), cache: ParseCache())
  }

  /// Reads a folder's files; `variables` is a file of values beside those that Terraform takes itself.
  package init(
    reading folder: [UInt8],
    of source: any ModuleSource,
    cache: ParseCache,
    variables: [UInt8]? = nil
  ) {
    self.init(
      ModuleFolder(source: source, path: folder),
      cache: cache,
      variables: variables,
      paths: [],
      inputs: [:],
      prefix: ""
    )
  }

  /// The module that a block of this one calls, given its inputs; `nil` where it is not in this tree.
  package func called(
    by block: TerraformBlock,
    of source: any ModuleSource,
    cache: ParseCache
  ) -> TerraformModule? {
    guard block.kind == .module, let place = block["source"]?.literal,
      place.hasPrefix("./") || place.hasPrefix("../"),
      let folder = ModuleFolder(source: source, path: folder).joined(place)
    else { return nil }
    var inputs: [String: Value] = [:]
    for field in block.body.fields ?? [] where !Self.callArguments.contains(field.name) {
      inputs[field.name] = field.value
    }
    let made = TerraformModule(
      ModuleFolder(source: source, path: folder, root: root),
      cache: cache,
      variables: nil,
      paths: paths,
      inputs: inputs,
      prefix: block.address + "."
    )
    return made.blocks.isEmpty && made.dormant.isEmpty && made.problems.isEmpty ? nil : made
  }

  private static let callArguments: Set<String> = [
    "source", "version", "providers", "count", "for_each", "depends_on",
  ]

  private init(
    _ folder: ModuleFolder,
    cache: ParseCache,
    variables: [UInt8]?,
    paths: [[UInt8]],
    inputs: [String: Value],
    prefix: String
  ) {
    var reader = ModuleReader(folder: folder, cache: cache, paths: paths)
    reader.read(variables: variables)
    let evaluator = Evaluator(files: folder, prefix: prefix, longTexts: cache.longTexts)
    evaluator.take(reader)
    for (name, value) in inputs { evaluator.inputs[name] = value }
    let expansion = Expansion(evaluator: evaluator)
    let all = expansion.blocks(of: reader).map(evaluator.completed)
    blocks = all.filter { !$0.isDormant }
    dormant = all.filter(\.isDormant)
    moves = reader.moves
    forgotten = reader.forgotten
    self.paths = reader.paths
    problems = reader.problems
    exceeded = reader.exceeded ?? evaluator.budget.exceeded
    self.folder = folder.path
    root = folder.root
    givenValues = reader.values.filter { reader.paths[$0.file] == variables }
      .compactMap { entry in
        evaluator.inputs[entry.attribute.name].map { Value.Field(entry.attribute.name, $0) }
      }
  }
}

/// What both sides of a comparison share: bodies by text, each parsed once, and names of long texts.
package final class ParseCache {
  private var known: [[UInt8]: Result<Body, SyntaxError>] = [:]
  let longTexts = LongTexts()
  /// Whether the modules are read as OpenTofu does, which takes `x.tofu` in the place of `x.tf`.
  let isOfTofu: Bool

  package init(isOfTofu: Bool = false) { self.isOfTofu = isOfTofu }

  package func body(_ bytes: [UInt8], isJSON: Bool) -> Result<Body, SyntaxError> {
    if let found = known[bytes] { return found }
    let made: Result<Body, SyntaxError>
    do throws(SyntaxError) {
      made = .success(isJSON ? try HCL.parseJSON(bytes) : try HCL.parseTerraform(bytes))
    } catch {
      made = .failure(error)
    }
    known[bytes] = made
    return made
  }
}

private struct NoFiles: ModuleSource {
  func content(of path: [UInt8]) -> [UInt8]? { nil }
  func files(in folder: [UInt8]) -> [[UInt8]] { [] }
}
