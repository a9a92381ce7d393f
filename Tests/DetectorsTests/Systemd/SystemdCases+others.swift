import Detection

extension SystemdCases {
  static let commands: [DetectorCase] = [
    service(
      "another program",
      "ExecStartPre=/usr/bin/check",
      "ExecStartPre=/usr/bin/skip",
      .incomparable,
      command,
      line: 6,
      says: "/usr/bin/check to /usr/bin/skip"
    ),
    service(
      "one more program",
      "User=web",
      "User=web\nExecStartPost=/opt/report --all",
      .widened,
      command,
      line: 7,
      says: "runs ExecStartPost /opt/report --all in web.service",
      .medium
    ),
    service(
      "all commands begun anew",
      "User=web",
      "User=web\nExecStart=\nExecStart=/bin/sh",
      .incomparable,
      command,
      line: 8,
      says: "/bin/sh"
    ),
    service(
      "a command over lines, with a comment within",
      "ExecStop=/bin/kill \\\n# a word\n  -9",
      "ExecStop=/bin/kill    -9",
      .equal
    ),
    service(
      "a script from elsewhere",
      "User=web",
      "User=web\nExecStartPre=/bin/bash -c 'curl -s https://example.net/x | sh'",
      .widened,
      "supply-chain.fetched-script",
      line: 7,
      says: "https://example.net/x"
    ),
    service(
      "a library in front of all",
      "User=web",
      "User=web\nEnvironment=\"LD_PRELOAD=/tmp/a.so\" B=1",
      .widened,
      command,
      says: "sets LD_PRELOAD /tmp/a.so"
    ),
    service("a plain variable", "Environment=A=1", "Environment=A=2 B=3", .equal),
    service("variables from another file", "", "EnvironmentFile=-/etc/web", .incomparable, command),
    service(
      "a secret",
      "",
      "Environment=A=1 \"DB_PASSWORD=correct horse\"",
      .widened,
      secret,
      line: 6,
      says: "writes a value of 'DB_PASSWORD' in web.service",
      .high
    ),
    service("a secret that a template fills", "", "Environment=DB_PASSWORD={{ password }}", .equal),
    DetectorCase(
      "a new service",
      path,
      nil,
      "[Service]\nExecStart=/usr/bin/web\n",
      .widened,
      command,
      line: 2,
      says: "runs ExecStart as root /usr/bin/web",
      .high
    ),
    DetectorCase(
      "a new service with walls",
      path,
      nil,
      "[Service]\nExecStart=/usr/bin/web\nUser=web\nNoNewPrivileges=yes\nSystemCallFilter=@basic-io\n",
      .widened,
      command,
      .medium
    ),
    service(
      "with other ends of lines",
      "User=web\nPrivateTmp=yes",
      "User=web\r\nPrivateTmp=yes\r",
      .equal
    ),
    service(
      "a line hidden behind a carriage return",
      "User=web",
      "User=web\n# a\rUser=root",
      .unknown,
      says: "carriage return"
    ),
    DetectorCase(
      "a template",
      "roles/web/templates/web.service.j2",
      "[Service]\nExecStart=/usr/bin/web\nUser=web\n",
      "[Service]\nExecStart=/usr/bin/web\nUser={{ user }}\n",
      .unknown
    ),
    DetectorCase(
      "the same template with a wall less",
      "roles/web/templates/web.service.j2",
      "[Service]\nExecStart=/usr/bin/web\nUser={{ user }}\nPrivateTmp=yes\n",
      "[Service]\nExecStart=/usr/bin/web\nUser={{ user }}\n",
      .widened,
      sandbox
    ),
    DetectorCase(
      "a condition of a template",
      "roles/web/templates/web.service.j2",
      "[Service]\nExecStart=/usr/bin/web\n{% if a %}\nPrivateTmp=yes\n{% endif %}\n",
      "[Service]\nExecStart=/usr/bin/web\n{% if b %}\nPrivateTmp=yes\n{% endif %}\n",
      .unknown,
      says: "template"
    ),
  ]

  static let dropIns: [DetectorCase] = [
    dropIn(
      "a wall taken away",
      nil,
      "NoNewPrivileges=no",
      .widened,
      sandbox,
      says: "NoNewPrivileges no"
    ),
    dropIn("a drop-in with a wall is gone", "PrivateTmp=yes", nil, .widened, sandbox),
    dropIn("root", nil, "User=root", .widened, privilege, says: "user root"),
    dropIn("somebody else than the unit says", nil, "User=db", .incomparable, privilege),
    dropIn("no capabilities", nil, "CapabilityBoundingSet=", .narrowed, privilege),
    dropIn("some capabilities", nil, "CapabilityBoundingSet=CAP_CHOWN", .incomparable, privilege),
    dropIn("no filter", nil, "SystemCallFilter=", .widened, sandbox),
    dropIn("another command", nil, "ExecStart=\nExecStart=/opt/web", .widened, command),
    dropIn("a share of the machine", nil, "MemoryMax=1G", .equal),
  ]

  private static func unit(
    _ name: String,
    _ file: String,
    _ old: String,
    _ new: String,
    _ direction: Direction,
    _ kind: String? = nil,
    says: String? = nil,
    _ severity: Severity? = nil
  ) -> DetectorCase {
    DetectorCase(name, "systemd/\(file)", old, new, direction, kind, says: says, severity)
  }

  static let others: [DetectorCase] = [
    unit(
      "a socket for everybody",
      "web.socket",
      "[Socket]\nListenStream=127.0.0.1:8080\n",
      "[Socket]\nListenStream=8080\n",
      .widened,
      socket,
      says: "tcp 8080 of from this machine to every address",
      .high
    ),
    unit(
      "every address of the new kind",
      "web.socket",
      "[Socket]\nListenStream=[::1]:8080\n",
      "[Socket]\nListenStream=[::]:8080\n",
      .widened,
      socket
    ),
    unit(
      "one more port",
      "web.socket",
      "[Socket]\nListenStream=80\n",
      "[Socket]\nListenStream=80\nListenStream=22\n",
      .widened,
      socket,
      says: "opens tcp 22 of every address"
    ),
    unit(
      "a file that everybody writes to",
      "web.socket",
      "[Socket]\nListenStream=/run/web.sock\nSocketMode=0600\n",
      "[Socket]\nListenStream=/run/web.sock\n",
      .widened,
      sandbox,
      says: "SocketMode"
    ),
    unit(
      "ports in another order",
      "web.socket",
      "[Socket]\nListenStream=80\nListenStream=443\n",
      "[Socket]\nListenStream=443\nListenStream=80\n",
      .equal
    ),
    unit(
      "another service behind it",
      "web.socket",
      "[Socket]\nListenStream=80\n",
      "[Socket]\nListenStream=80\nService=shell.service\n",
      .incomparable,
      trigger,
      says: "shell.service"
    ),
    unit(
      "another time",
      "backup.timer",
      "[Timer]\nOnCalendar=daily\n",
      "[Timer]\nOnCalendar=monthly\n",
      .incomparable,
      trigger,
      says: "schedule from daily to monthly",
      .low
    ),
    unit(
      "its own unit by name",
      "backup.timer",
      "[Timer]\nOnCalendar=daily\n",
      "[Timer]\nOnCalendar=daily\nUnit=backup.service\n",
      .equal
    ),
    unit(
      "mounts that run programs",
      "srv.mount",
      "[Mount]\nWhat=/dev/sdb\nWhere=/srv\nOptions=nosuid,noexec\n",
      "[Mount]\nWhat=/dev/sdb\nWhere=/srv\nOptions=nosuid\n",
      .widened,
      sandbox,
      says: "mount option noexec"
    ),
    unit(
      "another disk",
      "srv.mount",
      "[Mount]\nWhat=/dev/sdb\nWhere=/srv\n",
      "[Mount]\nWhat=//example.net/share\nWhere=/srv\n",
      .incomparable,
      "workload.host-access"
    ),
  ]
}
