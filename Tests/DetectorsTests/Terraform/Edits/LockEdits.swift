import Detection
import Detectors
import Testing

extension TerraformEditTests {
  @Test("examples of locks and units are of their kind") func examplesOfLocks() {
    checkExamples(of: [LockFileDetector(), TerragruntDetector()])
  }

  private static func lock(_ version: String, _ hashes: String) -> String {
    """
    # This file is maintained automatically by "terraform init".
    provider "registry.terraform.io/hashicorp/aws" {
      version     = "\(version)"
      constraints = "~> 5.0"
      hashes = [
        \(hashes)
      ]
    }
    """
  }

  private static let lockPath = "prod/.terraform.lock.hcl"
  private static let unitPath = "prod/vpc/terragrunt.hcl"

  /// What providers and modules are locked to.
  static let locks: [TerraformEdit] = [
    TerraformEdit(
      "lock: another version",
      .incomparable,
      .supplyChain,
      lock("[-5.40.0-]{+5.50.0+}", "\"h1:[-a-]{+b+}=\","),
      path: lockPath
    ),
    TerraformEdit(
      "lock: a hash more",
      .widened,
      .supplyChain,
      lock("5.40.0", "\"h1:a=\",{+ \"h1:b=\",+}"),
      path: lockPath
    ),
    TerraformEdit(
      "lock: another package of the version",
      .incomparable,
      .supplyChain,
      lock("5.40.0", "\"h1:[-a-]{+b+}=\","),
      path: lockPath
    ),
    TerraformEdit(
      "lock: hashes in another order",
      .equal,
      lock("5.40.0", "[-\"h1:a=\", \"zh:b\",-]{+\"zh:b\", \"h1:a=\"+}"),
      path: lockPath
    ),
    TerraformEdit(
      "lock: a provider more",
      .widened,
      .supplyChain,
      lock("5.40.0", "\"h1:a=\"")
        + "{+\nprovider \"registry.terraform.io/evil/aws\" {\n  version = \"1.0.0\"\n}\n+}",
      path: lockPath,
      back: .incomparable
    ),
    TerraformEdit(
      "unit: another version of its module",
      .incomparable,
      .supplyChain,
      "terraform {\n  source = \"git::https://example.com/vpc.git?ref=v[-1-]{+2+}\"\n}\n",
      path: unitPath
    ),
    TerraformEdit(
      "unit: an input",
      .unknown,
      "inputs = {\n  cidrs = [\"[-10.0.0.0/8-]{+0.0.0.0/0+}\"]\n}\n",
      path: unitPath
    ),
    TerraformEdit(
      "unit: tags, blanks and comments",
      .equal,
      "{+# a word+}\ninputs = {\n  a[-   -] = 1\n  tags = { team = \"[-a-]{+b+}\" }\n}\n",
      path: unitPath
    ),
  ]
}
