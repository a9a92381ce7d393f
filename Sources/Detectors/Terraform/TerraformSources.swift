import HCL

/// Arguments that say where what runs, or what is written elsewhere, comes from.
enum TerraformSources {
  static func name(_ leaf: PostureLeaf, of change: BlockChange) -> Bool {
    guard byType[change.type]?.contains(leaf.path) ?? false else { return false }
    return change.type != "github_repository_file" || !isProse(change)
  }

  /// Text for people that no tool goes by.
  private static func isProse(_ change: BlockChange) -> Bool {
    [change.old, change.new].allSatisfy { block in
      let name = block?["file"]?.literal ?? ""
      return name.hasSuffix(".md") && !name.hasPrefix(".github/")
    }
  }

  private static let byType: [String: Set<String>] = {
    var table: [String: Set<String>] = [:]
    for line in lines.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      table[words[0]] = Set(words.dropFirst())
    }
    return table
  }()

  private static let lines = """
    aws_lambda_function s3_bucket code.s3_bucket layers
    aws_lambda_layer_version s3_bucket content.s3_bucket
    aws_ecs_service task_definition
    aws_codebuild_project source.location secondary_sources.location
    aws_codepipeline stage.action.configuration.FullRepositoryId \
    stage.action.configuration.Owner stage.action.configuration.Repo \
    stage.action.configuration.RepositoryName stage.action.configuration.Branch \
    stage.action.configuration.BranchName
    aws_amplify_app repository
    aws_ssm_association name document_version
    aws_ssm_document content
    azurerm_virtual_machine_run_command source.script_uri source.command_id
    google_cloudfunctions_function source_archive_bucket source_repository.url
    google_cloudfunctions2_function build_config.source.storage_source.bucket
    google_cloudbuild_trigger github.owner github.name trigger_template.repo_name
    tfe_workspace vcs_repo.identifier vcs_repo.branch
    github_repository_file file content repository branch
    """
}
