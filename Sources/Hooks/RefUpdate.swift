package import GitObjects

/// One line of what git writes to a receive hook: a reference's claimed old id, its new id, its name.
///
/// The whole line is the client's text. `old` is a claim, checked against the reference itself before
/// anything is judged; the name may be any bytes that git has not refused yet.
package struct RefUpdate: Hashable, Sendable {
  package let old: ObjectID
  package let new: ObjectID
  package let name: RefName

  package init(old: ObjectID, new: ObjectID, name: RefName) {
    self.old = old
    self.new = new
    self.name = name
  }
}

/// Why standard input is not a list of updates.
///
/// A name in it is echoed escaped and never whole: it may hold a newline and a second, forged command, or an
/// escape sequence that repaints the refusal.
package enum MalformedUpdates: Error, Hashable, Sendable {
  case notALine(number: Int)
  case badName(number: Int, [UInt8], RefName.Invalid)
  case repeated(RefName)
  /// Ids of 64 digits: the repository uses SHA-256.
  case longIDs
  case unterminated
}

extension RefUpdate {
  /// The updates of a push, in git's order.
  ///
  /// An empty input is no update; a trailing empty line, which some hosts add, is nothing.
  package static func parse(_ input: [UInt8]) throws(MalformedUpdates) -> [RefUpdate] {
    guard !input.isEmpty, input != [newline] else { return [] }
    guard input.last == newline else { throw .unterminated }
    var lines = input.split(separator: newline, omittingEmptySubsequences: false).dropLast()
    if lines.last?.isEmpty == true { lines = lines.dropLast() }
    var updates: [RefUpdate] = []
    var names: Set<RefName> = []
    for (index, line) in lines.enumerated() {
      let update = try RefUpdate(line: line, number: index + 1)
      guard names.insert(update.name).inserted else { throw .repeated(update.name) }
      updates.append(update)
    }
    return updates
  }

  private init(line: ArraySlice<UInt8>, number: Int) throws(MalformedUpdates) {
    let fields = line.split(
      separator: UInt8(ascii: " "),
      maxSplits: 2,
      omittingEmptySubsequences: false
    )
    guard fields.count == 3 else { throw .notALine(number: number) }
    if fields[0].count == 64, fields[1].count == 64 { throw .longIDs }
    guard let old = ObjectID(hex: fields[0]), let new = ObjectID(hex: fields[1]) else {
      throw .notALine(number: number)
    }
    do throws(RefName.Invalid) {
      self.init(old: old, new: new, name: try RefName(validating: Array(fields[2])))
    } catch {
      throw .badName(number: number, Array(fields[2]), error)
    }
  }

  private static let newline = UInt8(ascii: "\n")
}
