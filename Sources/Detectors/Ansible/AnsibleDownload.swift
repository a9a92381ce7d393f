import Detection

/// What tasks bring onto machines from elsewhere.
enum AnsibleDownload {
  static let download = Kind(
    "ansible-download",
    of: .supplyChain,
    title: "A task fetches something else, or without a checksum",
    help: "Without a checksum whoever holds the address decides what lands on the machines.",
    example: AnsibleDetector.example(
      "get_url: {url: 'https://example.com/a', dest: /a, checksum: 'sha256:00'}",
      "get_url: {url: 'https://example.com/a', dest: /a}"
    )
  )

  static func facts(_ task: AnsibleTask) -> [Fact] {
    guard !task.isAbsent else { return [] }
    switch task.module {
    case "get_url":
      let isChecked = task["checksum"] != nil
      let value = [task["url"], task["checksum"]].compactMap(\.self).joined(separator: ", ")
      let noun = isChecked ? "download" : "download without checksum"
      return [fact(task, task["dest"] ?? "?", isChecked ? 1 : 2, value, noun)]
    case "unarchive":
      guard let source = task["src"], source.contains("://") else { return [] }
      return [fact(task, task["dest"] ?? "?", 2, source, "archive")]
    case "git", "subversion", "hg":
      return [
        fact(
          task,
          task["dest"] ?? "?",
          1,
          task["repo"].map { "\($0) at \(task["version", "revision"] ?? "HEAD")" },
          "repository"
        )
      ]
    case "apt_repository", "yum_repository", "apt_key", "rpm_key", "deb822_repository":
      return [
        fact(
          task,
          "\(task.module) \(task.canonical(but: ["state", "update_cache"]))",
          1,
          nil,
          "\(task.module) \(task["repo", "baseurl", "url", "key", "uris"] ?? "")"
        )
      ]
    default: return []
    }
  }

  private static func fact(
    _ task: AnsibleTask,
    _ slot: String,
    _ rank: Int,
    _ value: String?,
    _ noun: String
  ) -> Fact {
    Fact(
      download,
      slot: slot,
      rank: rank,
      value: value,
      rank > 1 ? .high : .medium,
      line: task.line,
      noun,
      task.place
    )
  }
}
