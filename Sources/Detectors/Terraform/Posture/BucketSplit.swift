import Detection
import HCL

/// Blocks of a bucket that become resources of their own, as the provider's fourth version asks for.
struct BucketSplit {
  private let added: [BlockChange]

  init(_ changes: [BlockChange]) {
    added = changes.filter { $0.old == nil && Self.blocks[$0.type] != nil }
  }

  /// The resource that a block of the bucket, which is gone from it, went to.
  func home(of path: String, in change: BlockChange) -> String? {
    guard change.type == "aws_s3_bucket", change.new != nil else { return nil }
    return added.first { one in
      guard let block = Self.blocks[one.type], path == block || path.hasPrefix(block + "."),
        change.new?[block] == nil
      else { return false }
      let bucket = one.new?["bucket"]
      if let name = bucket?.literal { return name == change.new?["bucket"]?.literal }
      return bucket?.opaque?.hasPrefix(change.address + ".") ?? false
    }?.address
  }

  private static let blocks = [
    "aws_s3_bucket_server_side_encryption_configuration": "server_side_encryption_configuration",
    "aws_s3_bucket_versioning": "versioning",
    "aws_s3_bucket_logging": "logging",
    "aws_s3_bucket_acl": "acl",
    "aws_s3_bucket_object_lock_configuration": "object_lock_configuration",
  ]
}
