import Detection

extension TerraformEditTests {
  /// What has the words of something else.
  static let lookalikes: [TerraformEdit] = [
    TerraformEdit(
      "a load balancer in the open",
      .widened,
      .network,
      "{+resource \"aws_lb\" \"x\" {\n  internal = false\n}+}"
    ),
    TerraformEdit(
      "a load balancer inside",
      .equal,
      nil,
      "{+resource \"aws_lb\" \"x\" {\n  internal = true\n}+}"
    ),
    TerraformEdit(
      "made anew before the old one goes",
      .equal,
      of: "aws_lb_target_group",
      "lifecycle {\n  create_before_destroy = [-false-]{+true+}\n}"
    ),
    TerraformEdit(
      "people who are kept out",
      .narrowed,
      .roster,
      "locals {\n  blocked_users = [\"ann\"{+, \"bob\"+}]\n}"
    ),
    TerraformEdit(
      "a list of people is one",
      .widened,
      .roster,
      "locals {\n  extra_groups = [\"ops\"{+, \"admins\"+}]\n}"
    ),
    TerraformEdit(
      "a list of groups of addresses is none of people",
      .equal,
      "locals {\n  extra_security_groups = [\"sg-1\"{+, \"sg-2\"+}]\n}"
    ),
    TerraformEdit(
      "a bucket's encryption on its own",
      .incomparable,
      .protection,
      split("aws_s3_bucket.x.id"),
      back: .widened
    ),
    TerraformEdit(
      "another bucket's encryption",
      .widened,
      .protection,
      split("aws_s3_bucket.other.id"),
      back: .widened
    ),
  ]

  /// A bucket whose encryption goes, and a resource with that of a bucket.
  private static func split(_ bucket: String) -> String {
    """
    resource "aws_s3_bucket" "x" {
      bucket = "ours"
      [-server_side_encryption_configuration {
        rule {
          apply_server_side_encryption_by_default {
            sse_algorithm = "AES256"
          }
        }
      }-]
    }
    {+resource "aws_s3_bucket_server_side_encryption_configuration" "x" {
      bucket = \(bucket)
      rule {
        apply_server_side_encryption_by_default {
          sse_algorithm = "AES256"
        }
      }
    }+}
    """
  }
}
