import Detection

extension FreshPipelines {
  static let text10 = """
    services:
      web:
        image: registry.example.com/web:2.1
        ports:
          - "127.0.0.1:8080:8080"
        environment:
          LOG: info
        networks: [front]
      db:
        image: postgres:16
        networks: [back]
    networks:
      front: {}
      back:
        internal: true

    """

  static let part5: [FreshCase] = [
    .edit(
      "compose port to all",
      "docker-compose.yml",
      text10,
      "\"127.0.0.1:8080:8080\"",
      "\"8080:8080\"",
      [.widened],
      .network
    ),
    .edit(
      "compose db port",
      "docker-compose.yml",
      text10,
      "    image: postgres:16\n",
      "    image: postgres:16\n    ports: [\"5432:5432\"]\n",
      [.widened],
      .network
    ),
    .edit(
      "compose privileged",
      "docker-compose.yml",
      text10,
      "    image: postgres:16\n",
      "    image: postgres:16\n    privileged: true\n",
      [.widened],
      .workload
    ),
    .edit(
      "compose docker socket",
      "docker-compose.yml",
      text10,
      "    image: postgres:16\n",
      "    image: postgres:16\n    volumes:\n      - /var/run/docker.sock:/var/run/docker.sock\n",
      [.widened],
      .workload
    ),
    .edit(
      "compose host network",
      "docker-compose.yml",
      text10,
      "    networks: [back]\n",
      "    network_mode: host\n",
      [.widened]
    ),
    .edit("compose log level", "docker-compose.yml", text10, "LOG: info", "LOG: debug", [.equal]),
    .edit(
      "compose env as list",
      "docker-compose.yml",
      text10,
      "      LOG: info",
      "      - LOG=info",
      [.equal]
    ),
    .edit(
      "compose cap",
      "docker-compose.yml",
      text10,
      "    image: postgres:16\n",
      "    image: postgres:16\n    cap_add: [NET_ADMIN]\n",
      [.widened],
      .workload
    ),
    .edit(
      "compose internal network opened",
      "docker-compose.yml",
      text10,
      "    internal: true\n",
      "    internal: false\n",
      [.widened, .unknown]
    ),
  ]
}
