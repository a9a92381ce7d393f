import Detection

extension ExportsDetector {
  static let flow = Kind(
    "flow",
    of: .dataExport,
    title: "A way out for data is added or removed",
    help: """
      A statement, a command, a job or a program copies data somewhere. Whose place that is, the policy's \
      list of what the organisation owns tells; everything else is outside.
      """,
    example: .init(
      path: "jobs/export.sh",
      old: nil,
      new: "#!/bin/sh\npg_dump payments | aws s3 cp - s3://partner-drop/payments.sql\n"
    )
  )

  static let sink = Kind(
    "sink",
    of: .dataExport,
    title: "Exported data goes somewhere else",
    help: "The same data is copied to another place. Further out than before, it widens.",
    example: .init(
      path: "jobs/export.sql",
      old: "COPY cards TO '/var/backup/cards.csv';\n",
      new: "COPY cards TO 's3://partner-drop/cards.csv';\n"
    )
  )

  static let source = Kind(
    "source",
    of: .dataExport,
    title: "An export takes more, less or other data",
    help: "Other tables or columns go to the same place: a whole schema for a table is more.",
    example: .init(
      path: "jobs/export.sql",
      old: "UNLOAD ('SELECT id FROM cards') TO 's3://drop/' IAM_ROLE 'r';\n",
      new: "UNLOAD ('SELECT * FROM cards') TO 's3://drop/' IAM_ROLE 'r';\n"
    )
  )

  static let filter = Kind(
    "filter",
    of: .dataExport,
    title: "An export's conditions change",
    help: "A WHERE, a LIMIT or a sample is removed, added or changed: other rows are exported.",
    example: .init(
      path: "jobs/export.sql",
      old: "UNLOAD ('SELECT id FROM cards WHERE test') TO 's3://drop/' IAM_ROLE 'r';\n",
      new: "UNLOAD ('SELECT id FROM cards') TO 's3://drop/' IAM_ROLE 'r';\n"
    )
  )

  static let role = Kind(
    "role",
    of: .dataExport,
    title: "An export's role or encryption changes",
    help: "The same data goes to the same place with other rights, or is encrypted otherwise.",
    example: .init(
      path: "jobs/export.sql",
      old: "UNLOAD ('SELECT id FROM cards') TO 's3://drop/' IAM_ROLE 'r' ENCRYPTED;\n",
      new: "UNLOAD ('SELECT id FROM cards') TO 's3://drop/' IAM_ROLE 'r';\n"
    )
  )

  static let schedule = Kind(
    "schedule",
    of: .dataExport,
    title: "An export runs more or less often",
    help: "The schedule that the file gives for an export changes.",
    example: .init(
      path: "etc/cron.d/export",
      old: "0 3 * * 0 root pg_dump payments > /backup/payments.sql\n",
      new: "0 3 * * * root pg_dump payments > /backup/payments.sql\n"
    )
  )

  static let crossEnvironment = Kind(
    "cross-environment",
    of: .dataExport,
    title: "A lower environment reads a higher one's data",
    help: """
      A job of development, test or staging names a bucket, a table or a host of production. What reaches \
      a lower environment is open to more people.
      """,
    example: .init(
      path: "env/staging/sync.sh",
      old: nil,
      new: "#!/bin/sh\naws s3 sync s3://acme-prod-customers s3://acme-staging-customers\n"
    )
  )
}
