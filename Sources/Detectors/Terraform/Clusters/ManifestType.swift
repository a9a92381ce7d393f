import HCL
import Syntax

/// A type of resource that is an object of a cluster.
struct ManifestType {
  private enum Form {
    /// The text of one object, or of several.
    case text
    case object
    /// Blocks in Terraform's spelling, of this kind.
    case blocks(kind: String, group: String)
  }

  private let form: Form
  /// The arguments that make the object, the telling one first.
  let arguments: [String]

  init?(_ type: String) {
    switch type {
    case "kubectl_manifest": (form, arguments) = (.text, ["yaml_body"])
    case "kubernetes_manifest": (form, arguments) = (.object, ["manifest"])
    default:
      let name = type.hasSuffix("_v1") ? String(type.dropLast(3)) : type
      guard let known = Self.byType[name] else { return nil }
      form = .blocks(kind: known.kind, group: known.group)
      arguments = known.arguments + ["metadata"]
    }
  }

  private static let rbac = "rbac.authorization.k8s.io/v1"
  private static let byType: [String: (kind: String, group: String, arguments: [String])] = [
    "kubernetes_role_binding": ("RoleBinding", rbac, ["subject", "role_ref"]),
    "kubernetes_cluster_role_binding": ("ClusterRoleBinding", rbac, ["subject", "role_ref"]),
    "kubernetes_namespace": ("Namespace", "v1", []),
    "kubernetes_service": ("Service", "v1", ["spec"]),
    "kubernetes_config_map": ("ConfigMap", "v1", ["data"]),
    "kubernetes_config_map_v1_data": ("ConfigMap", "v1", ["data"]),
  ]

  /// `[]` where there is no block; `nil` where what it holds is not known.
  func objects(of block: TerraformBlock?) -> [Node]? {
    guard let block else { return [] }
    switch form {
    case .text: return block["yaml_body"]?.yaml?.map { Node($0) }
    case .object:
      guard let manifest = block["manifest"], manifest.fields != nil else { return nil }
      return [Node(manifest)]
    case .blocks(let kind, let group):
      let place = Position(line: block.origin.line, column: 1)
      var members = [("apiVersion", group), ("kind", kind)].map { key, text in
        Node.Member(key: key, keyPosition: place, value: Node(.string(text), at: place))
      }
      for name in arguments {
        guard let value = block[name] else { continue }
        let isList = name == "subject"
        members.append(
          Node.Member(
            key: isList ? "subjects" : Node.camel(name),
            keyPosition: place,
            value: Node(ofBlocks: value, isList: isList)
          )
        )
      }
      return [Node(.object(members), at: place)]
    }
  }
}

extension Node {
  /// The value as a manifest has it.
  ///
  /// What is not known stands as a template's action would, since it may be anything; within a text and as a name it
  /// is the same where it is written the same.
  init(_ value: TerraformValue, isName: Bool = false) {
    let place = Position(line: value.origin.line, column: 1)
    switch value.content {
    case .null: self.init(.null, at: place)
    case .bool(let flag): self.init(.bool(flag), at: place)
    case .number(let text): self.init(.number(text), at: place)
    case .list(let items): self.init(.array(items.map { Node($0) }), at: place)
    case .object(let fields):
      self.init(.object(fields.map { Member($0, Node.names.contains($0.name)) }), at: place)
    case .opaque(let text) where !isName: self.init(.string("{{ \(text) }}"), at: place)
    case .text, .encoded, .base64, .opaque:
      let text = (value.pieces ?? []).map { piece in
        switch piece {
        case .literal(let text): text
        case .atom(let name): "${\(name.replacing("\"", with: "'"))}"
        }
      }
      self.init(.string(text.joined()), at: place)
    }
  }

  private static let names: Set<String> = [
    "name", "namespace", "api_group", "apiGroup", "image", "serviceAccountName",
  ]

  /// Nested blocks are lists of objects: of one that can stand once only, the object.
  fileprivate init(ofBlocks value: TerraformValue, isList: Bool) {
    let place = Position(line: value.origin.line, column: 1)
    if isList {
      self.init(.array(value.asList.map { Node(ofBlocks: $0, isList: false) }), at: place)
      return
    }
    let single = value.list?.first ?? value
    guard let fields = single.fields else {
      self.init(single)
      return
    }
    self.init(
      .object(
        fields.map { field in
          let isRepeated = field.name == "port" && field.value.list != nil
          return Member(
            key: isRepeated ? "ports" : Node.camel(field.name),
            keyPosition: place,
            value: isRepeated
              ? Node(ofBlocks: field.value, isList: true)
              : Node(field.value, isName: Node.names.contains(field.name))
          )
        }
      ),
      at: place
    )
  }

  /// `role_ref` is `roleRef`, `external_ips` is `externalIPs`.
  fileprivate static func camel(_ name: String) -> String {
    let words = name.split(separator: "_")
    return words.enumerated().map { index, word in
      if index == 0 { return String(word) }
      switch word {
      case "ip": return "IP"
      case "ips": return "IPs"
      default: return word.prefix(1).uppercased() + word.dropFirst()
      }
    }.joined()
  }
}

extension Node.Member {
  fileprivate init(_ field: TerraformValue.Field, _ isName: Bool) {
    let value = Node(field.value, isName: isName)
    self.init(key: field.name, keyPosition: value.position, value: value)
  }
}
