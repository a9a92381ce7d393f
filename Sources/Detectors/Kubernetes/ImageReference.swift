import Detection

/// Where an image comes from, and how firmly it is named.
struct ImageReference: Hashable {
  let repository: String
  let tag: String?
  let digest: String?

  init(_ text: String) {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    digest = parts.count == 2 ? String(parts[1]) : nil
    let name = parts[0]
    // A colon before a slash is a registry's port.
    if let colon = name.lastIndex(of: ":"), !name[colon...].contains("/") {
      repository = String(name[..<colon])
      tag = String(name[name.index(after: colon)...])
    } else {
      repository = String(name)
      tag = nil
    }
  }

  /// `docker.io` where the name has none.
  var registry: String {
    guard let slash = repository.firstIndex(of: "/") else { return "docker.io" }
    let first = repository[..<slash]
    let isHost = first.contains(".") || first.contains(":") || first == "localhost"
    return isHost ? String(first) : "docker.io"
  }

  var isPinned: Bool { digest != nil }
  var isFloating: Bool { digest == nil && (tag ?? "latest") == "latest" }

  static func change(from old: String, to new: String, _ place: String) -> ImageChange {
    let (before, after) = (ImageReference(old), ImageReference(new))
    let words = "image from \(old) to \(new) \(place)"
    if before.isPinned && !after.isPinned {
      return ImageChange(.widened, .high, "unpins \(words)")
    }
    if before.registry != after.registry {
      return ImageChange(.incomparable, .high, "changes the registry of \(words)")
    }
    if after.isFloating && !before.isFloating {
      return ImageChange(.widened, .medium, "unpins \(words)")
    }
    return ImageChange(.incomparable, .medium, "changes \(words)")
  }
}

struct ImageChange {
  let direction: Direction
  let severity: Severity
  let summary: String

  init(_ direction: Direction, _ severity: Severity, _ summary: String) {
    self.direction = direction
    self.severity = severity
    self.summary = summary
  }
}
