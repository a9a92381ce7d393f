import Syntax

/// The events of a workflow.
enum GitHubTriggers {
  static func read(_ node: Node?) -> [PipelineTrigger] {
    guard let node else { return [] }
    guard let members = node.object else {
      return node.list.compactMap { event in
        event.text.map { name in
          var trigger = PipelineTrigger(name: name, line: event.position.line)
          trigger.lists = lists(event, of: name)
          return trigger
        }
      }
    }
    return members.map { member in
      var trigger = PipelineTrigger(name: member.key, line: member.keyPosition.line)
      trigger.branches = branches(member.value)
      if !["schedule", "workflow_dispatch", "workflow_call"].contains(member.key) {
        trigger.lists = lists(member.value, of: member.key)
      }
      return trigger
    }
  }

  private static func branches(_ node: Node) -> [String]? {
    let names = ["branches", "tags"].filter { node[$0] != nil }
    guard !names.isEmpty else { return nil }
    return names.flatMap { key in
      (node[key]?.texts ?? []).map { key == "tags" ? "tag \($0)" : $0 }
    }
  }

  /// Filters beside those of branches, with the types that an event has without a word.
  private static func lists(_ node: Node, of event: String) -> [String: Set<String>] {
    let keys = ["branches-ignore", "tags-ignore", "paths", "paths-ignore", "types", "workflows"]
    var lists: [String: Set<String>] = [:]
    for key in keys { lists[key] = node[key].map { Set($0.texts) } }
    if lists["types"] == nil, event == "pull_request" || event == "pull_request_target" {
      lists["types"] = ["opened", "synchronize", "reopened"]
    }
    return lists
  }
}
