package import Detection
import Syntax

/// Reads SQL scripts: who may do what, what shields rows and columns, what is destroyed.
package struct SQLDetector: Detector {
  package init() {}

  package var kinds: [Kind] {
    [
      Self.grant, Self.membership, Self.role, Self.owner, Self.definer, Self.rowSecurity,
      Self.masking, Self.network, Self.destruction,
    ]
  }

  package func read(_ pair: FilePair) -> Reading {
    guard SQLFile.isSQL(pair.path) else { return .foreign }
    let old = pair.old ?? []
    let new = pair.new ?? []
    guard !old.elementsEqual(new) else { return .understood([]) }
    return SQLSections.reading(old: old, new: new) { oldScript, newScript, made in
      Self.verdict(SQLLedger(oldScript, made: made), SQLLedger(newScript, made: made))
    }
  }

  private static func verdict(_ old: SQLLedger, _ new: SQLLedger) -> SQLReadings.Verdict {
    let observations = SQLComparison(old: old, new: new).observations
    if let limit = new.overflow ?? old.overflow {
      return SQLReadings.Verdict(
        observations: observations,
        doubt: .init(line: limit.line, reason: limit.reason)
      )
    }
    return SQLReadings.Verdict(
      observations: observations,
      doubt: difference(old.opaque, new.opaque)
    )
  }

  /// The first opaque statement that only one side has.
  private static func difference(
    _ old: [SQLLedger.Opaque],
    _ new: [SQLLedger.Opaque]
  ) -> SQLReadings.Doubt? {
    var left = Dictionary(grouping: old) { Array($0.canonical.utf8) }
    for opaque in new {
      let key = Array(opaque.canonical.utf8)
      guard left[key]?.popLast() != nil else {
        return SQLReadings.Doubt(line: opaque.line, reason: opaque.reason)
      }
    }
    guard let rest = left.values.joined().min(by: { $0.line < $1.line }) else { return nil }
    return SQLReadings.Doubt(line: nil, reason: "\(rest.reason) is gone")
  }
}

/// Which files hold SQL.
enum SQLFile {
  private static let suffixes = [
    ".sql", ".psql", ".pgsql", ".mysql", ".ddl", ".dml", ".sql.j2", ".sql.tpl", ".sql.erb",
    ".sql.tmpl", ".plsql", ".tsql", ".hql", ".bq", ".sqlx", ".cql", ".pks", ".pkb", ".prc",
    ".sql.in",
    ".sql.template",
  ]

  static func isSQL(_ path: [UInt8]) -> Bool {
    let name = String(decoding: path.suffix(255), as: UTF8.self).asciiSmall
    return suffixes.contains { name.utf8.count > $0.utf8.count && name.hasSuffix($0) }
  }
}
