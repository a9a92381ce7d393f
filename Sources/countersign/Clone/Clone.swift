internal import Approvals
internal import Gathering
internal import Git
internal import GitObjects
internal import Ledger
internal import Platform
internal import Policy
internal import SSH

/// The repository a person or a pipeline stands in, and the policy it is judged by.
struct Clone: ~Copyable {
  let repository: Repository
  let policies: PolicySet
  let origin: PolicyOrigin
  /// The remote whose references are the server's.
  let remote: String
  let now: Timestamp
  /// What `--policy` says, where no server publishes a policy and reviewers have to say it, too.
  let reviewersPolicy: String?

  static func open(policy: String?, remote: String = "origin") throws -> Clone {
    let repository = try discover()
    if try repository.isShallow() {
      throw Failure(
        "the clone is shallow, and commits it does not have cannot be judged",
        hint: "run 'git fetch --unshallow'; in CI set 'fetch-depth: 0' or 'GIT_DEPTH: 0'"
      )
    }
    try OtherView.refuse(repository)
    let loaded = try LoadedPolicy.load(policy, repository)
    let isPublished = try repository.ownTip(.policy) != nil
    return Clone(
      repository: repository,
      policies: loaded.policies,
      origin: loaded.origin,
      remote: remote,
      now: Clock.now(),
      reviewersPolicy: isPublished ? nil : policy
    )
  }

  /// The repository around the working directory, which the environment has no say in.
  static func discover() throws -> Repository {
    let here = Files.resolve([UInt8(ascii: ".")]) ?? [UInt8(ascii: ".")]
    let repository = try Repository.around(here, hint: "run it inside a git repository")
    try ForeignDirectory.refuse(repository)
    try refuseEmbedded(repository)
    return repository
  }

  /// A bare repository inside a working tree may have come with the commit that is to be judged: its config
  /// and references are its author's.
  private static func refuseEmbedded(_ repository: borrowing Repository) throws {
    guard repository.isBare, let directory = Files.resolve(repository.gitDirectory),
      let parent = Files.parent(of: directory),
      let outer = try? Repository.discover(from: parent), !outer.isBare
    else { return }
    throw Failure(
      "'\(Escaped.text(directory))' lies inside the working tree of another repository",
      hint: "run it at the top of the working tree"
    )
  }
}

extension LoadedPolicy {
  /// `--policy`, or the clone's setting, or what the server publishes if its signer is the one that was pinned.
  static func load(_ option: String?, _ repository: borrowing Repository) throws -> LoadedPolicy {
    if let text = try option.map({ Array($0.utf8) }) ?? repository.config("countersign.policy") {
      guard let typed = PolicySource(text) else {
        throw Failure(
          "'\(Escaped.text(text))' is not file:PATH or ref:REF:PATH",
          hint: "write '--policy file:policy.yaml' or '--policy ref:refs/heads/main:policy.yaml'"
        )
      }
      var source = typed
      if case .file(let path) = typed, option != nil, let here = Files.resolve([UInt8(ascii: ".")])
      {
        source = .file(Files.join(here, path))
      }
      let policies = try source.loadNamingPlaces(
        from: repository,
        whereMissing: source.remedyHere(isTyped: option != nil)
      )
      return LoadedPolicy(policies: policies, origin: .named(source, typed: typed))
    }
    guard let tip = try repository.ownTip(.policy) else {
      throw Failure(
        "there is no policy here to judge by",
        hint: "run 'countersign trust origin', or give '--policy file:PATH'"
      )
    }
    let (policies, signer) = try PublishedPolicy.read(tip, in: repository)
    let pinned = try repository.config("countersign.serverKey")
    guard let pinned, String(decoding: pinned, as: UTF8.self) == signer.fingerprint.description
    else {
      let what = pinned == nil ? "no key is pinned here" : "another key is pinned here"
      throw Failure(
        "the published policy is signed by \(signer.fingerprint) and \(what)",
        code: .policyUntrusted,
        hint: "run 'countersign trust origin'"
      )
    }
    let name = try repository.config("countersign.repository")
    if let name, !name.elementsEqual(policies.policy.repository.utf8) {
      throw Failure(
        "the published policy is of '\(policies.policy.repository)', and '\(Escaped.text(name))' is pinned "
          + "here",
        code: .policyUntrusted,
        hint: "run 'countersign trust origin'"
      )
    }
    let said = PublishedPolicy.source(of: try repository.commit(tip)).flatMap { PolicySource($0) }
    return LoadedPolicy(policies: policies, origin: .published(tip: tip, readFrom: said))
  }
}

extension PolicySource {
  /// What whoever judges in a clone can do where there is no policy.
  fileprivate func remedyHere(isTyped: Bool) -> String {
    guard isTyped else {
      return "git's 'countersign.policy' names it here: set that to one that exists, or unset it"
    }
    return switch self {
    case .file: "give '--policy' a file that exists"
    case .ref: "give '--policy' a reference and a file in it that exist here"
    }
  }
}
