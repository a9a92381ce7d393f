import AWSPolicy
import HCL
import Syntax

/// A resource of a template as the block of Terraform that the same requests make.
///
/// What is known of the one holds for the other: Terraform's rules judge both.
struct TemplateBlock {
  private(set) var block: TerraformBlock
  /// By the path of an argument of Terraform, how the template spells it.
  private(set) var spelling: [String: String]

  /// `nil` of a resource that AWS does not make; `judged` are the properties that others read.
  init?(_ resource: Template.Resource, without judged: Set<String>) {
    guard let type = TemplateTypes.terraform(resource.type) else { return nil }
    var reader = TemplateArguments(type: type)
    let origin = Origin(file: 0, line: resource.position.line)
    var fields = reader.fields(
      (resource.properties.map ?? []).filter { !judged.contains(Term.text(of: $0.key)) }
    )
    for name in ["DeletionPolicy", "UpdateReplacePolicy"] {
      guard let term = resource.attributes[name] else { continue }
      fields.append(reader.field(name, term))
    }
    if type == "aws_security_group", Self.saysNothingOfEgress(fields) {
      fields.removeAll { $0.name == "egress" }
      fields.append(Self.everythingOut(origin))
    }
    // Other organisations may be given a share unless it says that they may not.
    if type == "aws_ram_resource_share",
      !fields.contains(where: { $0.name == "allow_external_principals" })
    {
      fields.append(.init("allow_external_principals", Value(.bool(true), at: origin)))
    }
    block = TerraformBlock(
      resource: type,
      name: resource.name,
      address: "\(resource.type) '\(resource.name)'",
      body: Value(.object(fields), at: origin),
      repetition: Self.repetition(resource).map { Value(.opaque($0), at: origin) }
    )
    spelling = reader.spelling
    spelling["for_each"] = "Condition"
  }

  private static func repetition(_ resource: Template.Resource) -> String? {
    let words = [
      resource.attributes["Condition"].map { "Condition " + $0.described },
      resource.attributes[Template.loop].map { "ForEach " + $0.described },
    ].compactMap(\.self)
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  /// An empty list is none to CloudFormation.
  private static func saysNothingOfEgress(_ fields: [Value.Field]) -> Bool {
    fields.first { $0.name == "egress" }?.value.asList.isEmpty ?? true
  }

  /// CloudFormation lets everything out where a security group does not say what.
  private static func everythingOut(_ origin: Origin) -> Value.Field {
    let rule: [Value.Field] = [
      .init("protocol", .string("-1", at: origin)),
      .init("cidr_blocks", .string("0.0.0.0/0", at: origin)),
    ]
    return .init("egress", Value(.list([Value(.object(rule), at: origin)]), at: origin))
  }
}

/// Reads properties by the names that Terraform has for them.
private struct TemplateArguments {
  let type: String
  var spelling: [String: String] = [:]

  /// How deep a name is, on both sides.
  private struct Place {
    var path = ""
    var spelled = ""

    func adding(_ name: String, spelled key: String) -> Place {
      Place(
        path: path.isEmpty ? name : path + "." + name,
        spelled: spelled.isEmpty ? key : spelled + "." + key
      )
    }

    /// Within what has no name of its own in Terraform.
    func wrapped(as key: String) -> Place {
      Place(path: path, spelled: adding("", spelled: key).spelled)
    }
  }

  init(type: String) { self.type = type }

  mutating func fields(_ entries: [Term.Entry]) -> [Value.Field] { fields(entries, Place()) }

  mutating func field(_ key: String, _ term: Term) -> Value.Field {
    field(TemplateNames.terraform(key, in: type), key, term, Place())
  }

  private mutating func fields(_ entries: [Term.Entry], _ place: Place) -> [Value.Field] {
    var fields: [Value.Field] = []
    var taken: Set<String> = []
    for entry in entries {
      if case .null = entry.value.value { continue }
      let key = Term.text(of: entry.key)
      let name = name(of: key, place)
      if name.isEmpty, let inner = entry.value.map {
        let more = self.fields(inner, place.wrapped(as: key))
        fields += more.map { field in
          let isFree = taken.insert(field.name).inserted
          return isFree ? field : .init("\(key) \(field.name)", field.value)
        }
        continue
      }
      let isFree = !name.isEmpty && taken.insert(name).inserted
      fields.append(field(isFree ? name : "'\(key)'", key, entry.value, place))
    }
    return fields
  }

  /// What is no property's name is one that the template's author gave.
  private func name(of key: String, _ place: Place) -> String {
    if place.path == "container_definitions" || place.path.hasPrefix("container_definitions.") {
      return key.prefix(1).lowercased() + key.dropFirst()
    }
    let isProperty =
      key.utf8.allSatisfy(\.isAlphanumeric) && key.utf8.first.map { 0x41...0x5A ~= $0 } ?? false
    guard isProperty, !place.path.hasSuffix("variables") else { return key }
    return TemplateNames.terraform(key, in: type)
  }

  private mutating func field(
    _ name: String,
    _ key: String,
    _ term: Term,
    _ place: Place
  ) -> Value.Field {
    let inner = place.adding(name, spelled: key)
    spelling[inner.path] = inner.spelled
    if name == "parameters", type.hasSuffix("parameter_group"), let entries = term.map {
      return .init("parameter", settings(entries, term))
    }
    let value = value(term, inner)
    guard inner.path == "container_definitions" else { return .init(name, value) }
    return .init(name, Value(.encoded(value), at: value.origin))
  }

  private mutating func value(_ term: Term, _ place: Place) -> Value {
    let origin = Origin(file: 0, line: term.position.line)
    switch term.value {
    case .null: return Value(.null, at: origin)
    case .bool(let flag): return Value(.bool(flag), at: origin)
    case .number(let text): return Value(.number(text), at: origin)
    case .unknown(let name): return Value(.opaque(Self.reference(name)), at: origin)
    case .text(let parts): return Value(.text(Self.pieces(parts)), at: origin)
    case .map(let entries): return Value(.object(fields(entries, place)), at: origin)
    case .list(let items):
      if let pairs = Self.pairs(items), !place.path.hasPrefix("container_definitions") {
        return Value(.object(attributes(pairs, place)), at: origin)
      }
      return Value(.list(items.map { value($0, place) }), at: origin)
    }
  }

  private static func pieces(_ parts: [Term.Part]) -> [Value.Piece] {
    parts.filter { $0 != .literal("") }.map { part in
      switch part {
      case .literal(let text): .literal(text)
      case .unknown(let name): .atom(reference(name))
      }
    }
  }

  /// As it stands within a text of a template: `Key.Arn`, whichever function names it.
  private static func reference(_ name: String) -> String {
    for function in ["Ref ", "GetAtt "] where name.hasPrefix(function) {
      return String(name.dropFirst(function.count))
    }
    return name
  }

  /// `[{Key: deletion_protection.enabled, Value: true}]`, which is a table.
  private static func pairs(_ items: [Term]) -> [(key: String, value: Term)]? {
    var pairs: [(String, Term)] = []
    var taken: Set<String> = []
    for item in items {
      guard item.map?.count == 2, let key = (item["Key"] ?? item["Name"])?.literal,
        let value = item["Value"], taken.insert(key).inserted
      else { return nil }
      pairs.append((key, value))
    }
    return pairs.isEmpty ? nil : pairs
  }

  private mutating func attributes(
    _ pairs: [(key: String, value: Term)],
    _ place: Place
  ) -> [Value.Field] {
    pairs.map { key, term in
      let name =
        key.utf8.contains(UInt8(ascii: ".")) ? KeyWords.words(of: key).joined(separator: "_") : key
      return field(name, key, term, place)
    }
  }

  /// Settings of a database, as the blocks that Terraform has for them.
  private mutating func settings(_ entries: [Term.Entry], _ term: Term) -> Value {
    let origin = Origin(file: 0, line: term.position.line)
    let blocks = entries.map { entry in
      let name = Value.string(
        Term.text(of: entry.key),
        at: Origin(file: 0, line: entry.position.line)
      )
      return Value(
        .object([.init("name", name), .init("value", value(entry.value, Place()))]),
        at: name.origin
      )
    }
    return Value(.list(blocks), at: origin)
  }
}
