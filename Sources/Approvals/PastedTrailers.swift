internal import GitObjects

/// Finds trailers in text that somebody pasted: out of a terminal, a mail, a log, a note.
///
/// For looking at them only: it takes any fold, indent and line end, which the gate does not.
package enum PastedTrailers {
  /// The values, each on one line, however they were broken.
  package static func values(in text: [UInt8]) -> [[UInt8]] {
    let key = Array("\(Trailer.key):".utf8)
    let signature = Array("signature=".utf8)
    var values: [[UInt8]] = []
    var words: [[UInt8]] = []
    for word in text.split(whereSeparator: { [0x20, 0x09, 0x0A, 0x0D].contains($0) }) {
      if word.elementsEqual(key) {
        words = []
        continue
      }
      words.append(Array(word.starts(with: key) ? word.dropFirst(key.count) : word))
      if word.starts(with: signature) {
        values.append(Array(words.joined(separator: [0x20])))
        words = []
      }
    }
    return values
  }
}
