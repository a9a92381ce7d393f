package import Detection
import HCL

/// Kubernetes roles that Terraform makes: verbs on resources.
package struct ClusterRoleRule: TerraformRule {
  package init() {}

  package static let role = Kind(
    "terraform-kubernetes-role",
    of: .iam,
    title: "Kubernetes role changed by Terraform",
    help: "A role allows other verbs, on other resources, than before.",
    example: Kind.Example(
      path: "main.tf",
      old: """
        resource "kubernetes_role" "x" {
          rule {
            api_groups = [""]
            resources  = ["pods"]
            verbs      = ["get"]
          }
        }
        """,
      new: """
        resource "kubernetes_role" "x" {
          rule {
            api_groups = [""]
            resources  = ["*"]
            verbs      = ["get"]
          }
        }
        """
    )
  )

  package var kinds: [Kind] { [Self.role] }

  package func covers(_ block: TerraformSubject) -> Bool {
    block.kind == "resource"
      && [
        "kubernetes_role", "kubernetes_role_v1", "kubernetes_cluster_role",
        "kubernetes_cluster_role_v1",
      ]
      .contains(block.type)
  }

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes {
      let (old, new) = (Self.boxes(change.old), Self.boxes(change.new))
      judgment.explain(["rule"], of: change)
      for (ones, others, isAdded) in [(new, old, true), (old, new, false)] {
        for one in ones {
          guard let left = one.subtracting(others) else {
            judgment.doubt(
              "more than 512 pieces of rules in \(change.address)",
              line: change.newLine(one.value)
            )
            continue
          }
          for box in left.prefix(8) {
            judgment.observe(observation(box, change, isAdded), of: change)
          }
        }
      }
    }
    return judgment
  }

  private func observation(_ box: Box, _ change: BlockChange, _ isAdded: Bool) -> Observation {
    let names = box.sides.map(\.text)
    let isCritical =
      box.sides[1].isAll || box.sides[2].isAll
      || !box.sides[2].names.isDisjoint(with: ["escalate", "bind", "impersonate"])
      || box.sides[1].names.contains("secrets")
    return change.observation(
      Self.role,
      isAdded ? .widened : .narrowed,
      isAdded ? (isCritical ? .critical : .high) : .low,
      old: isAdded ? nil : box.value,
      new: isAdded ? box.value : nil,
      summary:
        "\(isAdded ? "allows" : "no longer allows") \(names[2]) on \(names[1]) in \(change.address)"
    )
  }

  /// Groups, resources, verbs and names: a rule allows their product.
  private struct Box {
    var sides: [NameSet]
    let value: Value

    func subtracting(_ others: [Box]) -> [Box]? {
      var left = [self]
      for other in others {
        left = left.flatMap { $0.subtracting(other) }
        guard left.count <= 512 else { return nil }
      }
      return left
    }

    private func subtracting(_ other: Box) -> [Box] {
      var left: [Box] = []
      var rest = self
      for side in sides.indices {
        var piece = rest
        piece.sides[side] = rest.sides[side].subtracting(other.sides[side])
        if !piece.sides.contains(where: \.isEmpty) { left.append(piece) }
        rest.sides[side] = rest.sides[side].intersection(other.sides[side])
      }
      return left
    }
  }

  private static func boxes(_ block: TerraformBlock?) -> [Box] {
    (block?.blocks("rule") ?? []).map { rule in
      func side(_ name: String, _ absent: NameSet) -> NameSet {
        guard let value = rule[name], value.list?.isEmpty != true else { return absent }
        let names = value.asList.map(\.rendered)
        return names.contains("*") ? .all : NameSet(names)
      }
      let none = NameSet([""])
      return Box(
        sides: [
          side("api_groups", none), side("resources", side("non_resource_urls", none)),
          side("verbs", none), side("resource_names", .all),
        ],
        value: rule
      )
    }
  }
}
