/// Why a certificate makes nobody of its holder.
package enum CertificateProblem: Error, Hashable, Sendable {
  case unknownAuthority(String)
  case outOfDate(String)
  case revoked(String)
  case invalid(String)
  /// The list of revoked keys could not be asked: our own failure.
  case unanswered(String)
}
