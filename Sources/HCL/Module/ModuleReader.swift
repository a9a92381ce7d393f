import Syntax

/// Gathers a folder's files into one module, as Terraform does.
struct ModuleReader {
  let folder: ModuleFolder
  let cache: ParseCache
  var paths: [[UInt8]]
  var problems: [TerraformModule.Problem] = []
  /// Top-level blocks with the file each is in; overrides are merged in.
  var blocks: [(block: Block, file: Int)] = []
  /// Values of variables from files, the stronger later.
  var values: [(attribute: Attribute, file: Int)] = []

  /// The limit that was hit, in words.
  private(set) var exceeded: String?

  /// Of files that Terraform reads: others beside them are nothing to it, however many.
  static let fileLimit = 500

  mutating func read(variables: [UInt8]?) {
    let all = folder.source.files(in: folder.path)
      .filter { Self.isSource($0) || Self.isOfValues($0) }
      .sorted { $0.lexicographicallyPrecedes($1) }
    let names = all.prefix(Self.fileLimit)
    if names.count < all.count {
      exceeded = "a folder of more than \(Self.fileLimit) files of Terraform"
    }
    let sources = TofuNames.read(names.filter(Self.isSource), asTofu: cache.isOfTofu)
    for name in sources where !Self.isOverride(name) {
      guard let (body, file) = read(name) else { continue }
      blocks += body.blocks.map { ($0, file) }
    }
    for name in sources where Self.isOverride(name) {
      guard let (body, _) = read(name) else { continue }
      for block in body.blocks { override(with: block) }
    }
    for name in Self.standard.filter(names.contains) + names.filter(Self.isAutomatic) {
      readValues(folder.path(of: name))
    }
    if let variables { readValues(variables) }
  }

  private mutating func readValues(_ path: [UInt8]) {
    guard let (body, file) = read(path: path) else { return }
    values += body.attributes.map { ($0, file) }
  }

  private mutating func read(_ name: [UInt8]) -> (Body, Int)? { read(path: folder.path(of: name)) }

  private mutating func read(path: [UInt8]) -> (Body, Int)? {
    guard let bytes = folder.source.content(of: path) else { return nil }
    switch cache.body(bytes, isJSON: Self.ends(path, with: ".json")) {
    case .success(let body):
      let file = paths.firstIndex(of: path) ?? paths.count
      if file == paths.count { paths.append(path) }
      return (body, file)
    case .failure(let error):
      problems.append(TerraformModule.Problem(path: path, error: error))
      return nil
    }
  }

  /// Arguments replace arguments; nested blocks replace all of their type.
  private mutating func override(with block: Block) {
    guard
      let place = blocks.firstIndex(where: {
        $0.block.type == block.type && $0.block.labels == block.labels
      })
    else { return blocks.append((block, paths.count - 1)) }
    let base = blocks[place].block
    let names = Set(block.body.attributes.map(\.name))
    let types = Set(block.body.blocks.map(\.type))
    let body = Body(
      attributes: base.body.attributes.filter { !names.contains($0.name) } + block.body.attributes,
      blocks: base.body.blocks.filter { !types.contains($0.type) } + block.body.blocks
    )
    blocks[place].block = Block(
      type: base.type,
      labels: base.labels,
      position: base.position,
      body: body
    )
  }

  // MARK: names

  private static func ends(_ name: [UInt8], with suffix: StaticString) -> Bool {
    name.count >= suffix.utf8CodeUnitCount
      && suffix.withUTF8Buffer { unsafe $0.elementsEqual(name.suffix(suffix.utf8CodeUnitCount)) }
  }

  private static func isSource(_ name: [UInt8]) -> Bool {
    ends(name, with: ".tf") || ends(name, with: ".tf.json") || TofuNames.isOfTofu(name)
  }

  private static func isOverride(_ name: [UInt8]) -> Bool {
    ends(name, with: "_override.tf") || ends(name, with: "_override.tf.json")
      || name.elementsEqual("override.tf".utf8) || name.elementsEqual("override.tf.json".utf8)
      || ends(name, with: "override.tofu") || ends(name, with: "override.tofu.json")
  }

  /// The values that Terraform takes first, in this order.
  private static let standard = ["terraform.tfvars", "terraform.tfvars.json"].map {
    Array($0.utf8)
  }

  private static func isOfValues(_ name: [UInt8]) -> Bool {
    standard.contains(name) || isAutomatic(name)
  }

  private static func isAutomatic(_ name: [UInt8]) -> Bool {
    ends(name, with: ".auto.tfvars") || ends(name, with: ".auto.tfvars.json")
  }
}

extension ModuleReader {
  var moves: [(from: String, to: String)] {
    blocks.compactMap { block, _ in
      guard block.type == "moved", let from = block.body["from"], let to = block.body["to"] else {
        return nil
      }
      return (from.normalized, to.normalized)
    }
  }

  var forgotten: Set<String> {
    var found: Set<String> = []
    for (block, _) in blocks where block.type == "removed" {
      let destroy = block.body.blocks("lifecycle").first?.body["destroy"]
      if case .bool(false)? = destroy?.value, let from = block.body["from"] {
        found.insert(from.normalized)
      }
    }
    return found
  }
}

extension Evaluator {
  /// The names that the module's files define.
  func take(_ reader: ModuleReader) {
    for (block, file) in reader.blocks {
      switch (block.type, block.labels.count) {
      case ("locals", _):
        for attribute in block.body.attributes { locals[attribute.name] = (attribute.value, file) }
      case ("variable", 1):
        variables[block.labels[0]] = block.body["default"]
        variableFiles[block.labels[0]] = file
        if let type = block.body["type"], type.hasDefaults {
          variableTypes[block.labels[0]] = type
        }
      case ("data", 2), ("resource", 2):
        let isTold =
          [Self.policyDocumentType, "template_file"].contains(block.labels[0])
          || block.type == "data" && Self.keyNames[block.labels[0]] != nil
        if isTold { renderers[block.labels.joined(separator: ".")] = (block, file) }
      default: break
      }
    }
    for (attribute, file) in reader.values {
      self.file = file
      inputs[attribute.name] = evaluate(attribute.value, Scope(isClosed: true))
    }
  }
}
