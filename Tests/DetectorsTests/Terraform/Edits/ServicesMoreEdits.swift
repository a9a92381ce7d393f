import Detection

extension TerraformEditTests {
  /// Other services' policies and doors.
  static let servicesMore: [TerraformEdit] = [
    TerraformEdit(
      "distribution: old protocol",
      .widened,
      nil,
      of: "aws_cloudfront_distribution",
      """
      enabled = true
      viewer_certificate {
        acm_certificate_arn      = aws_acm_certificate.main.arn
        minimum_protocol_version = "[-TLSv1.2_2021-]{+TLSv1+}"
      }
      """
    ),
    TerraformEdit(
      "record elsewhere",
      .incomparable,
      nil,
      of: "aws_route53_record",
      """
      zone_id = aws_route53_zone.main.zone_id
      name    = "www"
      type    = "CNAME"
      ttl     = 300
      records = ["[-lb.acme.com-]{+evil.example.net+}"]
      """
    ),
    TerraformEdit(
      "record: time to live",
      .equal,
      of: "aws_route53_record",
      """
      zone_id = aws_route53_zone.main.zone_id
      name    = "www"
      type    = "CNAME"
      ttl     = [-300-]{+60+}
      records = ["lb.acme.com"]
      """
    ),
    TerraformEdit(
      "gateway method for anyone",
      .widened,
      nil,
      of: "aws_api_gateway_method",
      """
      rest_api_id   = "r"
      resource_id   = "x"
      http_method   = "POST"
      authorization = "[-AWS_IAM-]{+NONE+}"
      """
    ),
    TerraformEdit(
      "web requests let in by default",
      .widened,
      .network,
      of: "aws_wafv2_web_acl",
      """
      name  = "main"
      scope = "REGIONAL"
      default_action {
        [-block {}-]
        {+allow {}+}
      }
      """
    ),
  ]
}
