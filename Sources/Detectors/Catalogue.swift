package import Detection

/// Every detector there is: adding one is its file, a line here, and a table of cases.
package enum Catalogue {
  package static let detectors: [any Detector] = []

  /// Every kind that any detector can observe, by name.
  package static var kinds: [Kind] {
    detectors.flatMap(\.kinds).sorted { $0.name < $1.name }
  }
}
