internal import GitObjects
internal import Platform
internal import Report

/// git, as a server runs it: with the machine's and the user's config.
struct GitCommand {
  let gitDirectory: [UInt8]

  func run(_ arguments: String...) async -> ChildProcess.Finished? { await run(arguments) }

  private func run(_ arguments: [String]) async -> ChildProcess.Finished? {
    let directory = String(decoding: gitDirectory, as: UTF8.self)
    return try? await ChildProcess.run("git", ["--git-dir=\(directory)"] + arguments)
  }

  /// A setting as git finds it, with the file that sets it; `nil` where it is unset.
  func setting(_ key: String) async -> GitSetting? {
    let pattern = "^\(key.lowercased().replacing(".", with: "\\."))$"
    return await settings(matching: pattern).last
  }

  /// All settings whose keys, in lower case, match a regular expression: in git's order, in which the last one counts.
  func settings(matching pattern: String) async -> [GitSetting] {
    let arguments = ["config", "--show-origin", "-z", "--get-regexp", pattern]
    guard let result = await run(arguments), result.isSuccess else { return [] }
    let own = Files.resolve(Files.join(gitDirectory, "config"))
    let fields = result.output.split(separator: 0, omittingEmptySubsequences: false)
    return stride(from: 0, to: fields.count - 1, by: 2).map { index in
      let (origin, parts) = (fields[index], fields[index + 1].split(separator: 0x0A, maxSplits: 1))
      let file = origin.starts(with: "file:".utf8) ? Array(origin.dropFirst(5)) : nil
      return GitSetting(
        key: String(decoding: parts.first ?? [], as: UTF8.self),
        value: String(decoding: parts.count > 1 ? parts[1] : [], as: UTF8.self),
        file: file,
        isOwn: file.map { Files.resolve($0) == own } ?? false
      )
    }
  }

  func isTrue(_ key: String) async -> Bool {
    guard let result = await run("config", "--type=bool", "--get", key) else { return false }
    return result.output.elementsEqual("true\n".utf8)
  }

  /// A path as git understands it: `~` is somebody's home.
  func path(_ key: String) async -> String? {
    guard let result = await run("config", "--type=path", "--get", key), result.isSuccess else {
      return nil
    }
    return String(decoding: result.output.prefix { $0 != 0x0A }, as: UTF8.self)
  }

  func lines(_ arguments: String...) async -> [String]? {
    guard let result = await run(arguments), result.isSuccess else { return nil }
    return result.output.split(separator: 0x0A).map { Escaped.text(Array($0)) }
  }
}

/// One line of git's config.
struct GitSetting {
  let key: String
  let value: String
  /// `nil` where the environment sets it.
  private let file: [UInt8]?
  /// The repository's own config is where `git config` writes by itself.
  private let isOwn: Bool

  init(key: String, value: String, file: [UInt8]?, isOwn: Bool) {
    self.key = key
    self.value = value
    self.file = file
    self.isOwn = isOwn
  }

  /// The command that unsets it where it is set.
  func unsetting(_ spelling: String) -> String { change("--unset-all", [spelling]) }

  /// The command that takes this one of several values away.
  var removing: String { change("--fixed-value --unset-all", [key, value]) }

  /// The command that adds another value, which counts before this one.
  func adding(_ value: String) -> String { change("--add", [key, value]) }

  private func change(_ option: String, _ words: [String]) -> String {
    guard let file else {
      return
        "take it out of the environment that git is started in: GIT_CONFIG_COUNT, GIT_CONFIG_PARAMETERS"
    }
    guard let place = ShellWord.quoted(file) else { return "take it out of git's config" }
    let quoted = words.map { ShellWord.quoted($0) ?? "VALUE" }.joined(separator: " ")
    return "git config \(isOwn ? "" : "--file \(place) ")\(option) \(quoted)"
  }
}
