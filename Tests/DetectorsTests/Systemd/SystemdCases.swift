import Detection

/// Lines of units and what their differences mean.
enum SystemdCases {
  static let path = "systemd/web.service"

  /// A difference in a service that runs as 'web'.
  static let service = CaseFrame(at: path) {
    "[Unit]\nDescription=web\n\n[Service]\nExecStart=/usr/bin/web\n\($0)\n"
  }

  static let dropIn = CaseFrame(at: "etc/systemd/system/web.service.d/override.conf") {
    "[Service]\n\($0)\n"
  }

  static let privilege = "workload.systemd-privilege"
  static let sandbox = "workload.systemd-sandbox"
  static let command = "workload.systemd-command"
  static let trigger = "workload.systemd-trigger"
  static let socket = "network.systemd-socket"
  static let reach = "network.systemd-reach"
  static let secret = "secret.systemd-secret"

  static let users: [DetectorCase] = [
    service(
      "no user is root",
      "User=web",
      "",
      .widened,
      privilege,
      line: 6,
      says: "removes user web in web.service",
      .high
    ),
    service("root by name", "User=web", "User=root", .widened, privilege, says: "user", .high),
    service("root by number", "User=web", "User=0", .widened, privilege),
    service("root said and not said", "", "User=root", .equal),
    service("an empty user is root", "User=web", "User=web\nUser=", .widened, privilege),
    service("the last user holds", "User=web", "User=web\nUser=root", .widened, privilege),
    service("another user", "User=web", "User=db", .incomparable, privilege, says: "web to db"),
    service(
      "a user made for the unit",
      "",
      "DynamicUser=yes",
      .narrowed,
      privilege,
      says: "made for the unit"
    ),
    service(
      "a group with might",
      "User=web",
      "User=web\nSupplementaryGroups=docker",
      .widened,
      privilege,
      line: 7,
      says: "SupplementaryGroups docker",
      .critical
    ),
    service(
      "groups begun anew",
      "SupplementaryGroups=docker adm",
      "SupplementaryGroups=docker adm\nSupplementaryGroups=\nSupplementaryGroups=adm",
      .narrowed,
      privilege,
      says: "docker"
    ),
    service("the group root", "Group=web", "Group=root", .widened, privilege, says: "group"),
    service(
      "a command with all rights",
      "ExecStartPre=/usr/bin/prepare",
      "ExecStartPre=+/usr/bin/prepare",
      .widened,
      privilege,
      line: 6,
      says: "more rights for ExecStartPre by '+'",
      .high
    ),
    service(
      "a capability at hand",
      "User=web",
      "User=web\nAmbientCapabilities=CAP_SYS_ADMIN",
      .widened,
      privilege,
      line: 7,
      says: "AmbientCapabilities from nothing to CAP_SYS_ADMIN",
      .critical
    ),
    service(
      "one more capability",
      "CapabilityBoundingSet=CAP_NET_BIND_SERVICE",
      "CapabilityBoundingSet=CAP_NET_BIND_SERVICE CAP_CHOWN",
      .widened,
      privilege,
      says: "CAP_CHOWN",
      .high
    ),
    service(
      "capabilities add up over lines",
      "CapabilityBoundingSet=CAP_NET_BIND_SERVICE CAP_CHOWN",
      "CapabilityBoundingSet=CAP_CHOWN\nCapabilityBoundingSet=cap_net_bind_service",
      .equal
    ),
    service(
      "no bound at all",
      "CapabilityBoundingSet=CAP_CHOWN",
      "",
      .widened,
      privilege,
      says: "from CAP_CHOWN to everything",
      .critical
    ),
    service(
      "an empty bound lets nothing",
      "CapabilityBoundingSet=CAP_CHOWN",
      "CapabilityBoundingSet=",
      .narrowed,
      privilege
    ),
    service(
      "a tilde alone lets everything",
      "CapabilityBoundingSet=CAP_CHOWN",
      "CapabilityBoundingSet=CAP_CHOWN\nCapabilityBoundingSet=~",
      .widened,
      privilege,
      says: "everything"
    ),
    service(
      "all but fewer",
      "CapabilityBoundingSet=~CAP_SYS_ADMIN CAP_SYS_PTRACE",
      "CapabilityBoundingSet=~CAP_SYS_ADMIN",
      .widened,
      privilege
    ),
    service(
      "some of all but others",
      "CapabilityBoundingSet=CAP_CHOWN",
      "CapabilityBoundingSet=~CAP_SYS_ADMIN",
      .widened,
      privilege,
      .critical
    ),
  ]
}
