package import Detection
import Syntax

/// Where packages come from: the settings of npm, Yarn, pip and Cargo, and git's submodules.
package struct RegistryDetector: Detector {
  static let registry = Kind(
    "package-registry",
    of: .supplyChain,
    title: "Packages come from elsewhere",
    help: """
      Another registry or repository gives other programs under the same names; one more may give its own for a \
      name that was meant for the first.
      """,
    example: Kind.Example(
      path: "pip.conf",
      old: "[global]\nindex-url = https://pypi.example.com/simple\n",
      new: """
        [global]
        index-url = https://pypi.example.com/simple
        extra-index-url = https://pypi.org/simple

        """
    )
  )
  static let guarded = Kind(
    "package-guard",
    of: .supplyChain,
    title: "Packages are fetched or installed with less care",
    help: """
      Certificates and checksums that are not looked at, addresses in the clear, scripts of packages that run, \
      programs that a build runs instead of its own.
      """,
    example: Kind.Example(path: ".npmrc", old: "strict-ssl=true\n", new: "strict-ssl=false\n")
  )
  static let secret = Kind(
    "registry-secret",
    of: .secret,
    title: "The settings of a registry hold a secret",
    help: "Whoever reads the repository can fetch, and maybe publish, as whoever the token is of.",
    example: Kind.Example(
      path: ".npmrc",
      old: "//npm.example.com/:_authToken=${NPM_TOKEN}\n",
      new: "//npm.example.com/:_authToken=npm_example\n"
    )
  )

  package init() {}

  package var kinds: [Kind] { [Self.registry, Self.guarded, Self.secret] }

  package func read(_ pair: FilePair) -> Reading {
    guard let format = RegistryFormat(pair.path) else { return .foreign }
    do throws(SyntaxError) {
      let findings = FactComparison(
        old: try Self.facts(pair.old, format),
        new: try Self.facts(pair.new, format),
        isTemplate: SystemdUnit.isTemplate
      ).findings
      // Of such files the packages themselves are not judged here.
      if format == .requirements, findings.observations.isEmpty { return .foreign }
      return findings.reading
    } catch {
      return .unreadable(line: error.position.line, reason: error.reason)
    }
  }

  private static func facts(_ bytes: [UInt8]?, _ format: RegistryFormat) throws(SyntaxError)
    -> Facts
  {
    var facts = Facts()
    guard let bytes else { return facts }
    try SyntaxLimits.small.check(bytes)
    facts.owners.insert(RegistrySetting.owner)
    for setting in try format.settings(bytes) { facts.add(setting.facts) }
    return facts
  }
}

/// Whose settings a file holds, by its name.
enum RegistryFormat {
  case npm, yarn, pip, requirements, cargo, submodules

  init?(_ path: [UInt8]) {
    let file = FileName(path)
    switch file.withoutTemplateSuffix {
    case ".npmrc", "npmrc": self = .npm
    case ".yarnrc.yml": self = .yarn
    case "pip.conf", "pip.ini": self = .pip
    case ".gitmodules": self = .submodules
    case "config",
      "config.toml" where file.directories.last == ".cargo":
      self = .cargo
    case let name where name.hasSuffix(".txt") || name.hasSuffix(".in"):
      guard name.hasPrefix("requirements") || file.directories.last == "requirements" else {
        return nil
      }
      self = .requirements
    default: return nil
    }
  }

  func settings(_ bytes: [UInt8]) throws(SyntaxError) -> [RegistrySetting] {
    switch self {
    case .npm: NodeSettings.npm(try INILines.read(bytes).lines)
    case .yarn: NodeSettings.yarn(try YAMLReader.read(bytes, limits: .small).first)
    case .pip: PythonSettings.file(try INILines.read(bytes, goesOn: true).lines)
    case .requirements: try PythonSettings.requirements(bytes)
    case .cargo: CargoSettings.all(try TOMLReader.read(bytes, limits: .small))
    case .submodules: Submodules.all(try INILines.read(bytes).lines)
    }
  }
}
