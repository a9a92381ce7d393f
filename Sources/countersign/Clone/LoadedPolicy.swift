internal import Gathering
internal import GitObjects
internal import Policy

/// What a clone's policy was read from, and with it whose word it is.
enum PolicyOrigin: CustomStringConvertible {
  /// What `--policy` or the clone's setting names: `typed` as it was written, and with a whole path.
  case named(PolicySource, typed: PolicySource)
  /// The tip of what the server published, signed by the key that is pinned, and where the server says that it
  /// reads it from.
  case published(tip: ObjectID, readFrom: PolicySource?)

  var source: PolicySource? {
    switch self {
    case .named(let source, _): source
    case .published(_, let source): source
    }
  }

  /// For people.
  var description: String {
    switch self {
    case .named(_, let typed): "\(typed)"
    case .published: "\(RefName.policy)"
    }
  }
}

/// The policy that a clone is judged by.
struct LoadedPolicy {
  let policies: PolicySet
  let origin: PolicyOrigin
}
