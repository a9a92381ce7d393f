import Detection
import Syntax

/// The networks between the services of a Compose file.
enum ComposeNetworks {
  static let outside = Kind(
    "compose-network",
    of: .network,
    title: "A network of containers is opened to the outside, or closed",
    help: "From an 'internal' network nothing outside is reached; without the word all of it is.",
    example: .init(
      path: "compose.yaml",
      old: "services:\n  db: {image: postgres}\nnetworks:\n  back: {internal: true}\n",
      new: "services:\n  db: {image: postgres}\nnetworks:\n  back: {}\n"
    )
  )

  static func facts(of file: Node?) -> Facts {
    var facts = Facts()
    for member in file?["networks"]?.object ?? [] {
      facts.owners.insert(member.key)
      guard let node = member.value["internal"], !node.isFalse else { continue }
      facts.add(
        Fact(
          outside,
          slot: member.key,
          rank: -1,
          value: node.isTrue ? nil : node.text,
          owner: member.key,
          .medium,
          line: node.position.line,
          "'internal'",
          "of network '\(member.key)'"
        )
      )
    }
    return facts
  }
}
