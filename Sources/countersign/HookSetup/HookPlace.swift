internal import GitObjects
internal import Platform

/// Where one hook of a repository lies: where git looks, or among the parts of a dispatcher.
struct HookPlace {
  let hook: Hook
  let path: [UInt8]
  /// The path for people, from the git directory on.
  let name: String

  private init(_ hook: Hook, _ name: String, in repository: [UInt8]) {
    self.hook = hook
    self.name = Escaped.text(name)
    path = Files.join(repository, name)
  }

  /// The file that git runs; `hooks` is what `core.hooksPath` says.
  static func git(_ hook: Hook, in repository: [UInt8], hooks: String = "hooks") -> HookPlace {
    HookPlace(hook, "\(hooks)/\(hook.rawValue)", in: repository)
  }

  /// Where Gitaly looks for the hooks of one repository.
  static func gitlab(_ hook: Hook, in repository: [UInt8]) -> [HookPlace] {
    ["hooks", "custom_hooks"].map {
      HookPlace(hook, "\($0)/\(hook.rawValue).d/countersign", in: repository)
    }
  }

  /// Ours among the parts that a dispatcher runs.
  static func part(_ hook: Hook, in repository: [UInt8]) -> HookPlace {
    HookPlace(hook, "hooks/\(hook.rawValue).d/countersign", in: repository)
  }

  /// The file that ours runs first.
  static func chained(_ hook: Hook, in repository: [UInt8]) -> HookPlace {
    HookPlace(hook, ChainedHook(hook, in: repository).name, in: repository)
  }

  /// Where ours belongs.
  ///
  /// Gitea writes its dispatcher anew whenever it likes, and what had taken its place is gone then.
  static func ours(_ hook: Hook, in repository: [UInt8]) -> HookPlace {
    let (git, part) = (git(hook, in: repository), part(hook, in: repository))
    guard git.origin == .foreign, git.isDispatcher else { return git }
    let isGitea = FileStatus(of: Files.join(repository, "hooks/\(hook.rawValue).d/gitea")) != nil
    return isGitea || part.isOurs ? part : git
  }

  var status: FileStatus? { FileStatus(of: path) }
  var isThere: Bool { FileStatus(of: path, followingLinks: false) != nil }
  var isLink: Bool { FileStatus(of: path, followingLinks: false)?.isSymlink == true }

  /// What the file says; `nil` where it cannot be read.
  var script: FoundScript? {
    (try? Files.read(path, limit: 1 << 20)).map { FoundScript($0, of: hook) }
  }

  /// `nil` where nothing is; what cannot be read is somebody else's.
  var origin: HookOrigin? {
    guard isThere else { return nil }
    guard let origin = script?.origin else { return .foreign }
    // What a link leads to is not ours to write anew, and the link is its host's.
    return isLink && origin == .written ? .shipped : origin
  }

  /// Whether each push is judged here.
  var isOurs: Bool { origin == .written || origin == .shipped }

  /// Whether it runs what lies in a directory `pre-receive.d`, or one named after itself.
  private var isDispatcher: Bool {
    guard let content = try? Files.read(path, limit: 1 << 20) else { return false }
    let text = String(decoding: content, as: UTF8.self)
    return text.split(separator: "\n").contains { line in
      !line.hasPrefix("#") && (line.contains(".d/") || line.contains(".d\""))
    }
  }
}
