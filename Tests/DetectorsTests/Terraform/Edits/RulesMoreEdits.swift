import Detection

extension TerraformEditTests {
  /// Rules of their own, access lists, and what else lets packets through.
  static let rulesMore: [TerraformEdit] = [
    TerraformEdit(
      "listener back to plain text",
      .widened,
      nil,
      of: "aws_lb_listener",
      """
      load_balancer_arn = aws_lb.main.arn
      port              = [-443-]{+80+}
      protocol          = "[-HTTPS-]{+HTTP+}"
      [-ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"-]
      [-certificate_arn   = aws_acm_certificate.main.arn-]
      default_action {
        type             = "forward"
        target_group_arn = aws_lb_target_group.main.arn
      }
      """
    ),
    TerraformEdit(
      "firewall no longer in front",
      .widened,
      .protection,
      """
      [-resource "aws_wafv2_web_acl_association" "main" {
        resource_arn = aws_lb.main.arn
        web_acl_arn  = aws_wafv2_web_acl.main.arn
      }-]
      """
    ),
    TerraformEdit(
      "transit gateway attaches by itself",
      .widened,
      nil,
      of: "aws_ec2_transit_gateway",
      """
      auto_accept_shared_attachments = "[-disable-]{+enable+}"
      """
    ),
  ]
}
