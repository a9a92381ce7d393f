import Syntax

/// The kinds of files that copy data, told by their paths and first lines.
enum ExportFormat: Hashable {
  case sql, shell, crontab, makefile, justfile, dockerfile, python, workflow, manifest, unit

  static func of(_ path: [UInt8], old: [UInt8], new: [UInt8]) -> ExportFormat? {
    if SQLFile.isSQL(path) { return .sql }
    let text = String(decoding: path, as: UTF8.self).asciiSmall
    let name = ShellWrappers.base(text)
    if [".sh", ".bash", ".zsh", ".ksh", ".sh.tpl", ".sh.j2", ".sh.tftpl", ".bats", ".envrc"]
      .contains(where: name.hasSuffix)
    {
      return .shell
    }
    if name.hasSuffix(".py") || name.hasSuffix(".pyw") { return .python }
    if name == "makefile" || name == "gnumakefile" || name.hasSuffix(".mk") {
      return .makefile
    }
    if name == "justfile" || name == ".justfile" || name.hasSuffix(".just") { return .justfile }
    if name.hasPrefix("dockerfile") || name.hasSuffix(".dockerfile")
      || name.hasPrefix("containerfile")
    {
      return .dockerfile
    }
    if name.hasPrefix("crontab") || name.hasSuffix(".cron") || name.hasPrefix("cron_")
      || text.contains("cron.d/") || name.hasSuffix(".crontab")
    {
      return .crontab
    }
    if name.hasSuffix(".yml") || name.hasSuffix(".yaml") { return yaml(text, name, old, new) }
    if SystemdName(path) != nil {
      return SystemdName.hasSections(old) || SystemdName.hasSections(new) ? .unit : nil
    }
    guard !name.utf8.contains(UInt8(ascii: ".")) || name.hasSuffix(".j2") else { return nil }
    return isScript(new.isEmpty ? old : new)
  }

  private static func yaml(_ path: String, _ name: String, _ old: [UInt8], _ new: [UInt8])
    -> ExportFormat?
  {
    if path.contains(".github/workflows/") || name == "action.yml" || name == "action.yaml"
      || name.hasPrefix(".gitlab-ci") || name.hasPrefix("buildspec")
      || name.hasPrefix("azure-pipelines")
      || name.hasPrefix("cloudbuild") || path.contains(".circleci/")
      || name.hasPrefix("bitbucket-pipelines")
    {
      return .workflow
    }
    let text = String(decoding: new.isEmpty ? old : new, as: UTF8.self)
    return text.contains("apiVersion:") && text.contains("kind:") ? .manifest : nil
  }

  private static func isScript(_ text: [UInt8]) -> ExportFormat? {
    let line = String(decoding: text.prefix(80).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    guard line.hasPrefix("#!") else { return nil }
    if line.contains("python") { return .python }
    return line.hasSuffix("sh") || line.contains("sh ") ? .shell : nil
  }

  func report(of bytes: [UInt8], sinks: SinkReader) throws(SyntaxError) -> ExportReport {
    switch self {
    case .sql: return SQLExports.report(of: SQLScript(bytes), sinks: sinks)
    case .shell: return ShellExports.report(of: try ShellWords.read(bytes), sinks: sinks)
    case .crontab: return LineExports.crontab(String(decoding: bytes, as: UTF8.self), sinks)
    case .makefile: return MakefileExports.report(of: String(decoding: bytes, as: UTF8.self), sinks)
    case .justfile:
      let text = String(decoding: bytes, as: UTF8.self)
      return MakefileExports.report(of: text, sinks, blanks: true)
    case .dockerfile: return try LineExports.dockerfile(bytes, sinks)
    case .python: return try PythonExports.report(of: bytes, sinks: sinks)
    case .workflow: return try YAMLExports.workflow(bytes, sinks)
    case .manifest: return try YAMLExports.manifests(bytes, sinks)
    case .unit: return try LineExports.unit(bytes, sinks)
    }
  }
}
