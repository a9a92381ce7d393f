import HCL

/// How an argument's value makes its block more or less exposed.
struct Posture {
  enum Measure {
    /// Where it is not known what none stands for, that is between the two.
    case flag(riskyWhen: Bool, absent: Bool?)
    /// The higher the riskier; any other text cannot be told, unless `*` ranks it.
    case ranks([String: Int], absent: Int)
    /// Zero stands for no end where `zeroIsMost`.
    case number(higherIsSafer: Bool, absent: Double, zeroIsMost: Bool)
    /// Of protocols: the highest of its versions and dates is the safest; none is `absent`.
    case version(absent: Double)
    case presence(isSafer: Bool)
    /// Who is let in; none given is everyone where so said.
    case addresses(absentIsWorld: Bool)
    /// Of one rule among several, whose other arguments say more: only where both sides have it.
    case span(isSafer: Bool)
    case items(isSafer: Bool, absentIsAll: Bool = false)
    /// Patterns of deeds, in which `*` stands for any text: what others cover is no more.
    case deeds(isSafer: Bool, isPrefix: Bool = false)
    /// None means no filter, or a standard one; otherwise each lets more in.
    case groups(hasStandard: Bool)
    /// What a machine may ask Google's cloud for; none is what is so by itself.
    case scopes(absent: [String])
    /// Parts of a network, by their names.
    case subnets
    /// What it lets in, with `*` for any text; none is everyone.
    case pattern
    /// Which other thing it is about: neither more nor less. In pairs, only where both sides have one.
    case target(inPairs: Bool)
  }

  enum Aspect { case exposure, protection, privilege, authentication, permission }

  let aspect: Aspect
  let measure: Measure
}

/// An argument that differs, seen from its own level.
struct PostureLeaf {
  let path: String
  let parent: String
  let name: String
  let old: Value?
  let new: Value?

  /// The block that it stands in.
  var outer: String { path.lastIndex(of: ".").map { String(path[..<$0]) } ?? "" }

  /// Whether a program is given it by that name, so that it means what the program makes of it.
  var isVariable: Bool { path.hasPrefix("environment.variables.") }

  /// The differences and all that is below them.
  static func leaves(of differences: [Difference]) -> [PostureLeaf] {
    var leaves: [PostureLeaf] = []
    for difference in differences {
      add(difference.path, difference.old, difference.new, 0, to: &leaves)
    }
    return leaves
  }

  private static func add(
    _ path: String,
    _ old: Value?,
    _ new: Value?,
    _ depth: Int,
    to leaves: inout [PostureLeaf]
  ) {
    let names = path.split(separator: ".").map(String.init)
    leaves.append(
      PostureLeaf(
        path: path,
        parent: names.dropLast().last ?? "",
        name: names.last ?? path,
        old: old,
        new: new
      )
    )
    guard depth < 12, leaves.count < 4096 else { return }
    for item in old?.asList ?? [] {
      for field in item.fields ?? [] where new == nil {
        add(path + "." + field.name, field.value, nil, depth + 1, to: &leaves)
      }
    }
    for item in new?.asList ?? [] {
      for field in item.fields ?? [] where old == nil {
        add(path + "." + field.name, nil, field.value, depth + 1, to: &leaves)
      }
    }
  }
}
