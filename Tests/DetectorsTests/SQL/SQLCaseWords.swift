import Detection
import Detectors
import Testing

func changed(
  _ direction: Direction?,
  _ kind: String?,
  _ says: String,
  line: Int? = nil,
  _ text: String
) -> ExpectedReading {
  ExpectedReading(
    path: "migrations/1.sql",
    old: nil,
    new: text,
    direction: direction,
    kind: kind,
    line: line,
    says: says
  )
}

func edited(
  _ old: String,
  _ text: String,
  _ direction: Direction?,
  _ kind: String?,
  _ says: String,
  line: Int? = nil
) -> ExpectedReading {
  ExpectedReading(
    path: "db/2.sql",
    old: old,
    new: text,
    direction: direction,
    kind: kind,
    line: line,
    says: says
  )
}

extension ExpectedReading {
  func with(says: String) -> Self {
    Self(path: path, old: old, new: new, direction: direction, kind: kind, line: line, says: says)
  }

  func unknown() -> Self {
    Self(path: path, old: old, new: new, direction: nil, kind: nil, line: line, says: "")
  }

  func incomparable() -> Self {
    Self(
      path: path,
      old: old,
      new: new,
      direction: .incomparable,
      kind: nil,
      line: line,
      says: says
    )
  }
}
