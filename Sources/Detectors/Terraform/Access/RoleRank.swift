/// How much roles of well-known names allow, one against another.
enum RoleRank {
  /// `nil` where nothing is known of it.
  static func of(_ role: String) -> Int? {
    let name = role.lowercased().split(separator: "/").last.map(String.init) ?? role.lowercased()
    // The basic roles reach over a whole project.
    if role == "roles/viewer" { return 3 }
    if let rank = known[name] { return rank }
    // Of a predefined role nobody knows here whether it is within a basic one.
    return nil
  }

  private static let known: [String: Int] = [
    "none": 0, "viewer": 1, "reader": 1, "read": 1, "pull": 1, "read-only": 1, "guest": 1,
    "triage": 2, "member": 2, "user": 2, "reporter": 2, "engineer": 3, "push": 3, "write": 3,
    "developer": 3, "plan": 2, "editor": 5, "contributor": 5, "maintain": 4, "maintainer": 4,
    "manager": 4, "owner": 7, "admin": 6, "superuser": 6, "administrator": 6, "root": 7,
    "user access administrator": 6, "read_acp": 1, "write_acp": 6, "full_control": 7, "billing": 3,
  ]

  static func isAdministrative(_ role: String) -> Bool {
    let text = role.lowercased()
    return [
      "admin", "owner", "superuser", "root", "editor", "contributor", "tokencreator",
      "full_control",
    ]
    .contains { text.contains($0) }
  }
}
