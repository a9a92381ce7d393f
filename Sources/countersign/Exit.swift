internal import Glibc

/// The three ways a command ends.
///
/// git takes an exit code modulo 256, so no other number ever leaves here.
enum Exit: Int32, Sendable {
  case allowed = 0
  case refused = 1
  case undecided = 2

  func now() -> Never { exit(rawValue) }
}
