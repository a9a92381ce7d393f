import Detection
import Syntax

/// One side of a file that sops encrypts.
struct SopsFile {
  struct Value {
    let text: String
    let line: Int

    var isEncrypted: Bool { text.hasPrefix("ENC[") }
  }

  let recipients: [SopsRecipient]
  let values: [String: Value]
  let order: [String]
  let threshold: Node?
  let groups: Int
  /// What says which values are encrypted.
  let scopes: [String: String]
  let isEncrypted: Bool
  let isThere: Bool

  static func isLikely(_ bytes: [UInt8]) -> Bool {
    let text = "ENC[AES256_GCM".utf8
    var start = bytes[...]
    while let place = start.firstIndex(of: UInt8(ascii: "E")) {
      if start[place...].starts(with: text) { return true }
      start = start[(place + 1)...]
    }
    return false
  }

  enum Format {
    case yaml, json
    /// Any other file: sops makes one JSON value of all its bytes.
    case whole

    init(_ suffix: String) {
      self =
        switch suffix {
        case "yaml", "yml": .yaml
        case "json": .json
        default: .whole
        }
    }
  }

  /// Whether a file of whatever name is one that sops has encrypted whole.
  static func isWhole(_ bytes: [UInt8]) -> Bool {
    let document = try? JSONReader.read(bytes)
    return document?["sops"]?.object != nil && document?["data"]?.string?.hasPrefix("ENC[") == true
  }

  /// Whether sops has encrypted what a document says it is: nobody else can tell.
  static func hides(_ document: Node) -> Bool {
    document["sops"]?["mac"]?.string?.hasPrefix("ENC[AES256_GCM") == true
      && ["apiVersion", "kind"].contains {
        document[$0]?.string?.hasPrefix("ENC[AES256_GCM") == true
      }
  }

  private static func documents(_ bytes: [UInt8], _ format: Format) throws(SyntaxError) -> [Node] {
    switch format {
    case .yaml: return try YAMLReader.read(bytes)
    case .json: return [try JSONReader.read(bytes)]
    case .whole:
      if isWhole(bytes) { return [try JSONReader.read(bytes)] }
      let start = Position(line: 1, column: 1)
      // What is in clear is one value too, of which no more than its beginning is ever shown.
      let text = Node(.string(String(decoding: bytes, as: UTF8.self)), at: start)
      return [Node(.object([.init(key: "data", keyPosition: start, value: text)]), at: start)]
    }
  }

  init(_ bytes: [UInt8]?, _ format: Format) throws(SyntaxError) {
    var documents: [Node] = []
    if let bytes { documents = try Self.documents(bytes, format) }
    isThere = bytes != nil
    let block = documents.lazy.compactMap { $0["sops"] }.first { $0.object != nil }
    isEncrypted = block != nil
    recipients = block.map(SopsRecipient.all) ?? []
    threshold = block?["shamir_threshold"]
    groups = block.map(SopsRecipient.groups) ?? 1
    scopes = Dictionary(
      (block?.object ?? []).compactMap { member in
        let isScope = member.key.contains("encrypted_")
        return isScope ? member.value.text.map { (member.key, $0) } : nil
      }
    ) { first, _ in first }
    var collector = SopsValues()
    for document in documents { collector.collect(document, "", isTop: true) }
    values = collector.values
    order = collector.order
  }
}

/// The scalars of a tree by their paths.
private struct SopsValues {
  private(set) var values: [String: SopsFile.Value] = [:]
  private(set) var order: [String] = []

  mutating func collect(_ node: Node, _ path: String, isTop: Bool = false) {
    switch node.value {
    case .object(let members):
      for member in members where !isTop || member.key != "sops" {
        collect(member.value, path.isEmpty ? member.key : path + "." + member.key)
      }
    case .array(let items):
      for (index, item) in items.enumerated() { collect(item, "\(path)[\(index)]") }
    default:
      let value = SopsFile.Value(text: node.text ?? "null", line: node.position.line)
      if values.updateValue(value, forKey: path) == nil { order.append(path) }
    }
  }
}
