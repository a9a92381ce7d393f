import Detection

extension TerraformEditTests {
  /// Whom load balancers let through to what.
  static let listeners: [TerraformEdit] = [
    rule("from anywhere", .widened, .network, forward + path + "[-" + office + "-]"),
    rule(
      "paths more",
      .widened,
      .network,
      forward + condition("\"/a\"{+, \"/b\"+}"),
      .incomparable
    ),
    rule("another path", .incomparable, .network, forward + condition("\"/[-a-]{+b+}\"")),
    rule("refuses fewer paths", .widened, .network, refuse + condition("\"/a\"[-, \"/b\"-]")),
    rule("nobody logs in", .widened, .iam, "[-" + login + "-]" + forward + path),
    rule("lets through what it refused", .widened, .network, "[-\(refuse)-]{+\(forward)+}" + path),
    rule("to something else", .incomparable, .network, action("[-a-]{+b+}") + path),
    rule("earlier", .incomparable, .network, "priority = [-10-]{+1+}\n" + forward + path),
    rule("tags", .equal, nil, "tags = { a = \"[-b-]{+c+}\" }\n" + forward + path),
    rule("weights", .equal, nil, weighted + path),
    whole("a way in", .widened, .network, forward + path),
    whole("a refusal", .narrowed, .network, refuse + path),
    whole("a login", .incomparable, .iam, login + forward + path),
    whole("from plain to encrypted", .equal, nil, redirect("protocol = \"HTTPS\"") + path),
    whole("to another host", .incomparable, .network, redirect("host = \"a.example\"") + path),
    listener("refused by itself", .widened, "[-\(fixed("403"))-]{+\(forwarded)+}"),
    listener("an empty page", .equal, fixed("40[-3-]{+4+}")),
    listener(
      "told without a login",
      .widened,
      .iam,
      "on_unauthenticated_request = \"[-deny-]{+allow+}\""
    ),
    listener(
      "somebody else says who it is",
      .incomparable,
      .iam,
      "issuer = \"https://[-a-]{+b+}\""
    ),
  ]

  private static let forward = action("a")
  private static let forwarded =
    "default_action {\n  type = \"forward\"\n  target_group_arn = \"a\"\n}\n"
  private static let refuse = fixed("403").replacing("default_action", with: "action")
  private static let path = condition("\"/a\"")
  private static let office =
    "condition {\n  source_ip {\n    values = [\"192.0.2.0/24\"]\n  }\n}\n"
  private static let login =
    "action {\n  type = \"authenticate-oidc\"\n  authenticate_oidc {\n    client_id = \"c\"\n  }\n}\n"
  private static let weighted = """
    action {
      type = "forward"
      forward {
        target_group {
          arn    = "a"
          weight = [-1-]{+2+}
        }
        target_group {
          arn    = "b"
          weight = [-2-]{+1+}
        }
      }
    }

    """

  private static func action(_ target: String) -> String {
    "action {\n  type = \"forward\"\n  target_group_arn = \"\(target)\"\n}\n"
  }

  private static func condition(_ values: String) -> String {
    "condition {\n  path_pattern {\n    values = [\(values)]\n  }\n}\n"
  }

  private static func fixed(_ code: String) -> String {
    """
    default_action {
      type = "fixed-response"
      fixed_response {
        content_type = "text/plain"
        status_code  = "\(code)"
      }
    }

    """
  }

  private static func redirect(_ argument: String) -> String {
    """
    action {
      type = "redirect"
      redirect {
        status_code = "HTTP_301"
        \(argument)
      }
    }

    """
  }

  private static func rule(
    _ name: String,
    _ direction: Direction,
    _ family: Family?,
    _ text: String,
    _ back: Direction? = nil
  ) -> TerraformEdit {
    TerraformEdit(
      "listener's rule: \(name)",
      direction,
      family,
      of: "aws_lb_listener_rule",
      "listener_arn = \"l\"\n" + text,
      back: back
    )
  }

  private static func whole(
    _ name: String,
    _ direction: Direction,
    _ family: Family?,
    _ text: String
  ) -> TerraformEdit {
    TerraformEdit(
      "listener's new rule: \(name)",
      direction,
      family,
      "{+resource \"aws_lb_listener_rule\" \"x\" {\n  listener_arn = \"l\"\n\(text)}\n+}"
    )
  }

  private static func listener(_ name: String, _ direction: Direction, _ text: String)
    -> TerraformEdit
  {
    TerraformEdit(
      "listener: \(name)",
      direction,
      direction == .equal ? nil : .network,
      of: "aws_lb_listener",
      "port = 443\nprotocol = \"HTTPS\"\n" + text
    )
  }

  private static func listener(
    _ name: String,
    _ direction: Direction,
    _ family: Family,
    _ argument: String
  ) -> TerraformEdit {
    TerraformEdit(
      "listener: \(name)",
      direction,
      family,
      of: "aws_lb_listener",
      """
      default_action {
        type = "authenticate-oidc"
        authenticate_oidc {
          \(argument)
        }
      }
      default_action {
        type             = "forward"
        target_group_arn = "a"
      }
      """
    )
  }
}
