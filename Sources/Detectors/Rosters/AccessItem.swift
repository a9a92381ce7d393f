import Detection

/// Something one side of a file gives to somebody, or guards.
struct AccessItem {
  let kind: Kind
  /// What it is about, the same on both sides.
  let slot: String
  /// Guards access: it widens when it goes.
  var isGuard = false
  /// How much it gives; unknown words have none.
  var rank: Int?
  /// What it gives, where that can change in its slot.
  var value: String?
  /// What a summary says of the value, where that is too long for one.
  var shown: String?
  let severity: Severity
  let line: Int
  /// The sentence where it comes: `adds 'alice' to 'admins'`.
  let comes: String
  let goes: String
  /// What changes where it stays: `the role of 'alice'`.
  var subject = ""
  /// What it is one of several in.
  var list = ""
  /// Hangs on what only a run of a template tells.
  var isOpaque = false
  /// Some of the values that a variable can have hold it, others do not.
  var isUncertain = false
  /// The variable that stands for people here.
  var filling: AnsibleLists.Filling?
}

/// The items of both sides, held against each other.
struct AccessComparison {
  private(set) var observations: [Observation] = []
  private var opaque: [AccessItem] = []
  /// Lists that something comes to, and those that something goes from.
  private var grown: Set<String> = []
  private var shrunk: Set<String> = []

  init(old: [AccessItem], new: [AccessItem]) {
    let (oldKeys, newKeys) = (old.map(Self.key), new.map(Self.key))
    let before = Self.table(oldKeys, old)
    let after = Self.table(newKeys, new)
    var seen: Set<[UInt8]> = []
    for key in newKeys where seen.insert(key).inserted { compare(before[key], after[key]) }
    for (key, item) in zip(oldKeys, old) where seen.insert(key).inserted { compare(item, nil) }
  }

  /// The first difference that nobody can judge before a template runs.
  ///
  /// What a template gives beside all that there was is more, whatever it is; in the place of something
  /// else it could be anything.
  var opaqueLine: Int? {
    opaque.first { grown.contains($0.list) && shrunk.contains($0.list) }?.line
  }

  var reading: Reading {
    guard let line = opaqueLine else { return .understood(observations) }
    return .partial(observations, line: line, reason: "what a template writes here is not known")
  }

  private static func key(_ item: AccessItem) -> [UInt8] {
    Array(item.kind.name.utf8) + [0] + Array(item.slot.utf8)
  }

  /// Of two items in one slot, the one that gives more.
  private static func table(_ keys: [[UInt8]], _ items: [AccessItem]) -> [[UInt8]: AccessItem] {
    Dictionary(zip(keys, items)) { ($1.rank ?? 0) > ($0.rank ?? 0) ? $1 : $0 }
  }

  private mutating func compare(_ old: AccessItem?, _ new: AccessItem?) {
    switch (old, new) {
    case (nil, let item?):
      note(item, grows: true)
      add(item, item.isGuard ? .narrowed : .widened, new: item.line, item.comes)
    case (let item?, nil):
      note(item, grows: false)
      add(item, item.isGuard ? .widened : .narrowed, old: item.line, item.goes)
    case (let old?, let new?): change(old, new)
    case (nil, nil): break
    }
  }

  /// Of what is there in some cases only, each side may be the one that lacks it.
  private mutating func shift(_ old: AccessItem, _ new: AccessItem) {
    if old.isUncertain { compare(nil, new) }
    if new.isUncertain { compare(old, nil) }
  }

  private mutating func change(_ old: AccessItem, _ new: AccessItem) {
    guard !old.isUncertain, !new.isUncertain else { return shift(old, new) }
    guard old.value != new.value else { return }
    note(old, grows: false)
    note(new, grows: true)
    let from = old.shown ?? old.value ?? "nothing"
    let to = new.shown ?? new.value ?? "nothing"
    var direction = Direction.incomparable
    var verb = "changes"
    if let before = old.rank, let after = new.rank, before != after {
      verb = after > before ? "raises" : "lowers"
      direction = after > before ? .widened : .narrowed
      if new.isGuard { direction = direction.reversed }
    }
    let item = direction == .narrowed ? old : new
    add(
      item,
      direction,
      new: new.line,
      old: old.line,
      "\(verb) \(new.subject) from \(from) to \(to)"
    )
  }

  private mutating func note(_ item: AccessItem, grows: Bool) {
    if grows { grown.insert(item.list) } else { shrunk.insert(item.list) }
    if item.isOpaque { opaque.append(item) }
  }

  private mutating func add(
    _ item: AccessItem,
    _ direction: Direction,
    new: Int? = nil,
    old: Int? = nil,
    _ summary: String
  ) {
    observations.append(
      Observation(
        item.kind,
        direction,
        direction == .narrowed ? .low : item.severity,
        line: new,
        oldLine: old,
        summary: summary
      )
    )
  }
}
