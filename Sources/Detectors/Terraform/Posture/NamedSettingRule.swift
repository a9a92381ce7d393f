package import Detection
import HCL

/// Settings of databases that are lists of a name and a value: TLS, logins and logs are on or off there.
package struct NamedSettingRule: TerraformRule {
  package init() {}

  package static let setting = Kind(
    "database-setting",
    of: .protection,
    title: "A database asks for less, or logs less",
    help: """
      A parameter of a database says whether it takes connections without TLS, whether it logs who comes, \
      and what it takes for a password.
      """,
    example: Kind.Example(
      path: "main.tf",
      old:
        "resource \"aws_db_parameter_group\" \"x\" {\n  parameter {\n    name  = \"rds.force_ssl\"\n    value = \"1\"\n  }\n}\n",
      new:
        "resource \"aws_db_parameter_group\" \"x\" {\n  parameter {\n    name  = \"rds.force_ssl\"\n    value = \"0\"\n  }\n}\n"
    )
  )

  package var kinds: [Kind] { [Self.setting] }

  package func covers(_ block: TerraformSubject) -> Bool {
    block.kind == "resource" && Self.places[block.type] != nil
  }

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes {
      guard let place = Self.places[change.type] else { continue }
      // A setting that is a resource of its own comes and goes; others do with what they are set on.
      guard place.isEmpty || change.old != nil && change.new != nil else { continue }
      let before = change.old.map { Self.settings($0, place) } ?? [:]
      let after = change.new.map { Self.settings($0, place) } ?? [:]
      for (name, safe) in Self.safe.sorted(by: { $0.key < $1.key }) {
        let (was, now) = (before[name], after[name])
        guard was != nil || now != nil else { continue }
        judgment.explain(place.isEmpty ? ["value"] : [place + ".value", "=" + place], of: change)
        compare(name, was, now, safe, change, &judgment)
      }
    }
    return judgment
  }

  private func compare(
    _ name: String,
    _ old: Value?,
    _ new: Value?,
    _ safe: Set<String>,
    _ change: BlockChange,
    _ judgment: inout TerraformJudgment
  ) {
    let texts = [old, new].map { value in value.map { $0.literal?.lowercased() } }
    guard texts[0] != texts[1] || texts.contains(.some(nil)) else { return }
    if [old, new].contains(where: { $0?.literal == nil && $0 != nil }) {
      guard old?.rendered != new?.rendered else { return }
      return judgment.doubt(
        "'\(name)' of \(change.address) is not known before a run",
        line: change.newLine(new)
      )
    }
    // What is not set is as the database comes, which differs from version to version.
    let was = old?.literal.map { safe.contains($0.lowercased()) }
    let now = new?.literal.map { safe.contains($0.lowercased()) }
    guard was != now else { return }
    let isWider = was == true || now == false
    judgment.observe(
      change.observation(
        Self.setting,
        isWider ? .widened : .narrowed,
        isWider ? .medium : .low,
        old: old,
        new: new,
        summary: new.map { "sets \(name) to '\($0.rendered)' in \(change.address)" }
          ?? "no longer sets \(name) in \(change.address)"
      ),
      of: change
    )
  }

  private static func settings(_ block: TerraformBlock, _ place: String) -> [String: Value] {
    var found: [String: Value] = [:]
    for item in place.isEmpty ? [block.body] : block.body.all(at: place) {
      guard let name = item["name"]?.literal?.lowercased(), let value = item["value"] else {
        continue
      }
      found[name] = value
    }
    return found
  }

  /// Where a type has its settings; empty where it is one.
  private static let places: [String: String] = [
    "aws_db_parameter_group": "parameter", "aws_rds_cluster_parameter_group": "parameter",
    "aws_redshift_parameter_group": "parameter", "aws_docdb_cluster_parameter_group": "parameter",
    "aws_neptune_cluster_parameter_group": "parameter",
    "google_sql_database_instance": "settings.database_flags",
    "azurerm_postgresql_configuration": "", "azurerm_postgresql_flexible_server_configuration": "",
    "azurerm_mysql_configuration": "", "azurerm_mysql_flexible_server_configuration": "",
    "azurerm_mariadb_configuration": "",
  ]

  private static let on: Set<String> = ["1", "on", "true", "enabled", "yes"]
  private static let off: Set<String> = ["0", "off", "false", "disabled", "no"]

  private static let tellingErrors: Set<String> = [
    "debug5", "debug4", "debug3", "debug2", "debug1", "info", "notice", "warning", "error",
  ]
  private static let modern: Set<String> = ["tlsv1.2", "tlsv1.3", "tlsv1.2,tlsv1.3"]

  /// The values that keep from harm.
  private static let safe: [String: Set<String>] = [
    "rds.force_ssl": on, "require_secure_transport": on, "require_ssl": on, "tls": on,
    "log_checkpoints": on, "log_lock_waits": on, "log_duration": on, "log_temp_files": ["0"],
    "log_statement": ["ddl", "mod", "all"], "log_min_messages": tellingErrors,
    "log_min_error_statement": tellingErrors, "server_audit_logging": on, "3625": on,
    "log_retention_days": ["4", "5", "6", "7"], "password_encryption": ["scram-sha-256"],
    "rds.accepted_password_auth_method": ["scram"], "tls_version": modern,
    "ssl_min_protocol_version": modern,
    "audit_logs": on.union(["all", "ddl", "dml_read", "dml_write"]), "log_connections": on,
    "log_disconnections": on, "connection_throttling": on, "enable_user_activity_logging": on,
    "neptune_enable_audit_log": on, "audit_log_enabled": on, "local_infile": off,
    "skip_show_database": on, "cloudsql.enable_pgaudit": on, "cloudsql.iam_authentication": on,
    "cloudsql_iam_authentication": on, "contained database authentication": off,
    "cross db ownership chaining": off, "external scripts enabled": off, "remote access": off,
  ]
}
