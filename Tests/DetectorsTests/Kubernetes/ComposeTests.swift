import Detection
import Detectors
import Testing

@Suite("What else a service of a Compose file is given")
struct ComposeTests {
  private static let privilege = "workload.container-privilege"
  private static let host = "workload.host-access"
  private static let command = "workload.container-command"

  private static let service = CaseFrame(at: "docker-compose.yml") {
    "services:\n  web:\n    image: web:1\n    networks: [back]\n    \($0)\nnetworks: {back: {internal: true}, out: {}}\n"
  }
  private static let top = CaseFrame(at: "compose.yaml") {
    "services: {web: {image: 'web:1', volumes: ['d:/x'], secrets: [s]}}\n\($0)\n"
  }

  static let cases: [DetectorCase] = [
    service("the engine's socket", "", "use_api_socket: true", .widened, host, line: 5, .critical),
    service("another's volumes", "", "volumes_from: ['container:vault']", .widened, host),
    service(
      "a service of another file",
      "",
      "extends: {file: b.yml, service: x}",
      .incomparable,
      privilege
    ),
    service("devices by number", "", "device_cgroup_rules: ['a *:* rwm']", .widened, host),
    service(
      "a command beside, as root",
      "",
      "post_start: [{command: x, user: root, privileged: true}]",
      .incomparable,
      privilege,
      says: "'post_start' with a root's rights"
    ),
    service(
      "another command",
      "entrypoint: [web]",
      "entrypoint: [sh, -c, x]",
      .incomparable,
      command
    ),
    service(
      "a build from elsewhere",
      "",
      "build: https://example.net/x.git",
      .widened,
      "supply-chain.image"
    ),
    service("a build from here", "build: .", "build: {context: ./web, args: {A: b}}", .equal),
    service("variables of a file", "", "env_file: prod.env", .incomparable, command),
    service("made by another program", "", "provider: {type: x}", .incomparable, privilege),
    service("a group", "", "group_add: [docker]", .widened, privilege),
    service("another runtime", "runtime: runsc", "", .incomparable, privilege),
    service(
      "what others said taken back",
      "cap_drop: [ALL]",
      "cap_drop: !reset [ALL]",
      .widened,
      privilege
    ),
    service(
      "root where a variable is empty",
      "user: '1000'",
      "user: '${U:-0}'",
      .widened,
      privilege
    ),
    service("a user that is not known", "user: '1000'", "user: '${U}'", .widened, privilege),
    service(
      "how often it starts anew",
      "restart: always",
      "restart: 'no'\n    labels: [a]",
      .equal
    ),
    DetectorCase(
      "a network beside an internal one",
      "compose.yaml",
      "services: {web: {image: 'a:1', networks: [b]}}\nnetworks: {b: {internal: true}, o: {}}\n",
      "services: {web: {image: 'a:1', networks: {b: {}, o: {}}}}\nnetworks: {o: {}, b: {internal: true}}\n",
      .widened,
      "network.compose-network",
      says: "network 'o'"
    ),
    top(
      "a volume that is the host's root",
      "volumes: {d: {}}",
      "volumes: {d: {driver_opts: {type: none, o: bind, device: /}}}",
      .widened,
      host,
      line: 2,
      says: "host path /"
    ),
    top(
      "a secret from elsewhere",
      "secrets: {s: {file: ./s}}",
      "secrets: {s: {file: /etc/shadow}}",
      .incomparable,
      "workload.secret-mount",
      says: "/etc/shadow"
    ),
    DetectorCase(
      "walls of a file that says more of a service",
      "docker-compose.override.yml",
      "services: {web: {cap_drop: [ALL], user: '1000'}}\n",
      nil,
      .widened,
      privilege
    ),
  ]

  @Test("means what it means", arguments: cases + cases.map(\.reversed))
  func mean(_ testCase: DetectorCase) { testCase.check(ContainerDetector()) }
}
