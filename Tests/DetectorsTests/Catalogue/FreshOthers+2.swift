import Detection

extension FreshOthers {
  static let text5 = """
    path "secret/data/shop/*" {
      capabilities = ["read", "list"]
    }
    path "secret/data/shop/root" {
      capabilities = ["deny"]
    }

    """

  static let part2: [FreshCase] = [
    .edit(
      "vault write",
      "vault/policies/shop.hcl",
      text5,
      "\"read\", \"list\"",
      "\"read\", \"list\", \"update\"",
      [.widened],
      .iam
    ),
    .edit(
      "vault deny gone",
      "vault/policies/shop.hcl",
      text5,
      "path \"secret/data/shop/root\" {\n  capabilities = [\"deny\"]\n}\n",
      "",
      [.widened],
      .iam
    ),
    .edit("vault wider", "vault/policies/shop.hcl", text5, "shop/*", "*", [.widened], .iam),
    .edit(
      "vault plus",
      "vault/policies/shop.hcl",
      text5,
      "secret/data/shop/*",
      "secret/data/+/config",
      [.incomparable, .widened],
      .iam
    ),
    .edit(
      "vault order",
      "vault/policies/shop.hcl",
      text5,
      "[\"read\", \"list\"]",
      "[\"list\",\"read\"]",
      [.equal]
    ),
    .pair(
      "grant select",
      "sql/migrations/0042_grants.sql",
      nil,
      "GRANT SELECT ON orders TO reporting;\n",
      [.widened],
      .iam
    ),
    .pair(
      "grant all on all tables",
      "sql/migrations/0042_grants.sql",
      nil,
      "GRANT ALL PRIVILEGES ON ALL TABLES IN SCHEMA public TO app;\n",
      [.widened],
      .iam
    ),
    .pair(
      "revoke",
      "sql/migrations/0042_grants.sql",
      nil,
      "REVOKE INSERT, UPDATE ON orders FROM reporting;\n",
      [.narrowed],
      .iam
    ),
    .pair(
      "grant to public",
      "sql/migrations/0042_grants.sql",
      nil,
      "GRANT USAGE ON SCHEMA finance TO PUBLIC;\n",
      [.widened],
      .iam
    ),
    .pair(
      "role superuser",
      "sql/migrations/0042_grants.sql",
      nil,
      "ALTER ROLE app WITH SUPERUSER;\n",
      [.widened],
      .iam
    ),
    .pair(
      "role nosuperuser",
      "sql/migrations/0042_grants.sql",
      nil,
      "ALTER ROLE app NOSUPERUSER;\n",
      [.narrowed],
      .iam
    ),
    .pair(
      "membership",
      "sql/migrations/0042_grants.sql",
      nil,
      "GRANT pg_read_all_data TO intern;\n",
      [.widened],
      .iam
    ),
    .pair(
      "row security off",
      "sql/migrations/0042_grants.sql",
      nil,
      "ALTER TABLE invoices DISABLE ROW LEVEL SECURITY;\n",
      [.widened],
      .iam
    ),
    .pair(
      "row security on",
      "sql/migrations/0042_grants.sql",
      nil,
      "ALTER TABLE invoices ENABLE ROW LEVEL SECURITY;\n",
      [.narrowed],
      .iam
    ),
    .pair(
      "policy using true",
      "sql/migrations/0042_grants.sql",
      nil,
      "CREATE POLICY all_rows ON invoices FOR SELECT TO app USING (true);\n",
      [.widened],
      .iam
    ),
    .pair(
      "definer",
      "sql/migrations/0042_grants.sql",
      nil,
      """
      CREATE OR REPLACE FUNCTION pay() RETURNS void LANGUAGE sql SECURITY DEFINER AS $$ UPDATE invoices SET paid = true; $$;

      """,
      [.widened, .incomparable, .unknown],
      .iam
    ),
    .pair(
      "default privileges",
      "sql/migrations/0042_grants.sql",
      nil,
      """
      ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO readers;

      """,
      [.widened],
      .iam
    ),
    .pair(
      "drop table",
      "sql/migrations/0042_grants.sql",
      nil,
      "DROP TABLE customers;\n",
      [.widened],
      .destruction
    ),
    .pair(
      "drop column",
      "sql/migrations/0042_grants.sql",
      nil,
      "ALTER TABLE customers DROP COLUMN email;\n",
      [.widened],
      .destruction
    ),
    .pair(
      "truncate",
      "sql/migrations/0042_grants.sql",
      nil,
      "TRUNCATE audit_log;\n",
      [.widened],
      .destruction
    ),
    .pair(
      "plain table",
      "sql/migrations/0042_grants.sql",
      nil,
      """
      CREATE TABLE IF NOT EXISTS notes (id bigserial PRIMARY KEY, body text NOT NULL);

      """,
      [.equal]
    ),
    .pair(
      "index",
      "sql/migrations/0042_grants.sql",
      nil,
      "CREATE INDEX CONCURRENTLY notes_body ON notes (body);\n",
      [.equal]
    ),
    .pair(
      "column",
      "sql/migrations/0042_grants.sql",
      nil,
      "ALTER TABLE notes ADD COLUMN author text;\n",
      [.equal]
    ),
  ]
}
