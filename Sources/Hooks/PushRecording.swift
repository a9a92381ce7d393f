internal import Gate
internal import Gathering
internal import Git
internal import GitObjects
internal import Policy

/// A commit that a push brings here for the first time, and the reference it came by.
struct Introduction {
  let commit: ObjectID
  let ref: RefName
}

extension PreReceive {
  /// The decision is on disk before the push is let go.
  ///
  /// A refusal stays one even if it cannot be recorded.
  borrowing func record(_ verdict: inout Verdict, introduced: [Introduction]) throws {
    guard verdict.isRefused else {
      return try server.record(verdict.recorded, introduced: introduced, by: pusher)
    }
    do {
      try server.recordRefusal(verdict.recorded)
    } catch {
      verdict.notice = "this refusal could not be recorded: \(error)"
    }
  }

  /// The commits with findings that no push brought here before.
  borrowing func introductions(_ judged: [Judged]) throws -> [Introduction] {
    let newCommits = try NewCommits(self)
    var seen: Set<ObjectID> = []
    var result: [Introduction] = []
    for one in judged where !one.carriers.isEmpty {
      let new = try newCommits.firstSeen(among: one.carriers, below: one.update.update.new)
      for commit in new where seen.insert(commit).inserted {
        result.append(Introduction(commit: commit, ref: one.update.name))
      }
    }
    return result
  }
}
