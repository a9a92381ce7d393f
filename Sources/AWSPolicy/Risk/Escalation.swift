/// Actions that together let a principal give itself more than it has.
package struct Escalation: Sendable, Hashable {
  /// All are needed; of each, one alternative is enough.
  package let steps: [[String]]

  /// `iam:PassRole + lambda:CreateFunction + lambda:InvokeFunction`.
  private init(_ text: Substring) {
    steps = text.split(separator: "+").map { step in
      step.split(separator: "|").map { action in String(action.filter { $0 != " " }) }
    }
  }

  static let all = (alone + pairs + passing + existing).split(separator: "\n")
    .map { Escalation($0) }

  /// Of one's own permissions, or another principal's.
  private static let alone = """
    iam:CreatePolicyVersion
    iam:SetDefaultPolicyVersion
    iam:CreateLoginProfile
    iam:UpdateLoginProfile
    iam:CreateAccessKey
    iam:AttachUserPolicy
    iam:AttachGroupPolicy
    iam:AttachRolePolicy
    iam:PutUserPolicy
    iam:PutGroupPolicy
    iam:PutRolePolicy
    iam:AddUserToGroup
    iam:UpdateAssumeRolePolicy
    iam:DeleteUserPermissionsBoundary
    iam:DeleteRolePermissionsBoundary
    iam:DeleteUserPolicy
    iam:DetachUserPolicy

    """

  private static let pairs = """
    iam:AttachUserPolicy|iam:PutUserPolicy + iam:CreateAccessKey
    iam:CreateAccessKey + iam:DeleteAccessKey
    iam:AttachRolePolicy|iam:PutRolePolicy|iam:CreatePolicyVersion + iam:UpdateAssumeRolePolicy|sts:AssumeRole

    """

  /// Of a role that is handed to something one controls.
  private static let passing = """
    iam:PassRole + ec2:RunInstances
    iam:PassRole + ec2:RequestSpotInstances
    iam:PassRole + ec2:RequestSpotFleet
    iam:PassRole + lambda:CreateFunction + lambda:InvokeFunction|lambda:AddPermission|lambda:CreateEventSourceMapping
    iam:PassRole + glue:CreateDevEndpoint
    iam:PassRole + glue:CreateJob|glue:UpdateJob + glue:StartJobRun|glue:CreateTrigger
    iam:PassRole + cloudformation:CreateStack
    iam:PassRole + cloudformation:CreateStackSet + cloudformation:CreateStackInstances
    iam:PassRole + cloudformation:UpdateStackSet
    iam:PassRole + datapipeline:CreatePipeline + datapipeline:PutPipelineDefinition + datapipeline:ActivatePipeline
    iam:PassRole + codestar:CreateProject
    iam:PassRole + codebuild:CreateProject + codebuild:StartBuild|codebuild:StartBuildBatch
    iam:PassRole + autoscaling:CreateAutoScalingGroup|autoscaling:UpdateAutoScalingGroup + autoscaling:CreateLaunchConfiguration
    iam:PassRole + ecs:RegisterTaskDefinition + ecs:CreateService|ecs:RunTask|ecs:StartTask
    iam:PassRole + ecs:RunTask
    iam:PassRole + ecs:StartTask + ecs:RegisterContainerInstance
    iam:PassRole + sagemaker:CreateNotebookInstance
    iam:PassRole + sagemaker:CreateTrainingJob
    iam:PassRole + sagemaker:CreateProcessingJob
    iam:PassRole + apprunner:CreateService
    iam:PassRole + bedrock-agentcore:CreateCodeInterpreter + bedrock-agentcore:InvokeCodeInterpreter
    iam:PassRole + batch:RegisterJobDefinition + batch:SubmitJob
    iam:PassRole + states:CreateStateMachine + states:StartExecution
    iam:PassRole + scheduler:CreateSchedule
    iam:PassRole + ssm:StartAutomationExecution

    """

  /// Of a role that something already has.
  private static let existing = """
    lambda:UpdateFunctionCode
    lambda:UpdateFunctionConfiguration
    glue:UpdateDevEndpoint
    cloudformation:UpdateStack
    cloudformation:CreateChangeSet + cloudformation:ExecuteChangeSet
    codebuild:StartBuild|codebuild:StartBuildBatch
    ec2:ModifyInstanceAttribute + ec2:StopInstances + ec2:StartInstances
    ec2:CreateLaunchTemplateVersion + ec2:ModifyLaunchTemplate
    ec2-instance-connect:SendSSHPublicKey
    ssm:StartSession
    ssm:SendCommand
    ecs:ExecuteCommand
    sagemaker:CreatePresignedNotebookInstanceUrl
    sagemaker:CreateNotebookInstanceLifecycleConfig + sagemaker:StopNotebookInstance + sagemaker:UpdateNotebookInstance + sagemaker:StartNotebookInstance
    apprunner:UpdateService
    """
}

extension PolicyDocument {
  /// The escalations that are complete in the document and were not in another.
  package func escalations(notIn old: PolicyDocument) -> [[String]] {
    var found: [[String]] = []
    // What is so large is not compared either.
    guard patternCount + old.patternCount <= ComparisonLimits().uses else { return [] }
    for escalation in Escalation.all {
      guard let steps = completed(escalation), old.completed(escalation) == nil else { continue }
      // A longer way is no news beside a shorter one that is part of it.
      if found.contains(where: { Set($0).isSubset(of: steps) }) { continue }
      found.append(steps)
    }
    return found
  }

  private func completed(_ escalation: Escalation) -> [String]? {
    var steps: [String] = []
    for alternatives in escalation.steps {
      guard let step = alternatives.first(where: mayAllow) else { return nil }
      steps.append(step)
    }
    return steps
  }

  /// Whether it allows an action on something, under some condition.
  func mayAllow(_ action: String) -> Bool {
    let letters = action.unicodeScalars.map(\.value)
    var isAllowed = false
    for statement in statements where statement.actions.takes(letters) {
      switch statement.effect {
      case .allow: isAllowed = true
      case .deny:
        let isWhole = statement.resources?.isEverything ?? true
        if isWhole, statement.conditions.isEmpty, statement.principals == nil { return false }
      }
    }
    return isAllowed
  }
}

extension PolicyDocument.Element {
  func takes(_ letters: [UInt32]) -> Bool {
    patterns.contains { $0.matches(letters) } != isNegated
  }

  package var isEverything: Bool {
    isNegated ? patterns.isEmpty : patterns.contains(where: \.isEverything)
  }
}
