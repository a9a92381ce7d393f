extension String {
  /// A page's paragraphs on one line each, whoever put what before them.
  package var unwrapped: String { replacing(/\n(?:remote: )?countersign: {2,}/, with: " ") }
}
