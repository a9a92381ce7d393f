package import Gate
internal import GitObjects

/// Where a host says who is pushing.
///
/// One adapter is named in the server's own git config, and only its variable is read: a plain ssh user
/// could set `GL_USER`, and a host that knows nobody must not be guessed into knowing somebody.
package enum HostAdapter: String, CaseIterable, Sendable {
  case ssh, http, gitolite, gitlab, gitea
  case gitHubEnterprise = "github-enterprise"

  /// The variable that holds the login.
  package var variable: String {
    switch self {
    case .ssh: "COUNTERSIGN_PUSHER"
    case .http: "REMOTE_USER"
    case .gitolite: "GL_USER"
    case .gitlab: "GL_USERNAME"
    case .gitea: "GITEA_PUSHER_NAME"
    case .gitHubEnterprise: "GITHUB_USER_LOGIN"
    }
  }

  /// What the host wants before each line for the person who pushes.
  package var messagePrefix: String { self == .gitlab ? "GL-HOOK-ERR: " : "" }

  /// The login, as the host set it.
  ///
  /// Unset and empty are nobody (`http-backend` sets an empty one).
  package func pusher(in environment: HookEnvironment) -> Pusher {
    guard let login = environment[variable], !login.isEmpty else { return .nobody }
    return Pusher(login: login, adapter: rawValue)
  }
}
