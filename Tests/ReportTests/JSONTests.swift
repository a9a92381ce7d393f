import Gate
import GitObjects
import Report
import Testing

@Suite("JSON")
struct JSONTests {
  @Test(
    "text is quoted so that it stays one text",
    arguments: [
      ("plain é", "\"plain é\""), ("a\"b\\c", #""a\"b\\c""#), ("a\nb\tc", #""a\nb\tc""#),
      ("\u{1b}\r\0", #""\u001b\u000d\u0000""#),
      ("", "\"\""),
    ]
  )
  func text(_ text: String, _ json: String) {
    #expect(JSONValue.text(text).rendered() == json)
  }

  @Test("keys keep their order, and empty things stay on their line")
  func shape() {
    let value = JSONValue.object([
      ("b", .number(-1)), ("a", .list([.bool(true), .null])), ("e", .list([])), ("o", .object([])),
    ])
    #expect(
      value.rendered()
        == "{\n  \"b\": -1,\n  \"a\": [\n    true,\n    null\n  ],\n  \"e\": [],\n  \"o\": {}\n}"
    )
  }

  @Test("an ungated target is said whole")
  func ungated() throws {
    let name = try #require(RefName("refs/heads/x"))
    #expect(
      DecisionJSON.renderUngated(TargetName(name)) == """
        {
          "schema": "countersign.decision/1",
          "outcome": "allowed",
          "target": "refs/heads/x",
          "environment": null,
          "old": null,
          "new": null,
          "policy": null,
          "basis": null,
          "actor": null,
          "findings": [],
          "requirements": [],
          "approvals": [],
          "reasons": [],
          "bypass": null
        }

        """
    )
  }
}
