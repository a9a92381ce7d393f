import Detection
import Syntax

/// The formats that rosters are kept in.
enum RosterFormat {
  case yaml, json, toml, csv, tsv

  /// `nil` for other formats and for files whose lists are known to be of other things.
  init?(_ file: FileName) {
    let name = file.withoutTemplateSuffix.lowercased()
    if name == "owners" || name == "owners_aliases" {
      self = .yaml
      return
    }
    guard !Self.isOther(name, file) else { return nil }
    switch FileName(Array(name.utf8)).suffix {
    case "yml", "yaml": self = .yaml
    case "json": self = .json
    case "toml": self = .toml
    case "csv": self = .csv
    case "tsv": self = .tsv
    default: return nil
    }
  }

  private static let others: Set<String> = [
    "pyproject.toml", "package.json", "package-lock.json", "composer.json",
    "tsconfig.json", "dependabot.yml", "dependabot.yaml", "mkdocs.yml", "pnpm-lock.yaml",
    "chart.yaml", "galaxy.yml", "renovate.json", ".pre-commit-config.yaml", "fastly.toml",
    "rust-toolchain.toml", "manifest.json", "openapi.yaml", "openapi.yml", "openapi.json",
    "swagger.json", "swagger.yaml", ".gitlab-ci.yml", "buildspec.yml", "action.yml", "action.yaml",
    "pipfile.toml", "poetry.toml", "angular.json", "netlify.toml",
  ]

  private static func isOther(_ name: String, _ file: FileName) -> Bool {
    // Cargo reads this spelling alone: the other may be a team's.
    file.name == "Cargo.toml" || others.contains(name) || name.hasSuffix(".tf.json")
      || name.hasSuffix(".lock.json")
      || name.contains("docker-compose") || name.hasPrefix("compose.")
      || file.directories.suffix(2) == [".github", "workflows"] || isForm(file)
  }

  /// What GitHub asks of whoever opens an issue: nothing there hands out access.
  private static func isForm(_ file: FileName) -> Bool {
    guard let place = file.directories.lastIndex(of: ".github"),
      let name = file.directories[place...].dropFirst().first?.lowercased()
    else { return false }
    return name.hasPrefix("issue_template") || name == "discussion_template"
  }
}

/// One side's rosters.
struct RosterSide {
  let items: [AccessItem]
  private let templates: Templates?

  init(_ bytes: [UInt8]?, _ format: RosterFormat, _ file: FileName) throws(SyntaxError) {
    guard let bytes else {
      items = []
      templates = nil
      return
    }
    var documents: [Node]
    var read: Templates?
    switch format {
    case .json:
      let isTemplate = file.withoutTemplateSuffix != file.name
      documents = [try isTemplate ? JSONTemplate.read(bytes) : JSONReader.read(bytes)]
    case .toml: documents = [try TOMLReader.read(bytes)]
    case .csv, .tsv:
      let separator = format == .csv ? UInt8(ascii: ",") : 0x09
      let table = try RosterTable.document(bytes, file, separator: separator)
      documents = table.map { [$0] } ?? []
    case .yaml:
      do throws(SyntaxError) {
        documents = try YAMLReader.read(bytes)
      } catch {
        guard Templates.arePresent(in: bytes) else { throw error }
        let (branches, templates) = try YAMLReader.readBranches(bytes)
        documents = branches.flatMap(\.self)
        read = templates
      }
    }
    var reader = RosterReader(label: file.name)
    for document in documents where !Self.isOther(document) {
      reader.walk(document, in: file.directories.last)
    }
    guard !reader.isCut else {
      throw SyntaxError(
        "more than \(RosterReader.limit) entries of lists",
        at: Position(line: 1, column: 1)
      )
    }
    items = reader.items
    templates = read
  }

  /// Objects of Kubernetes, which their own detector judges whatever their kind.
  ///
  /// No other key takes a document out: whoever tools ignore the key of could add it to hide a list.
  private static func isOther(_ document: Node) -> Bool {
    document["apiVersion"]?.string != nil && document["kind"]?.string != nil
      && document["metadata"]?["name"]?.string != nil
  }

  /// The first line that a template fills and that is not the same on both sides.
  func unclearLine(from old: RosterSide) -> Int? {
    let before = old.templates?.actions.filter(\.isWholeLine) ?? []
    let after = templates?.actions.filter(\.isWholeLine) ?? []
    guard before.map(\.text) != after.map(\.text) else { return nil }
    return after.first?.position.line ?? before.first?.position.line
  }
}
