/// What the flags of a cluster's own programs mean for who gets in, and for what is recorded of it.
enum ControlPlaneFlags {
  enum Meaning {
    /// Guards where it has this value; nothing is what it is without it.
    case guards(when: String)
    /// Opens something where it has this value.
    case opens(when: String)
    /// Guards where it names a file, whichever.
    case file
    /// Lets in whom the file, the issuer or the list names.
    case admits
    /// A port that asks nobody: 0 closes it.
    case port(isOpen: Bool)
    /// An address: the program's own machine, one of its networks, or all of them.
    case address
    /// Lets more in than it should where it is 0.
    case limit
    /// How much of a record is kept: more is better, and 0 is no bound.
    case kept(without: Int)
    /// Names of checks, each of which guards.
    case checks
    /// Names of checks that are turned off.
    case unchecked
    case modes
    case ciphers
    case version

    /// Whether any value tells how much, so that a new program's is nothing that comes.
    var isMeasure: Bool { if case .kept = self { true } else { false } }
  }

  static func meaning(of flag: String, in program: String) -> Meaning? {
    own[program]?[flag] ?? (program == "etcd" ? nil : shared[flag])
  }

  static let programs: Set<String> = Set(own.keys)

  private static let shared: [String: Meaning] = [
    "profiling": .guards(when: "false"), "bind-address": .address, "address": .address,
    "tls-cert-file": .file, "tls-private-key-file": .file, "client-ca-file": .file,
    "tls-cipher-suites": .ciphers, "tls-min-version": .version,
    "authorization-always-allow-paths": .admits,
  ]

  private static let own: [String: [String: Meaning]] = [
    "kube-apiserver": [
      "anonymous-auth": .guards(when: "false"), "authorization-mode": .modes,
      "token-auth-file": .admits, "basic-auth-file": .admits, "oidc-issuer-url": .admits,
      "authentication-token-webhook-config-file": .admits,
      "enable-bootstrap-token-auth": .opens(when: "true"),
      "insecure-port": .port(isOpen: true), "insecure-bind-address": .admits,
      "secure-port": .opens(when: "0"), "allow-privileged": .opens(when: "true"),
      "kubelet-https": .opens(when: "false"), "service-account-lookup": .opens(when: "false"),
      "service-account-extend-token-expiration": .guards(when: "false"),
      "kubelet-certificate-authority": .file, "kubelet-client-certificate": .file,
      "kubelet-client-key": .file, "etcd-cafile": .file, "etcd-certfile": .file,
      "etcd-keyfile": .file, "service-account-key-file": .file,
      "encryption-provider-config": .file, "audit-policy-file": .file, "audit-log-path": .file,
      "audit-webhook-config-file": .file, "requestheader-client-ca-file": .file,
      "audit-log-maxage": .kept(without: 0), "audit-log-maxbackup": .kept(without: 0),
      "audit-log-maxsize": .kept(without: 100), "enable-admission-plugins": .checks,
      "admission-control": .checks, "disable-admission-plugins": .unchecked,
    ],
    "kube-controller-manager": [
      "use-service-account-credentials": .guards(when: "true"), "root-ca-file": .file,
      "service-account-private-key-file": .file,
    ],
    "kube-scheduler": [:],
    "kubelet": [
      "anonymous-auth": .guards(when: "false"), "authorization-mode": .modes,
      "read-only-port": .port(isOpen: false), "protect-kernel-defaults": .guards(when: "true"),
      "make-iptables-util-chains": .opens(when: "false"),
      "rotate-certificates": .guards(when: "true"),
      "rotate-server-certificates": .guards(when: "true"),
      "streaming-connection-idle-timeout": .limit, "seccomp-default": .guards(when: "true"),
      "enable-debugging-handlers": .guards(when: "false"), "allowed-unsafe-sysctls": .admits,
    ],
    "etcd": [
      "client-cert-auth": .guards(when: "true"), "peer-client-cert-auth": .guards(when: "true"),
      "auto-tls": .opens(when: "true"), "peer-auto-tls": .opens(when: "true"),
      "cert-file": .file, "key-file": .file, "trusted-ca-file": .file, "peer-cert-file": .file,
      "peer-key-file": .file, "peer-trusted-ca-file": .file, "cipher-suites": .ciphers,
    ],
  ]

  /// Suites that nobody has to give up; whatever else is named is weak, or not known to be strong.
  static func isStrong(_ suite: String) -> Bool {
    if suite.hasPrefix("TLS_AES_") || suite.hasPrefix("TLS_CHACHA20_") { return true }
    return suite.hasPrefix("TLS_ECDHE_")
      && (suite.hasSuffix("_AES_128_GCM_SHA256") || suite.hasSuffix("_AES_256_GCM_SHA384")
        || suite.contains("_CHACHA20_POLY1305"))
  }
}

/// A command line of one of these programs.
struct ControlPlaneCommand {
  let program: String
  private(set) var flags: [(name: String, value: String)] = []
  /// The words that no flag of the table has.
  private(set) var rest: [String] = []

  /// `nil` where another program runs: it is known by its name, else by that of its image.
  init?(_ words: [String], image: String?) {
    let name = words.first.flatMap { $0.hasPrefix("-") ? nil : Self.last($0) }
    let base = image.map { Self.last(ImageReference($0).repository) } ?? ""
    let known = ControlPlaneFlags.programs.first { program in
      name.map { $0 == program } ?? (base == program || base.hasPrefix(program + "-"))
    }
    guard let known else { return nil }
    program = known
    var index = words.startIndex
    while index < words.endIndex {
      let word = words[index]
      index += 1
      guard word.hasPrefix("--") else {
        rest.append(word)
        continue
      }
      let parts = word.dropFirst(2).split(
        separator: "=",
        maxSplits: 1,
        omittingEmptySubsequences: false
      )
      let flag = String(parts[0])
      // What a variable or a template puts in is not known.
      guard let meaning = ControlPlaneFlags.meaning(of: flag, in: known), !word.contains("$"),
        !Unfilled.stands(in: word)
      else {
        rest.append(word)
        continue
      }
      if parts.count == 2 {
        flags.append((flag, String(parts[1])))
      } else if case .guards = meaning {
        flags.append((flag, "true"))
      } else if case .opens = meaning {
        flags.append((flag, "true"))
      } else if index < words.endIndex, !words[index].hasPrefix("-") {
        flags.append((flag, words[index]))
        index += 1
      }
    }
  }

  private static func last(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
