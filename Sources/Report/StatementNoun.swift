package import Approvals

extension Statement.Kind {
  /// What one or several of the kind are called in a sentence.
  package func noun(_ count: Int = 1) -> String {
    switch (self, count == 1) {
    case (.approval, true): "approval"
    case (.approval, false): "approvals"
    case (.veto, true): "veto"
    case (.veto, false): "vetoes"
    case (.revocation, true): "revocation"
    case (.revocation, false): "revocations"
    case (.breakGlass, true): "break-glass statement"
    case (.breakGlass, false): "break-glass statements"
    case (.bypassReview, true): "review"
    case (.bypassReview, false): "reviews"
    }
  }
}
