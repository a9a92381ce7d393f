import Detection

extension SQLDetector {
  static let grant = Kind(
    "sql-grant",
    of: .iam,
    title: "A right in a database is granted or revoked",
    help: """
      The net effect of the script's GRANT, REVOKE and DENY statements differs: a role gains or loses a \
      right on a table, a schema, a database, or on what will be created in one.
      """,
    example: .init(
      path: "migrations/7_report.sql",
      old: nil,
      new: "GRANT SELECT ON public.users TO report;\n"
    )
  )

  static let membership = Kind(
    "sql-member",
    of: .iam,
    title: "A member of a database role changes",
    help: "Whoever is a member of a role has all of its rights.",
    example: .init(
      path: "migrations/8_admin.sql",
      old: nil,
      new: "GRANT rds_superuser TO app;\n"
    )
  )

  static let role = Kind(
    "sql-role",
    of: .iam,
    title: "A database role's powers or its password change",
    help: """
      A role is created that can log in, gains a power such as SUPERUSER or BYPASSRLS, or has another \
      password.
      """,
    example: .init(
      path: "migrations/9_app.sql",
      old: nil,
      new: "ALTER ROLE app SUPERUSER;\n"
    )
  )

  static let owner = Kind(
    "sql-owner",
    of: .iam,
    title: "A database object gets another owner",
    help: "An owner has every right on the object, and can give them to others.",
    example: .init(
      path: "migrations/10_owner.sql",
      old: nil,
      new: "ALTER TABLE users OWNER TO app;\n"
    )
  )

  static let definer = Kind(
    "sql-definer",
    of: .iam,
    title: "A routine runs with its owner's rights",
    help: "Whoever may call such a routine acts with the rights of its owner while it runs.",
    example: .init(
      path: "migrations/11_f.sql",
      old: nil,
      new: "CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS $$ SELECT 1 $$;\n"
    )
  )

  static let rowSecurity = Kind(
    "sql-row-security",
    of: .iam,
    title: "Who sees which rows changes",
    help: "Row security is switched on or off, or a policy of rows is added, changed or dropped.",
    example: .init(
      path: "migrations/12_rls.sql",
      old: nil,
      new: "ALTER TABLE users DISABLE ROW LEVEL SECURITY;\n"
    )
  )

  static let masking = Kind(
    "sql-masking",
    of: .iam,
    title: "A column's mask changes",
    help: "A masking policy is set, changed or lifted: whoever reads the column sees its values.",
    example: .init(
      path: "migrations/13_mask.sql",
      old: nil,
      new: "ALTER TABLE users MODIFY COLUMN email UNSET MASKING POLICY;\n"
    )
  )

  static let network = Kind(
    "sql-network-policy",
    of: .iam,
    title: "From where a database is reached changes",
    help: "A network policy of the account is set, changed or lifted.",
    example: .init(
      path: "migrations/14_net.sql",
      old: nil,
      new: "ALTER ACCOUNT UNSET NETWORK_POLICY;\n"
    )
  )

  static let destruction = Kind(
    "sql",
    of: .destruction,
    title: "A script destroys data",
    help: """
      The script drops a table, a schema or a database, empties a table, or deletes every row of one. A \
      table that the script itself has made does not count.
      """,
    example: .init(path: "migrations/15_drop.sql", old: nil, new: "DROP TABLE users;\n")
  )
}
