package import Detection
import Syntax

/// Containers without a cluster: Compose files and task definitions of ECS.
package struct ContainerDetector: Detector {
  static let port = Kind(
    "published-port",
    of: .network,
    title: "A container's port is reached from outside",
    help:
      "A published port answers on every address of the machine, unless it is held to a local one.",
    example: Kind.Example(
      path: "docker-compose.yml",
      old: "services:\n  web:\n    image: web:1\n",
      new: "services:\n  web:\n    image: web:1\n    ports: [\"80:80\"]\n"
    )
  )
  static let role = Kind(
    "task-role",
    of: .iam,
    title: "A task runs with another role",
    help: "The containers of the task act in the cloud as the role.",
    example: Kind.Example(
      path: "ecs/task.json",
      old: roleExample("web"),
      new: roleExample("admin")
    )
  )

  private static func roleExample(_ name: String) -> String {
    """
    {"family": "web", "taskRoleArn": "arn:aws:iam::111122223333:role/\(name)",
     "containerDefinitions": []}

    """
  }

  package init() {}

  package var kinds: [Kind] {
    [
      PodPrivilegeRule.privilege, HostAccessRule.host, HostAccessRule.secret, ImageRule.image,
      CommandRule.command, ComposeNetworks.outside, Self.port, Self.role,
    ]
  }

  package func read(_ pair: FilePair) -> Reading {
    let path = String(decoding: pair.path, as: UTF8.self)
    let name = path.split(separator: "/").last ?? ""
    let isCompose =
      (name.hasPrefix("docker-compose") || name.hasPrefix("compose"))
      && (name.hasSuffix(".yml") || name.hasSuffix(".yaml"))
    let mayBeTask =
      name.hasSuffix(".json")
      && [pair.old, pair.new].contains { $0?.mayHold("containerDefinitions") ?? false }
    do {
      if isCompose {
        let (old, new) = (try Self.yaml(pair.old), try Self.yaml(pair.new))
        return Self.compose(old, new, isOverride: name.contains("override"))
      }
      guard mayBeTask else { return .foreign }
      let old = try pair.old.map { bytes throws(SyntaxError) in
        try JSONReader.read(bytes, limits: .small)
      }
      let new = try pair.new.map { bytes throws(SyntaxError) in
        try JSONReader.read(bytes, limits: .small)
      }
      return Self.task(old, new)
    } catch {
      return .unreadable(line: error.position.line, reason: error.reason)
    }
  }

  private static func yaml(_ bytes: [UInt8]?) throws(SyntaxError) -> Node? {
    guard let bytes else { return nil }
    return try YAMLReader.read(bytes, limits: .small).first
  }

  private static func compose(_ old: Node?, _ new: Node?, isOverride: Bool) -> Reading {
    guard old?["services"] != nil || new?["services"] != nil else { return .foreign }
    let before = old.map(ComposeFile.containers(of:)) ?? []
    let after = new.map(ComposeFile.containers(of:)) ?? []
    var (had, has) = (ComposePowers.facts(of: old), ComposePowers.facts(of: new))
    had.join(ComposeNetworks.facts(of: old))
    has.join(ComposeNetworks.facts(of: new))
    if isOverride {
      // The service stays where the file that says more of it goes.
      let services = (before + after).flatMap(\.owners)
      had.owners.formUnion(services)
      has.owners.formUnion(services)
    }
    var findings = compare(before, after, had, has)
    // A service that is extended, or a file that is included, stands elsewhere.
    for key in ["include", "extends"] where old?[key]?.canonical != new?[key]?.canonical {
      findings.doubt(new?[key]?.position.line, "'\(key)' brings in what stands elsewhere")
    }
    return findings.reading
  }

  private static func task(_ old: Node?, _ new: Node?) -> Reading {
    let tasks = [old, new].map { $0.flatMap(TaskDefinition.task(of:)) }
    guard tasks.contains(where: { $0 != nil }) else { return .foreign }
    let containers = [old, new].map { $0.map(TaskDefinition.containers(of:)) ?? [] }
    return compare(containers[0], containers[1], roles(old), roles(new)).reading
  }

  private static func roles(_ node: Node?) -> Facts {
    var facts = Facts()
    for role in node.map(TaskDefinition.roles(of:)) ?? [] {
      facts.add(
        Fact(
          Self.role,
          slot: role.key,
          value: role.node.text,
          role.key == "taskRoleArn" ? .high : .medium,
          line: role.node.position.line,
          "'\(role.key)'",
          "for the task"
        )
      )
    }
    return facts
  }

  private static func compare(
    _ old: [ContainerSettings],
    _ new: [ContainerSettings],
    _ oldFacts: Facts,
    _ newFacts: Facts
  ) -> Findings {
    let findings = FactComparison(old: oldFacts.with(old), new: newFacts.with(new)).findings
    var result = ImageRule.compare(old.compactMap(\.run), new.compactMap(\.run))
    result.add(findings)
    return result
  }
}

extension Facts {
  fileprivate func with(_ containers: [ContainerSettings]) -> Facts {
    var facts = self
    for container in containers {
      facts.owners.formUnion(container.owners)
      facts.add(container.facts)
      guard let command = container.command else { continue }
      facts.add(
        Fact(
          CommandRule.command,
          slot: container.identity,
          rank: 0,
          value: command.list.compactMap(\.text).joined(separator: " "),
          owner: container.identity,
          .medium,
          line: command.position.line,
          "command",
          container.place
        )
      )
    }
    return facts
  }
}
