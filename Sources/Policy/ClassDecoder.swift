internal import ContentPatterns
internal import Detection
internal import GitObjects

/// Reads what is sensitive, and which paths touch which environment.
struct ClassDecoder {
  let file: String

  func classes(_ map: MapReader) throws(PolicyError) -> [ChangeClass] {
    guard let node = map.node("classes") else { return [] }
    var classes: [ChangeClass] = []
    for pair in try MapReader(node, file: file, what: "classes", keys: nil).entries {
      let id: ClassID = try map.name(pair.key, at: pair.keyPosition)
      guard id != .policy, id != .meta else {
        throw PolicyError(
          file: file,
          at: pair.keyPosition,
          "'\(id)' is built in",
          fix: "choose another name"
        )
      }
      let fields = try MapReader(
        pair.value,
        file: file,
        what: "class '\(id)'",
        keys: ["paths", "ignore", "detect", "content"]
      )
      classes.append(
        ChangeClass(
          id: id,
          paths: try patterns(fields, "paths"),
          ignore: try patterns(fields, "ignore"),
          detect: try families(fields),
          content: try content(fields)
        )
      )
      guard fields.entries.contains(where: { $0.key != "ignore" }) else {
        throw PolicyError(
          file: file,
          at: pair.value.position,
          "class '\(id)' matches nothing",
          fix: "add 'paths'"
        )
      }
    }
    return classes
  }

  private func families(_ fields: MapReader) throws(PolicyError) -> [Family] {
    var families: [Family] = []
    for (text, position) in try fields.texts("detect") ?? [] {
      guard let family = Family(rawValue: text) else {
        throw PolicyError(
          file: file,
          at: position,
          "'\(Escaped.text(text))' is no family of detectors",
          fix: "there are \(Family.allCases.map(\.rawValue).joined(separator: ", "))"
        )
      }
      families.append(family)
    }
    return families
  }

  /// A text that begins with an `@` names patterns that are built in.
  private func content(_ fields: MapReader) throws(PolicyError) -> [ContentPattern] {
    var patterns: [ContentPattern] = []
    for (text, position) in try fields.texts("content") ?? [] {
      if text.hasPrefix("@"), BuiltInPatterns.texts(of: text) == nil {
        throw PolicyError(
          file: file,
          at: position,
          "there are no patterns called '\(Escaped.text(text))'",
          fix:
            "there are \(BuiltInPatterns.names.joined(separator: ", ")); '[@]' stands for the letter"
        )
      }
      for pattern in BuiltInPatterns.texts(of: text) ?? [text] {
        do throws(ContentPattern.Malformed) {
          patterns.append(try ContentPattern(pattern))
        } catch {
          throw PolicyError(
            file: file,
            at: position,
            "the pattern '\(Escaped.text(text))' is none that PCRE2 reads: \(error.reason), at byte "
              + "\(error.offset)"
          )
        }
      }
    }
    return patterns
  }

  func patterns(_ map: MapReader, _ key: String) throws(PolicyError) -> [PathPattern] {
    var patterns: [PathPattern] = []
    for (text, position) in try map.texts(key) ?? [] {
      do throws(PathPattern.Malformed) {
        patterns.append(try PathPattern(Array(text.utf8)))
      } catch {
        let why =
          switch error {
          case .empty: "matches nothing"
          case .negated: "cannot be negated: use 'ignore'"
          case .emptyComponent: "has two slashes in a row"
          case .dotComponent: "has a '.' or '..', which no path in git has"
          case .outerBlank: "begins or ends with a blank: write '[ ]' where a name does"
          case .mixedStars: "has '**' beside other letters: write '*', or put '**' between slashes"
          case .badGlob: "has a '[' or a backslash that does not end, or a class that is not known"
          case .tooDeep: "has too many components"
          }
        throw PolicyError(file: file, at: position, "the pattern '\(Escaped.text(text))' \(why)")
      }
    }
    return patterns
  }

  func environments(_ map: MapReader) throws(PolicyError) -> [Environment] {
    guard let node = map.node("environments") else { return [] }
    var environments: [Environment] = []
    for pair in try MapReader(node, file: file, what: "environments", keys: nil).entries {
      let fields = try MapReader(
        pair.value,
        file: file,
        what: "environment '\(pair.key)'",
        keys: ["paths", "accounts"]
      )
      let name: Label = try map.name(pair.key, at: pair.keyPosition)
      environments.append(
        Environment(
          name: name.rawValue,
          paths: try patterns(fields, "paths"),
          accounts: try fields.texts("accounts")?.map(\.text) ?? []
        )
      )
    }
    return environments
  }
}
