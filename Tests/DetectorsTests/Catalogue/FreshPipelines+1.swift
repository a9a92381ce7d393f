import Detection

extension FreshPipelines {
  static let text1 = """
    name: release
    on:
      push:
        branches: [main]
    permissions:
      contents: read
    jobs:
      test:
        runs-on: ubuntu-latest
        steps:
          - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
          - run: make test
      deploy:
        needs: test
        runs-on: ubuntu-latest
        environment: production
        permissions:
          contents: read
          id-token: write
        steps:
          - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683
            with:
              persist-credentials: false
          - uses: aws-actions/configure-aws-credentials@e3dd6a429d7300a6a4c196c26e071d42e0343502
            with:
              role-to-assume: arn:aws:iam::111122223333:role/deploy
              aws-region: eu-west-1
          - name: Deploy
            env:
              TOKEN: ${{ secrets.DEPLOY_TOKEN }}
            run: ./deploy.sh

    """

  static let part1: [FreshCase] = [
    .edit(
      "contents to write",
      ".github/workflows/release.yml",
      text1,
      "permissions:\n  contents: read\njobs",
      "permissions:\n  contents: write\njobs",
      [.widened],
      .iam
    ),
    .edit(
      "write-all",
      ".github/workflows/release.yml",
      text1,
      "permissions:\n  contents: read\njobs",
      "permissions: write-all\njobs",
      [.widened],
      .iam
    ),
    .edit(
      "read-all",
      ".github/workflows/release.yml",
      text1,
      "permissions:\n  contents: read\njobs",
      "permissions: read-all\njobs",
      [.widened],
      .iam
    ),
    .edit(
      "nothing at the top",
      ".github/workflows/release.yml",
      text1,
      "permissions:\n  contents: read\njobs",
      "permissions: {}\njobs",
      [.narrowed],
      .iam
    ),
    .edit(
      "workflow permissions removed",
      ".github/workflows/release.yml",
      text1,
      "permissions:\n  contents: read\njobs",
      "jobs",
      [.widened, .unknown],
      .iam
    ),
    .edit(
      "packages written by deploy",
      ".github/workflows/release.yml",
      text1,
      "      id-token: write\n",
      "      id-token: write\n      packages: write\n",
      [.widened],
      .iam
    ),
    .edit(
      "deploy loses its token",
      ".github/workflows/release.yml",
      text1,
      "      id-token: write\n",
      "",
      [.narrowed],
      .iam
    ),
    .edit(
      "environment gone",
      ".github/workflows/release.yml",
      text1,
      "    environment: production\n",
      "",
      [.widened],
      .pipeline
    ),
    .edit(
      "environment renamed",
      ".github/workflows/release.yml",
      text1,
      "environment: production",
      "environment: staging",
      [.widened, .incomparable, .unknown],
      .pipeline
    ),
    .edit(
      "environment as a map",
      ".github/workflows/release.yml",
      text1,
      "environment: production",
      "environment:\n      name: production",
      [.equal]
    ),
    .edit(
      "on pull_request_target",
      ".github/workflows/release.yml",
      text1,
      "  push:\n    branches: [main]\n",
      "  push:\n    branches: [main]\n  pull_request_target:\n",
      [.widened],
      .pipeline
    ),
    .edit(
      "any branch",
      ".github/workflows/release.yml",
      text1,
      "  push:\n    branches: [main]\n",
      "  push:\n",
      [.widened],
      .pipeline
    ),
    .edit(
      "a branch more",
      ".github/workflows/release.yml",
      text1,
      "branches: [main]",
      "branches: [main, \"release/**\"]",
      [.widened],
      .pipeline
    ),
    .edit(
      "by hand too",
      ".github/workflows/release.yml",
      text1,
      "    branches: [main]\n",
      "    branches: [main]\n  workflow_dispatch:\n",
      [.widened],
      .pipeline
    ),
    .edit(
      "pin to a tag",
      ".github/workflows/release.yml",
      text1,
      "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2",
      "actions/checkout@v4",
      [.widened],
      .supplyChain
    ),
    .edit(
      "an action by a branch",
      ".github/workflows/release.yml",
      text1,
      "      - run: make test\n",
      "      - uses: somebody/setup-thing@main\n      - run: make test\n",
      [.widened],
      .supplyChain
    ),
    .edit(
      "self-hosted",
      ".github/workflows/release.yml",
      text1,
      "needs: test\n    runs-on: ubuntu-latest",
      "needs: test\n    runs-on: [self-hosted, linux]",
      [.widened],
      .pipeline
    ),
    .edit(
      "secret in another step",
      ".github/workflows/release.yml",
      text1,
      "      - run: make test\n",
      "      - run: make test\n        env:\n          NPM: ${{ secrets.NPM_TOKEN }}\n",
      [.widened],
      .pipeline
    ),
  ]
}
