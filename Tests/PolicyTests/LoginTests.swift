import GitObjects
import Policy
import Testing

@Suite("Whose login it is")
struct LoginTests {
  private func policies() throws -> PolicySet {
    let people = """
      people:
        a: {}
        ann: {emails: [ann@example.com], logins: [ann, Ann.Ng]}
        ben: {emails: [ben@example.com], logins: [Ben]}
        bo: {emails: [bo@example.com], logins: [ben, ann@example.com]}

      """
    let rest = YAMLTests.base.split(separator: "\n").filter { !$0.hasPrefix("people:") }
      .joined(separator: "\n")
    let text = Array("\(rest)\n\(people)".utf8)
    return try PolicySet.load(name: "policy.yaml") { name throws(PolicyError) in
      name == "policy.yaml" ? text : []
    }
  }

  @Test(
    "as written, then in any case, then among the e-mails",
    arguments: [
      ("ann", ["ann"]), ("ANN.ng", ["ann"]), ("Ben", ["ben"]), ("ben", ["bo"]),
      ("BEN", ["ben", "bo"]),
      ("ann@example.com", ["bo"]), ("BEN@Example.com", ["ben"]), ("nobody", []),
      ("ann@example.org", []),
    ]
  )
  func people(_ login: String, _ people: [String]) throws {
    let policy = try policies().policy
    #expect(policy.people(login: Array(login.utf8)).map(\.id.rawValue) == people)
    let one = policy.person(login: Array(login.utf8))?.id.rawValue
    #expect(one == (people.count == 1 ? people[0] : nil))
  }

  @Test("lint warns of logins that a host could confuse")
  func lint() throws {
    let warnings = try policies().lint(at: Timestamp(seconds: 1_795_410_000)).map(\.message)
    #expect(warnings.contains("the logins 'Ben' of 'ben' and 'ben' of 'bo' differ in case only"))
    #expect(warnings.contains("the login 'ann@example.com' of 'bo' is an e-mail of 'ann'"))
  }
}
