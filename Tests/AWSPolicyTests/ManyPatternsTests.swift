import Testing

@testable import AWSPolicy

@Suite("Policies of many patterns")
struct ManyPatternsTests {
  /// Patterns that all overlap each other, as people write them to have "most of EC2".
  static let wide =
    [
      "ec2:Describe*", "ec2:Get*", "s3:*", "ds:Describe*", "ds:*Tags*",
    ]
    + [
      "SecurityGroup", "KeyPair", "Tags", "Volume", "Snapshot", "Ebs", "NetworkInterface",
      "Address",
      "Image", "Event", "Instance", "CapacityReservation", "Fleet", "LaunchTemplate", "Spot",
    ].map { "ec2:*\($0)*" }

  static func allow(_ actions: [String]) -> String {
    let list = actions.map { "\"\($0)\"" }.joined(separator: ", ")
    return "{\"Effect\": \"Allow\", \"Action\": [\(list)], \"Resource\": \"*\"}"
  }

  @Test(
    "an action of an unknown service beside them is told exactly",
    arguments: [
      ComparisonCase("one more", allow(wide), allow(wide + ["state:Create"]), "widen"),
      ComparisonCase("one less", allow(wide + ["state:Create"]), allow(wide), "narrow"),
      ComparisonCase(
        "a pattern of it that takes in another",
        allow(wide + ["state:Create*", "state:CreateMachine"]),
        allow(wide + ["state:Create*"]),
        "equal"
      ),
      ComparisonCase(
        "one pattern for another",
        allow(wide + ["state:*Machine"]),
        allow(wide + ["state:Create*"]),
        "incomparable"
      ),
      ComparisonCase(
        "a newer action of a known service that a pattern has already",
        allow(wide),
        allow(wide + ["ec2:FrobnicateVolumeSoon"]),
        "equal"
      ),
      ComparisonCase(
        "a newer action that none has",
        allow(wide),
        allow(wide + ["ec2:Frobnicate"]),
        "widen"
      ),
      ComparisonCase(
        "everything takes it in",
        allow(["*"]),
        allow(["*", "state:Create"]),
        "equal"
      ),
      ComparisonCase(
        "a wildcard in the service takes it in",
        allow(["st*:Create"]),
        allow(["st*:Create", "state:Create"]),
        "equal"
      ),
    ]
  )
  func unknownService(pair: ComparisonCase) throws {
    let made = try pair.document(pair.old).compared(to: pair.document(pair.new))
    #expect(made.verdict.label == pair.verdict, "\(made)")
  }
}
