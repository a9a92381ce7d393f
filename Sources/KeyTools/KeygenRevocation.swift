internal import GitObjects
internal import Platform
package import SSH
internal import Synchronization

/// Asks `ssh-keygen -Q` which keys a binary KRL revokes, and asks about no key twice.
package final class KeygenRevocation: RevocationOracle {
  private struct Question: Hashable {
    let krl: Digest
    let key: [UInt8]
  }

  private let answers = Mutex<[Question: Bool]>([:])

  package init() {}

  package func revoked(_ keys: [[UInt8]], by krl: [UInt8]) throws(OracleFailure) -> Set<[UInt8]> {
    let digest = Digest(of: krl)
    let known = answers.withLock { answers in
      Dictionary(
        uniqueKeysWithValues: Set(keys).compactMap { key in
          answers[Question(krl: digest, key: key)].map { (key, $0) }
        }
      )
    }
    let open = Set(keys).subtracting(known.keys).sorted { $0.lexicographicallyPrecedes($1) }
    var result = Set(known.filter(\.value).keys)
    if keys.isEmpty || !open.isEmpty {
      let asked = try ask(open, krl)
      result.formUnion(asked)
      answers.withLock { answers in
        for key in open { answers[Question(krl: digest, key: key)] = asked.contains(key) }
      }
    }
    return result
  }

  private func ask(_ keys: [[UInt8]], _ krl: [UInt8]) throws(OracleFailure) -> Set<[UInt8]> {
    do throws(KeyProgram.Failure) {
      let program = try KeyProgram(named: "ssh-keygen", package: "openssh-client")
      return try Self.ask(keys, krl, program)
    } catch {
      throw OracleFailure(error.text)
    }
  }

  /// The exit status is 0 where none is revoked, 1 where some are, and anything else is no answer;
  /// each file has a line of its own, and all must be there.
  private static func ask(_ keys: [[UInt8]], _ krl: [UInt8], _ program: KeyProgram)
    throws(KeyProgram.Failure) -> Set<[UInt8]>
  {
    let finished = try run(keys, krl, program)
    let lines = keys.isEmpty ? [] : finished.output.split(separator: UInt8(ascii: "\n"))
    var revoked: Set<[UInt8]> = []
    for (key, line) in zip(keys, lines) {
      if line.suffix(9).elementsEqual(": REVOKED".utf8) {
        revoked.insert(key)
      } else if !line.suffix(4).elementsEqual(": ok".utf8) {
        throw KeyProgram.Failure("ssh-keygen wrote '\(Escaped.text(Array(line)))'")
      }
    }
    guard finished.status == (revoked.isEmpty ? 0 : 1), lines.count == keys.count else {
      throw KeyProgram.Failure("the KRL cannot be read: \(reason(finished.errors))")
    }
    return revoked
  }

  /// The end of the first line it complains with, without the name of our temporary file.
  private static func reason(_ errors: [UInt8]) -> String {
    let line = errors.prefix { $0 != 0x0A && $0 != 0x0D }
    let end = line.lastIndex(of: UInt8(ascii: ":")).map { line[($0 + 1)...] } ?? line
    return Escaped.text(Array(end.drop { $0 == 0x20 }))
  }

  private static func run(_ keys: [[UInt8]], _ krl: [UInt8], _ program: KeyProgram)
    throws(KeyProgram.Failure) -> ChildProgram.Finished
  {
    let question = try QuestionDirectory()
    var arguments = ["-Q", "-f"].map { Array($0.utf8) }
    arguments.append(try question.write(krl, as: "krl"))
    // Without a key to ask about, the list itself is asked for: it must be readable all the same.
    if keys.isEmpty { arguments.insert(Array("-l".utf8), at: 1) }
    for (index, key) in keys.enumerated() {
      let line = typeName(of: key) + [0x20] + Base64.encode(key) + [0x0A]
      arguments.append(try question.write(line, as: "\(index).pub"))
    }
    return try program.run(arguments, in: question.directory)
  }

  private static func typeName(of blob: [UInt8]) -> [UInt8] {
    guard blob.count >= 4 else { return [] }
    let length = blob.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    return Array(blob.dropFirst(4).prefix(length))
  }
}
