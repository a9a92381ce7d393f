import FuzzTargets
import GateTesting
import Testing

@Suite("Fuzzing's kept inputs")
struct CorpusTests {
  static let directory = PackageFiles.path("Tests/FuzzTests/Corpus")

  struct Input: CustomTestStringConvertible, Sendable {
    let target: FuzzTarget
    let name: String
    var testDescription: String { "\(target.rawValue)/\(name)" }
    var path: String { "\(CorpusTests.directory)/\(testDescription)" }
  }

  static let inputs: [Input] = FuzzTarget.allCases.flatMap { target in
    TestFile.names(in: "\(directory)/\(target.rawValue)").sorted().map {
      Input(target: target, name: $0)
    }
  }

  @Test("every input that was kept, of seeds and of what once failed", arguments: inputs)
  func holds(_ input: Input) throws {
    #expect(throws: Never.self) { try input.target.check(try TestFile.read(input.path)) }
  }

  @Test("every target has inputs", arguments: FuzzTarget.allCases)
  func hasInputs(_ target: FuzzTarget) {
    #expect(Self.inputs.contains { $0.target == target })
  }
}
