import Detection

extension FreshPipelines {
  static let text7 = """
    version: 2.1
    orbs:
      aws-cli: circleci/aws-cli@4.1.3
    jobs:
      deploy:
        docker:
          - image: cimg/base:2024.01
        steps:
          - checkout
          - run: ./deploy.sh
    workflows:
      main:
        jobs:
          - hold:
              type: approval
          - deploy:
              requires: [hold]
              context: prod
              filters:
                branches: {only: main}

    """

  static let text8 = """
    steps:
      - label: test
        command: make test
      - block: "Release?"
      - label: deploy
        command: ./deploy.sh
        branches: main
        agents: {queue: deploy}

    """

  static let text9 = """
    FROM golang:1.22@sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb AS build
    WORKDIR /src
    COPY . .
    RUN go build -o /app ./cmd/app

    FROM gcr.io/distroless/static:nonroot
    COPY --from=build /app /app
    USER 65532:65532
    EXPOSE 8080
    ENTRYPOINT ["/app"]

    """

  static let part4: [FreshCase] = [
    .edit(
      "circle approval no longer required",
      ".circleci/config.yml",
      text7,
      "          requires: [hold]\n",
      "",
      [.widened],
      .pipeline
    ),
    .edit(
      "circle context",
      ".circleci/config.yml",
      text7,
      "context: prod",
      "context: [prod, root]",
      [.widened],
      .pipeline
    ),
    .edit(
      "circle filter removed",
      ".circleci/config.yml",
      text7,
      "          filters:\n            branches: {only: main}\n",
      "",
      [.widened],
      .pipeline
    ),
    .edit(
      "circle orb volatile",
      ".circleci/config.yml",
      text7,
      "aws-cli@4.1.3",
      "aws-cli@volatile",
      [.widened, .incomparable, .unknown],
      .supplyChain
    ),
    .edit(
      "circle flow",
      ".circleci/config.yml",
      text7,
      "branches: {only: main}",
      "branches:\n              only:\n                - main",
      [.equal]
    ),
    .edit(
      "buildkite block removed",
      ".buildkite/pipeline.yml",
      text8,
      "  - block: \"Release?\"\n",
      "",
      [.widened],
      .pipeline
    ),
    .edit(
      "buildkite any branch",
      ".buildkite/pipeline.yml",
      text8,
      "    branches: main\n",
      "",
      [.widened],
      .pipeline
    ),
    .edit(
      "buildkite plugin",
      ".buildkite/pipeline.yml",
      text8,
      "    command: make test\n",
      "    command: make test\n    plugins:\n      - somebody/thing#v1.0.0: ~\n",
      [.widened, .unknown],
      .supplyChain
    ),
    .edit(
      "docker user gone",
      "services/api/Dockerfile",
      text9,
      "USER 65532:65532\n",
      "",
      [.widened, .unknown],
      .workload
    ),
    .edit(
      "docker root",
      "services/api/Dockerfile",
      text9,
      "USER 65532:65532",
      "USER root",
      [.widened],
      .workload
    ),
    .edit(
      "docker base unpinned",
      "services/api/Dockerfile",
      text9,
      "@sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
      "",
      [.widened],
      .supplyChain
    ),
    .edit(
      "docker curl to shell",
      "services/api/Dockerfile",
      text9,
      "RUN go build",
      "RUN curl -fsSL https://example.net/setup.sh | sh\nRUN go build",
      [.widened, .incomparable, .unknown],
      .supplyChain
    ),
    .edit(
      "docker build flag",
      "services/api/Dockerfile",
      text9,
      "go build -o",
      "go build -trimpath -o",
      [.equal, .unknown]
    ),
    .edit(
      "docker comment",
      "services/api/Dockerfile",
      text9,
      "WORKDIR /src",
      "# sources\nWORKDIR /src",
      [.equal]
    ),
    .edit(
      "docker add from the net",
      "services/api/Dockerfile",
      text9,
      "COPY . .",
      "ADD https://example.net/tool.tar.gz /tools/\nCOPY . .",
      [.widened],
      .supplyChain
    ),
    .edit(
      "docker apt from http",
      "services/api/Dockerfile",
      text9,
      "COPY . .",
      "RUN apt-get update && apt-get install -y --allow-unauthenticated git\nCOPY . .",
      [.widened, .unknown, .equal]
    ),
  ]
}
