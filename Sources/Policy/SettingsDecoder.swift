internal import GitObjects
internal import SSH

/// Reads the server's keys, and how approvals and emergencies are dealt with.
struct SettingsDecoder {
  let file: String

  func serverKeys(_ map: MapReader) throws(PolicyError) -> [ServerKey] {
    guard let node = map.node("server_keys") else { return [] }
    var keys: [ServerKey] = []
    for pair in try MapReader(node, file: file, what: "server_keys", keys: nil).entries {
      let name: Label = try map.name(pair.key, at: pair.keyPosition)
      let fields = try MapReader(
        pair.value,
        file: file,
        what: "server key '\(name)'",
        keys: ["key", "valid_from", "valid_to", "ledgers"]
      )
      let text = try fields.required("key")
      guard let key = try? SSHPublicKey(authorizedKeysText: Array(try fields.text(text).utf8))
      else {
        throw PolicyError(
          file: file,
          at: text.position,
          "'key' is no SSH public key",
          fix: "paste the .pub file"
        )
      }
      let read = ServerKey(
        name: name.rawValue,
        key: key,
        validFrom: try fields.time("valid_from"),
        validTo: try fields.time("valid_to"),
        use: try use(fields)
      )
      if let from = read.validFrom, let to = read.validTo, to <= from {
        throw PolicyError(
          file: file,
          at: pair.keyPosition,
          "the server key '\(name)' ends before it begins"
        )
      }
      if let other = keys.first(where: { $0.key == key }) {
        throw PolicyError(
          file: file,
          at: text.position,
          "the server keys '\(other.name)' and '\(name)' are one key",
          fix: "keep one"
        )
      }
      keys.append(read)
    }
    return keys
  }

  private func use(_ fields: MapReader) throws(PolicyError) -> ServerKey.Use {
    let named = try fields.texts("ledgers") ?? []
    for (text, position) in named where text != "deployments" {
      throw PolicyError(
        file: file,
        at: position,
        "'\(Escaped.text(text))' is no ledger that a key can be for",
        fix: "write 'deployments', or leave 'ledgers' out for a server's own key"
      )
    }
    return named.isEmpty ? .server : .deployments
  }

  func approvals(_ map: MapReader) throws(PolicyError) -> ApprovalSettings {
    guard let node = map.node("approvals") else { return ApprovalSettings() }
    let fields = try MapReader(
      node,
      file: file,
      what: "approvals",
      keys: ["valid_for", "binding", "single_use"]
    )
    var settings = ApprovalSettings()
    settings.validFor = try fields.duration("valid_for") ?? settings.validFor
    settings.binding = try fields.choice("binding") ?? settings.binding
    settings.singleUse = try fields.bool("single_use") ?? settings.singleUse
    return settings
  }

  func breakGlass(_ map: MapReader) throws(PolicyError) -> BreakGlass? {
    guard let node = map.node("break_glass") else { return nil }
    let fields = try MapReader(
      node,
      file: file,
      what: "break_glass",
      keys: ["approvals", "from", "review_within"]
    )
    guard let groups = try fields.names("from", as: GroupID.self),
      let within = try fields.duration("review_within")
    else {
      throw PolicyError(
        file: file,
        at: node.position,
        "break_glass needs 'approvals', 'from' and 'review_within'"
      )
    }
    return BreakGlass(approvals: try fields.count("approvals"), from: groups, reviewWithin: within)
  }
}
