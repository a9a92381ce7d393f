internal import GitObjects
internal import Policy

/// Whom `init --first-push` names.
enum FirstPush {
  static func person(_ name: String, in policy: Policy) throws -> PersonID {
    guard let id = PersonID(rawValue: name), let found = policy.people[id] else {
      throw Failure(
        "'\(Escaped.text(name))' is nobody in the policy's 'people'",
        hint:
          "run 'countersign init' without '--first-push', add them to the policy, then run it with it"
      )
    }
    guard found.kind == .human else {
      throw Failure("'\(id)' is no human", hint: "give '--first-push' one of the policy's people")
    }
    return id
  }
}
