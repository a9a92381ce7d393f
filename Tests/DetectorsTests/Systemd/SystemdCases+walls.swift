import Detection

extension SystemdCases {
  static let walls: [DetectorCase] = [
    service(
      "rights that can be gained",
      "NoNewPrivileges=yes",
      "",
      .widened,
      sandbox,
      line: 6,
      says: "removes NoNewPrivileges yes in web.service",
      .high
    ),
    service("another word for yes", "NoNewPrivileges=yes", "NoNewPrivileges=TRUE", .equal),
    service("no as good as nothing", "NoNewPrivileges=no", "", .equal),
    service("the last word holds", "PrivateTmp=yes", "PrivateTmp=yes\nPrivateTmp=off", .widened),
    service(
      "a lower wall",
      "ProtectSystem=strict",
      "ProtectSystem=full",
      .widened,
      sandbox,
      says: "ProtectSystem from strict to full",
      .high
    ),
    service("homes to be read", "ProtectHome=yes", "ProtectHome=read-only", .widened, sandbox),
    service("a word nobody knows", "ProtectSystem=yes", "ProtectSystem=maybe", .widened, sandbox),
    service(
      "one more system call",
      "SystemCallFilter=@system-service",
      "SystemCallFilter=@system-service @mount",
      .widened,
      sandbox,
      says: "@mount",
      .high
    ),
    service(
      "one taken out less",
      "SystemCallFilter=@system-service\nSystemCallFilter=~@privileged @resources",
      "SystemCallFilter=@system-service\nSystemCallFilter=~@privileged",
      .widened,
      sandbox
    ),
    service(
      "the list begun anew",
      "SystemCallFilter=@system-service",
      "SystemCallFilter=@system-service\nSystemCallFilter=",
      .widened,
      sandbox,
      says: "to everything"
    ),
    service(
      "a list of what may not",
      "",
      "SystemCallFilter=~@debug",
      .narrowed,
      sandbox
    ),
    service(
      "one more family",
      "RestrictAddressFamilies=AF_UNIX",
      "RestrictAddressFamilies=AF_UNIX AF_INET",
      .widened,
      sandbox,
      says: "AF_INET"
    ),
    service(
      "no families",
      "RestrictAddressFamilies=AF_UNIX",
      "RestrictAddressFamilies=none",
      .narrowed
    ),
    service(
      "namespaces again",
      "RestrictNamespaces=yes",
      "RestrictNamespaces=user",
      .widened,
      sandbox
    ),
    service(
      "more to write to",
      "ProtectSystem=strict\nReadWritePaths=/var/lib/web",
      "ProtectSystem=strict\nReadWritePaths=/var/lib/web /etc",
      .widened,
      sandbox,
      says: "ReadWritePaths /etc",
      .critical
    ),
    service("less out of reach", "InaccessiblePaths=-/root", "", .widened, sandbox, says: "/root"),
    service(
      "files for everybody",
      "UMask=0077",
      "UMask=0000",
      .widened,
      sandbox,
      says: "others-write"
    ),
    service("the usual mask", "UMask=0022", "", .equal),
    service(
      "the last device taken off the list",
      "DeviceAllow=/dev/null rw",
      "",
      .widened,
      sandbox,
      says: "everything"
    ),
    service(
      "one more device",
      "DeviceAllow=/dev/null rw",
      "DeviceAllow=/dev/null rw\nDeviceAllow=/dev/sda rw",
      .widened,
      sandbox,
      says: "/dev/sda"
    ),
    service("no profile", "AppArmorProfile=web", "AppArmorProfile=unconfined", .widened, sandbox),
    service(
      "a part of the machine",
      "",
      "BindPaths=/var/run/docker.sock:/docker.sock",
      .widened,
      "workload.host-access",
      .critical
    ),
    service("a credential", "", "LoadCredential=db:/etc/db", .widened, "workload.secret-mount"),
    service(
      "shares of the machine",
      "MemoryMax=1G\nLimitNOFILE=10",
      "CPUQuota=20%\nRestart=always",
      .equal
    ),
    service("a wall nobody knows", "ProtectMoon=yes", "", .unknown, says: "ProtectMoon"),
    service(
      "addresses",
      "IPAddressDeny=any\nIPAddressAllow=10.0.0.0/8",
      "IPAddressDeny=any\nIPAddressAllow=10.0.0.0/8 localhost 192.0.2.0/24",
      .widened,
      reach,
      says: "192.0.2.0/24",
      .medium
    ),
    service(
      "a block and its halves",
      "IPAddressDeny=10.0.0.0/8",
      "IPAddressDeny=10.0.0.0/9\nIPAddressDeny=10.128.0.0/9",
      .equal
    ),
    service("nothing denied", "IPAddressDeny=any", "", .widened, reach, .high),
    service(
      "a wall in the wrong section",
      "Restart=no\n[Install]\nNoNewPrivileges=yes",
      "Restart=no",
      .equal
    ),
  ]
}
