import Detection
import Detectors
import Testing

@Suite("What SAM makes") struct ServerlessTests {
  @Test("is open to whom it says", arguments: functions + apis + connectors)
  func templates(item: DetectorCase) {
    item.check(TemplateDetector())
    item.reversed.check(TemplateDetector())
  }

  static let head = "Transform: AWS::Serverless-2016-10-31\nResources:\n"
  static let function = CaseFrame(at: "template.yaml") { text in
    head + "  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: a.b\n\(text)"
  }
  static let event = CaseFrame(at: "template.yaml") { text in
    head + "  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: a.b\n"
      + "      Events:\n        A: {Type: Schedule, Properties: {Schedule: rate(1 day)}}\n"
      + "        E: {\(text)}\n"
  }
  static let get = "Type: Api, Properties: {RestApiId: a, Path: /a, Method: get"

  static let functions: [DetectorCase] = [
    function(
      "a URL for everybody",
      "",
      "      FunctionUrlConfig: {AuthType: NONE}\n",
      .widened
    ),
    function(
      "a URL that no longer asks",
      "      FunctionUrlConfig: {AuthType: AWS_IAM}\n",
      "      FunctionUrlConfig: {AuthType: NONE}\n",
      .widened
    ),
    function("more memory", "      MemorySize: 128\n", "      MemorySize: 256\n", .equal),
    event(
      "a route without an authorizer",
      get + "}",
      get + ", Auth: {Authorizer: NONE}}",
      .widened,
      "iam.authentication",
      line: 9,
      says: "adds 'Authorizer' of the route 'E' NONE for AWS::Serverless::Function 'F'"
    ),
    event(
      "an authorizer of a route",
      get + ", Auth: {Authorizer: Users}}",
      get + "}",
      .widened
    ),
    event(
      "another authorizer of a route",
      get + ", Auth: {Authorizer: Users}}",
      get + ", Auth: {Authorizer: Others}}",
      .incomparable
    ),
    event(
      "a route in the place of a schedule",
      "Type: Schedule, Properties: {Schedule: rate(1 hour)}",
      get + "}",
      .widened,
      "network.exposure",
      says: "adds the route 'E' to GET /a"
    ),
    event(
      "another path",
      get + "}",
      "Type: Api, Properties: {RestApiId: a, Path: '/{proxy+}', Method: any}",
      .incomparable
    ),
    event(
      "another schedule",
      "Type: Schedule, Properties: {Schedule: rate(1 hour)}",
      "Type: Schedule, Properties: {Schedule: rate(2 hours)}",
      .equal
    ),
  ]

  static func resource(_ type: String) -> CaseFrame {
    CaseFrame(at: "template.yaml", of: "iam.authentication") { text in
      head + "  A:\n    Type: AWS::Serverless::\(type)\n    Properties: {StageName: p\(text)}\n"
    }
  }

  static let apis: [DetectorCase] = [
    resource("Api")(
      "an API without an authorizer",
      ", Auth: {DefaultAuthorizer: AWS_IAM}",
      "",
      .widened,
      says: "removes 'DefaultAuthorizer' AWS_IAM for AWS::Serverless::Api 'A'",
      .high
    ),
    resource("HttpApi")(
      "another pool of people",
      ", Auth: {Authorizers: {U: {UserPoolArn: a}}}",
      ", Auth: {Authorizers: {U: {UserPoolArn: b}}}",
      .incomparable
    ),
    resource("Api")("a stage", "", ", TracingEnabled: true", .equal),
    resource("Api")(
      "a plan of usage",
      ", Auth: {UsagePlan: {CreateUsagePlan: NONE}}",
      ", Auth: {UsagePlan: {CreateUsagePlan: SHARED}}",
      .equal
    ),
    resource("GraphQLApi")(
      "a key for everybody",
      ", Auth: {Type: AWS_IAM}",
      ", Auth: {Type: API_KEY}",
      .widened
    ),
  ]

  static let connector = CaseFrame(at: "template.yaml", of: "iam.aws-policy-attachment") { text in
    head + "  F:\n    Type: AWS::Serverless::Function\n    Properties: {Handler: a.b}\n"
      + "    Connectors:\n      C: {Properties: {Destination: {Id: T}, Permissions: [\(text)]}}\n"
  }
  static let apart = CaseFrame(at: "template.yaml", of: "iam.aws-policy-attachment") { text in
    head + "  C:\n    Type: AWS::Serverless::Connector\n    Properties:\n"
      + "      Source: {Id: F}\n      Destination: {Id: T}\n      Permissions: [\(text)]\n"
  }

  static let connectors: [DetectorCase] = [
    connector(
      "a permission more",
      "Read",
      "Read, Write",
      .widened,
      says: "adds the permission Write of connector 'C' on {Id: T}"
    ),
    connector("another order", "Read, Write", "Write, Read", .equal),
    apart("a permission more of one apart", "Read", "Read, Write", .widened),
  ]
}
