package import Detection
import Syntax

/// Reads dbt's projects, property files and models for where they put tables, and whom they grant them to.
package struct DbtDetector: Detector {
  package init() {}

  package var kinds: [Kind] { [Self.place, Self.grant, Self.hook, Self.exposure] }

  static let place = Kind(
    "dbt-place",
    of: .dataExport,
    title: "dbt puts models somewhere else",
    help: "A database, a schema or an external location of models is set or changed.",
    example: .init(
      path: "dbt_project.yml",
      old: nil,
      new: "name: shop\nmodels:\n  shop:\n    +schema: partner\n"
    )
  )

  static let grant = Kind(
    "dbt-grant",
    of: .iam,
    title: "dbt grants models to a role",
    help: "Every time the models are built, the role gets the right on them.",
    example: .init(
      path: "dbt_project.yml",
      old: nil,
      new: "name: shop\nmodels:\n  shop:\n    +grants:\n      select: [report]\n"
    )
  )

  static let hook = Kind(
    "dbt-hook",
    of: .dataExport,
    title: "dbt runs a statement beside models",
    help: "A hook runs whatever statement it holds, with the rights that dbt has.",
    example: .init(
      path: "dbt_project.yml",
      old: nil,
      new: "name: shop\non-run-end: \"UNLOAD ('SELECT * FROM cards') TO 's3://drop/'\"\n"
    )
  )

  static let exposure = Kind(
    "dbt-exposure",
    of: .dataExport,
    title: "A use of models is declared",
    help: "An exposure names a report or a program that reads the models.",
    example: .init(
      path: "models/schema.yml",
      old: nil,
      new:
        "version: 2\nexposures:\n  - name: board\n    type: dashboard\n    depends_on: [ref('cards')]\n"
    )
  )

  package func read(_ pair: FilePair) -> Reading {
    let old = pair.old ?? []
    let new = pair.new ?? []
    let path = String(decoding: pair.path, as: UTF8.self).asciiSmall
    guard let format = Self.format(path, new.isEmpty ? old : new) else { return .foreign }
    guard !old.elementsEqual(new) else { return .understood([]) }
    do throws(SyntaxError) {
      let before = try facts(old, format)
      let after = try facts(new, format)
      return .understood(FactComparison(old: before, new: after).observations)
    } catch {
      return .unreadable(line: error.position.line, reason: error.reason)
    }
  }

  private enum Format { case yaml, model }

  private static func format(_ path: String, _ bytes: [UInt8]) -> Format? {
    let name = ShellWrappers.base(path)
    let text = String(decoding: bytes.prefix(200_000), as: UTF8.self)
    if path.hasSuffix(".sql") {
      return text.has(anyOf: ["{{ config(", "{{config(", "{{- config("]) ? .model : nil
    }
    guard path.hasSuffix(".yml") || path.hasSuffix(".yaml") else { return nil }
    if name == "dbt_project.yml" || name == "dbt_project.yaml" { return .yaml }
    let isProperties =
      text.has(anyOf: ["\nmodels:", "\nexposures:", "\nseeds:", "\nsnapshots:", "\nsources:"])
      || text.hasPrefix("models:") || text.hasPrefix("exposures:")
    return isProperties && (text.has(anyOf: ["version: 2"]) || path.contains("models/"))
      ? .yaml : nil
  }

  private func facts(_ bytes: [UInt8], _ format: Format) throws(SyntaxError) -> Facts {
    var facts = Facts()
    switch format {
    case .yaml:
      for document in try YAMLReader.read(bytes, limits: .small) {
        var walker = DbtWalker()
        walker.walk(document, [])
        facts.add(walker.facts)
      }
    case .model: facts.add(try DbtModel.facts(bytes))
    }
    return facts
  }
}

/// Goes through the keys of a project.
struct DbtWalker {
  private(set) var facts: [Fact] = []

  mutating func walk(_ node: Node, _ path: [String]) {
    switch node.value {
    case .array(let items):
      for item in items { walk(item, path + [item["name"]?.string].compactMap(\.self)) }
    case .object(let members):
      for member in members {
        let key = member.key.hasPrefix("+") ? String(member.key.dropFirst()) : member.key
        if !take(key, member.value, path) { walk(member.value, path + [key]) }
      }
    default: break
    }
  }

  private mutating func take(_ key: String, _ node: Node, _ path: [String]) -> Bool {
    let place = path.filter { $0 != "models" && $0 != "config" }.joined(separator: ".")
    let line = node.position.line
    switch key {
    case "external_location", "database", "schema", "location", "target_database", "target_schema":
      guard let value = node.text, !path.contains("sources") else { return false }
      add(DbtDetector.place, key, value, place, key == "external_location" ? .high : .medium, line)
    case "grants":
      for member in node.object ?? [] {
        for role in member.value.list {
          let right = member.key.hasPrefix("+") ? String(member.key.dropFirst()) : member.key
          addGrant(right, role.text ?? role.canonical, place, role.position.line)
        }
      }
    case "post-hook", "post_hook", "pre-hook", "pre_hook", "on-run-end", "on-run-start":
      for hook in node.list {
        let text = hook["sql"]?.string ?? hook.text ?? hook.canonical
        addHook(key, text, place, hook.position.line)
      }
    case "exposures":
      for item in node.list {
        let name = item["name"]?.text ?? "?"
        facts.append(
          Fact(
            DbtDetector.exposure,
            slot: name,
            value: item.canonical,
            .low,
            line: item.position.line,
            "exposure '\(name)' of",
            "models"
          )
        )
      }
    default: return false
    }
    return true
  }

  mutating func add(
    _ kind: Kind,
    _ key: String,
    _ value: String,
    _ place: String,
    _ severity: Severity,
    _ line: Int
  ) {
    facts.append(
      Fact(
        kind,
        slot: "\(place)/\(key)",
        value: value,
        severity,
        line: line,
        key,
        "of \(place)",
        verbs: .sets
      )
    )
  }

  mutating func addGrant(_ right: String, _ role: String, _ place: String, _ line: Int) {
    facts.append(
      Fact(
        DbtDetector.grant,
        slot: "\(place)/\(right)/\(role)",
        right == "select" ? .medium : .high,
        line: line,
        "\(right) on \(place) to \(role)",
        "",
        verbs: .init(comes: "grants", goes: "no longer grants")
      )
    )
  }

  mutating func addHook(_ key: String, _ text: String, _ place: String, _ line: Int) {
    let strong = SQLWords.access(in: text) != nil
    facts.append(
      Fact(
        DbtDetector.hook,
        slot: "\(place)/\(key)/\(text)",
        strong ? .high : .medium,
        line: line,
        "\(key) '\(text.prefix(100))'",
        place.isEmpty ? "" : "of \(place)"
      )
    )
  }
}

/// The `{{ config(…) }}` of a model.
enum DbtModel {
  static func facts(_ bytes: [UInt8]) throws(SyntaxError) -> [Fact] {
    var walker = DbtWalker()
    let script = SQLScript(bytes)
    if let failure = script.failure { throw failure }
    for token in script.statements.flatMap(\.tokens)
    where token.kind == .template && token.text.contains("config(") {
      let line = token.position.line
      let inner = Array(token.text.utf8.dropFirst(2).dropLast(2))
      let calls = PythonCalls(try PythonTokens.read(inner))
      for call in calls.calls where call.name == "config" { read(call, line, &walker) }
    }
    return walker.facts
  }

  private static func read(_ call: PythonCall, _ line: Int, _ walker: inout DbtWalker) {
    for (key, value) in call.named.sorted(by: { $0.key < $1.key }) {
      switch key {
      case "external_location", "database", "schema", "location", "target_database",
        "target_schema":
        walker.add(
          DbtDetector.place,
          key,
          value.text,
          "the model",
          key == "external_location" ? .high : .medium,
          line
        )
      case "post_hook", "pre_hook":
        let isPlain = !value.text.utf8.contains(UInt8(ascii: "{"))
        for hook in !isPlain ? [value.raw] : value.items.isEmpty ? [value.text] : value.items {
          walker.addHook(key, hook, "the model", line)
        }
      case "grants": walker.addGrant("a right", value.raw, "the model", line)
      default: break
      }
    }
  }
}
