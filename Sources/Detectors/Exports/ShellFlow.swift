import Syntax

/// What one command does with data.
struct ShellFlow {
  var form: String
  var sources: [String] = []
  /// `nil` where it writes to its output.
  var sink: Sink?
  var takesInput = false
  var filters: [String] = []
  var role = ""
  var protection = ""
  /// What it runs by itself.
  var inner = ExportReport()
}

/// A program and its arguments, with variables filled in as far as they are known.
struct ShellProgram {
  let name: String
  let arguments: [String]

  /// The options and what is none; `valued` are those that take the next argument.
  func parted(_ valued: Set<String>) -> (plain: [String], options: [String: [String]]) {
    var plain: [String] = []
    var options: [String: [String]] = [:]
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      index &+= 1
      if argument == "--" {
        plain += arguments[index...]
        break
      }
      guard argument.hasPrefix("-"), argument.utf8.count > 1 else {
        plain.append(argument)
        continue
      }
      let (name, value) = Self.option(argument, valued)
      if value == nil, let bundle = Self.bundle(argument, valued) {
        for flag in bundle.flags { options[flag, default: []].append("") }
        if let value = bundle.value {
          options[bundle.name, default: []].append(value)
        } else if index < arguments.count {
          options[bundle.name, default: []].append(arguments[index])
          index &+= 1
        }
      } else if let value {
        options[name, default: []].append(value)
      } else if valued.contains(name), index < arguments.count {
        options[name, default: []].append(arguments[index])
        index &+= 1
      } else {
        options[name, default: []].append("")
      }
    }
    return (plain, options)
  }

  /// `-sT file`: letters without a value, and a last one that takes what follows.
  private static func bundle(_ argument: String, _ valued: Set<String>)
    -> (flags: [String], name: String, value: String?)?
  {
    guard !argument.hasPrefix("--"), argument.utf8.count > 2 else { return nil }
    var flags: [String] = []
    for (index, letter) in argument.enumerated().dropFirst() {
      guard letter.isASCII, letter.isLetter || letter.isNumber, index < 12 else { return nil }
      let name = "-\(letter)"
      if valued.contains(name) {
        let value = String(argument.dropFirst(index + 1))
        return index == 1 ? nil : (flags, name, value.isEmpty ? nil : value)
      }
      flags.append(name)
    }
    return nil
  }

  /// Reads `--name=value` and `-nvalue`.
  private static func option(_ argument: String, _ valued: Set<String>) -> (String, String?) {
    if argument.hasPrefix("--") || !valued.contains(where: { $0.utf8.count == 2 }) {
      return SinkReader.split(argument, at: "=").map { ($0.0, $0.1) } ?? (argument, nil)
    }
    let short = String(argument.prefix(2))
    if valued.contains(short), argument.utf8.count > 2 {
      return (short, String(argument.dropFirst(2)))
    }
    return valued.contains(short) ? (short, nil) : (argument, nil)
  }
}

extension [String: [String]] {
  /// The last value of any of these options.
  func value(_ names: String...) -> String? { names.lazy.compactMap { self[$0]?.last }.first }
  func all(_ names: String...) -> [String] { names.flatMap { self[$0] ?? [] } }
  func has(_ names: String...) -> Bool { names.contains { self[$0] != nil } }
}
