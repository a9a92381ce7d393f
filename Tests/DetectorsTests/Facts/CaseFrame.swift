import Detection

/// Makes the cases of one table: all at one path, the texts of each put into the same frame.
struct CaseFrame: Sendable {
  private let path: String
  /// Of every case in which something is told, and that names none itself.
  private let kind: String?
  private let text: @Sendable (String) -> String

  init(
    at path: String,
    of kind: String? = nil,
    _ text: @escaping @Sendable (String) -> String = { $0 }
  ) {
    self.path = path
    self.kind = kind
    self.text = text
  }

  func callAsFunction(
    _ name: String,
    _ old: String?,
    _ new: String?,
    _ direction: Direction,
    _ kind: String? = nil,
    line: Int? = nil,
    says: String? = nil,
    _ severity: Severity? = nil,
    back: Direction? = nil
  ) -> DetectorCase {
    DetectorCase(
      name,
      path,
      old.map(text),
      new.map(text),
      direction,
      kind ?? (direction == .equal || direction == .unknown ? nil : self.kind),
      line: line,
      says: says,
      severity,
      back: back
    )
  }
}
