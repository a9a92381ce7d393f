import Syntax

/// Names under which a program has what sends requests.
enum PythonClients {
  private static let libraries: Set<String> = ["requests", "httpx", "aiohttp", "urllib3"]
  private static let classes: Set<String> = [
    "Session", "Client", "AsyncClient", "ClientSession", "session", "PoolManager",
  ]

  /// `import requests as r`, `s = requests.Session()`, `with httpx.Client() as c`.
  static func names(in tokens: [PythonToken]) -> Set<String> {
    var names = libraries.union(["session"])
    for index in tokens.indices where tokens[index].kind == .name {
      let text = tokens[index].text
      if libraries.contains(text), index + 2 < tokens.count, tokens[index + 1].text == "as" {
        names.insert(tokens[index + 2].text)
      }
      guard classes.contains(text), index + 1 < tokens.count, tokens[index + 1].isSymbol("(") else {
        continue
      }
      if let name = assigned(before: index, tokens) ?? named(behind: index, tokens) {
        names.insert(name)
      }
    }
    return names
  }

  /// The name that a statement gives what stands at a place in it.
  private static func assigned(before place: Int, _ tokens: [PythonToken]) -> String? {
    for index in stride(from: place, to: max(0, place - 8), by: -1)
    where tokens[index].isSymbol("=") && tokens[index - 1].kind == .name {
      return tokens[index - 1].text
    }
    return nil
  }

  private static func named(behind place: Int, _ tokens: [PythonToken]) -> String? {
    let near = tokens[place..<min(tokens.count - 1, place + 12)]
    guard let sign = near.firstIndex(where: { $0.kind == .name && $0.text == "as" }) else {
      return nil
    }
    return tokens[sign + 1].text
  }
}

extension PythonCall {
  /// The columns that are written; empty for all.
  var columns: [String] { value("columns", "usecols")?.items.sorted() ?? [] }
}
