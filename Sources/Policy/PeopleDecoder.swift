internal import GitObjects

/// Reads who there is: people, groups, and how agents show themselves.
struct PeopleDecoder {
  let file: String

  func people(_ map: MapReader) throws(PolicyError) -> [PersonID: Person] {
    guard let node = map.node("people") else { return [:] }
    var people: [PersonID: Person] = [:]
    for pair in try MapReader(node, file: file, what: "people", keys: nil).entries {
      let id: PersonID = try map.name(pair.key, at: pair.keyPosition)
      people[id] = try person(pair, id: id)
    }
    return people
  }

  private func person(_ pair: YAMLNode.Pair, id: PersonID) throws(PolicyError) -> Person {
    let keys = ["name", "emails", "logins", "kind", "operator", "openpgp"]
    let map = try MapReader(pair.value, file: file, what: "'\(id)'", keys: keys)
    var person = Person(id: id)
    person.name = try map.text("name")
    person.emails = try map.texts("emails")?.map { ASCII.lowercased($0.text.utf8) } ?? []
    if let logins = try map.texts("logins") { person.logins = logins.map { Array($0.text.utf8) } }
    person.kind = try map.choice("kind") ?? .human
    person.operatedBy = try map.name("operator", as: PersonID.self)
    person.openPGP = try map.texts("openpgp")?.map(\.text) ?? []
    return person
  }

  func groups(_ map: MapReader) throws(PolicyError) -> [GroupID: [PersonID]] {
    guard let node = map.node("groups") else { return [:] }
    let read = try MapReader(node, file: file, what: "groups", keys: nil)
    var groups: [GroupID: [PersonID]] = [:]
    for pair in read.entries {
      groups[try map.name(pair.key, at: pair.keyPosition)] =
        try read.names(pair.key, as: PersonID.self)
    }
    return groups
  }

  func agent(_ node: YAMLNode) throws(PolicyError) -> AgentPattern {
    let keys = ["trailer", "author", "name", "operator"]
    let map = try MapReader(node, file: file, what: "an agent", keys: keys)
    let place: AgentPattern.Place
    switch (try map.text("trailer"), try map.text("author")) {
    case (let trailer?, nil): place = .trailer(Wildcard(trailer))
    case (nil, let author?): place = .author(Wildcard(author))
    default:
      throw PolicyError(file: file, at: node.position, "an agent has either 'trailer' or 'author'")
    }
    return AgentPattern(
      place: place,
      name: try map.text("name"),
      operatedBy: try map.name("operator", as: PersonID.self)
    )
  }
}
