/// What a policy document is to what it belongs to.
package enum PolicyRole: Sendable, Hashable {
  /// Attached to a principal, beside others.
  case identity
  /// Who may take a role.
  case trust
  /// Of a bucket, a key, a queue.
  case resource
  /// The most that others may give a principal.
  case boundary
  /// A file of its own: which it is only its elements tell.
  case file
}
