import Syntax

/// A condition as what holds a job or step back, and as what lets it run though something before it failed.
///
/// `always()` is no condition at all: whoever adds it lets a deployment go on when its tests fail.
struct StatusCondition {
  /// What still has to be so; `nil` where nothing has.
  private(set) var restriction: PipelineNote?
  /// Where it says that a failure before it does not count.
  private(set) var goesOn: PipelineNote?

  /// Of GitHub, whose jobs wait for success unless a word of the condition says otherwise.
  static func gitHub(_ note: PipelineNote?) -> StatusCondition {
    guard let note else { return StatusCondition() }
    let text = bare(note.text)
    let isHeld = ["!failure()", "!contains(needs.*.result,'failure')"].contains(
      where: text.contains
    )
    let frees = ["always()", "cancelled()", "failure()"].contains(where: text.contains)
    return StatusCondition(
      restriction: plain.contains(text) ? nil : note,
      goesOn: frees && !isHeld ? note : nil
    )
  }

  /// Whether the condition asks by name that this job ended well.
  static func asks(for job: String, in note: PipelineNote) -> Bool {
    let text = bare(note.text)
    return ["needs.\(job)", "needs['\(job)']"].contains {
      text.contains("\($0.lowercased()).result=='success'")
    }
  }

  /// Of Azure, where a condition of one's own stands in the place of `succeeded()`.
  static func azure(_ note: PipelineNote?) -> StatusCondition {
    guard let note else { return StatusCondition() }
    let text = bare(note.text)
    return StatusCondition(
      restriction: plain.contains(text) ? nil : note,
      goesOn: text.contains("succeeded(") || text == "false" ? nil : note
    )
  }

  private static func bare(_ text: String) -> String {
    text.filter { !"${} \n\"".contains($0) }.lowercased()
  }

  private static let plain: Set<String> = [
    "always()", "!cancelled()", "success()", "!failure()", "success()||failure()",
    "failure()||success()", "!failure()&&!cancelled()", "!cancelled()&&!failure()",
    "succeeded()", "succeededorfailed()", "not(canceled())", "not(failed())",
  ]
}
