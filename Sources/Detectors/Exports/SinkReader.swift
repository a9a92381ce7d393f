import Syntax

/// Tells whose a place is.
struct SinkReader: Sendable {
  /// The organisation's own buckets, accounts, hosts and domains, with `*` for any text.
  let owned: [String]

  init(owned: [String]) { self.owned = owned }

  /// Takes an address as programs write it.
  func sink(_ text: String) -> Sink { Sink(text: text, reach: reach(of: text)) }

  /// A name of a bucket, an account or a host alone.
  func sink(named name: String, as text: String, else reach: Sink.Reach = .outside) -> Sink {
    Sink(text: text, reach: self.reach(named: name, else: reach))
  }

  func reach(of text: String) -> Sink.Reach {
    if let scheme = Self.split(text, at: "://") {
      return reach(scheme: scheme.0.asciiSmall, rest: scheme.1)
    }
    if text.utf8.starts(with: "arn:".utf8) { return reach(arn: text) }
    if text.utf8.starts(with: "//".utf8) { return reach(host: String(text.dropFirst(2))) }
    if let remote = remote(text) { return remote }
    if let place = text.utf8.firstIndex(of: UInt8(ascii: "@")), place != text.utf8.startIndex,
      !text.utf8.contains(UInt8(ascii: "/"))
    {
      let domain = String(text[text.utf8.index(after: place)...])
      return reach(named: domain, else: .internet)
    }
    return Self.isUnresolved(text.utf8.prefix { $0 != UInt8(ascii: "/") }) ? .unknown : .local
  }

  private func reach(scheme: String, rest: String) -> Sink.Reach {
    let authority = Self.authority(of: rest)
    switch scheme {
    case "file", "local", "dbfs", "hdfs", "unix": return .local
    case "s3", "s3a", "s3n", "gs", "gcs", "r2", "oss", "cos", "b2", "minio":
      return reach(named: authority, else: .outside)
    case "azure", "abfs", "abfss", "wasb", "wasbs", "adl":
      let account = Self.split(authority, at: "@")?.1 ?? authority
      let name = account.utf8.prefix { $0 != UInt8(ascii: ".") }
      return min(
        reach(named: String(decoding: name, as: UTF8.self), else: .outside),
        reach(named: account, else: .outside)
      )
    default: return reach(host: authority)
    }
  }

  /// The host or the bucket of what follows `://`, without user and port.
  static func authority(of rest: String) -> String {
    var end = rest.utf8.startIndex
    var depth = 0
    for index in rest.utf8.indices {
      let byte = rest.utf8[index]
      if byte == UInt8(ascii: "{") { depth &+= 1 }
      if byte == UInt8(ascii: "}") { depth = max(0, depth &- 1) }
      if depth == 0, "/?#".utf8.contains(byte) { break }
      end = rest.utf8.index(after: index)
    }
    return String(rest[..<end])
  }

  private func reach(host text: String) -> Sink.Reach {
    var host = text
    if let at = host.utf8.lastIndex(of: UInt8(ascii: "@")) {
      host = String(host[host.utf8.index(after: at)...])
    }
    if host.utf8.first != UInt8(ascii: "["), let colon = host.utf8.lastIndex(of: UInt8(ascii: ":"))
    {
      host = String(host[..<colon])
    }
    if Self.isInternal(host) { return .inside }
    let account = host.utf8.prefix { $0 != UInt8(ascii: ".") }
    let isStorage = Self.storage.contains { host.hasSuffix($0) }
    if isStorage {
      return min(
        reach(named: String(decoding: account, as: UTF8.self), else: .outside),
        reach(named: host, else: .outside)
      )
    }
    return reach(named: host, else: .internet)
  }

  private static let storage = [
    ".blob.core.windows.net", ".dfs.core.windows.net", ".s3.amazonaws.com",
    ".file.core.windows.net",
  ]

  /// Hosts that the internet does not have.
  static func isInternal(_ host: String) -> Bool {
    if host.isEmpty || isUnresolved(host.utf8) { return false }
    if ["localhost", "127.0.0.1", "[::1]", "::1", "0.0.0.0"].contains(host) { return true }
    if [".local", ".internal", ".localdomain", ".svc"].contains(where: host.hasSuffix) {
      return true
    }
    if !host.utf8.contains(UInt8(ascii: ".")), !host.utf8.contains(UInt8(ascii: ":")) {
      return true
    }
    let parts = host.utf8.split(separator: UInt8(ascii: ".")).map {
      Int(String(decoding: $0, as: UTF8.self))
    }
    guard parts.count == 4, let first = parts[0], let second = parts[1] else { return false }
    return first == 10 || first == 127 || (first == 192 && second == 168)
      || (first == 172 && (16...31).contains(second))
  }

  private func reach(arn: String) -> Sink.Reach {
    let parts = arn.utf8.split(
      separator: UInt8(ascii: ":"),
      maxSplits: 5,
      omittingEmptySubsequences: false
    ).map { String(decoding: $0, as: UTF8.self) }
    guard parts.count == 6 else { return .unknown }
    let name = Self.authority(of: parts[5])
    return min(
      reach(named: name, else: .outside),
      parts[4].isEmpty ? .unknown : reach(named: parts[4], else: .outside)
    )
  }

  /// `host:path` and `user@host:path`.
  private func remote(_ text: String) -> Sink.Reach? {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let before = String(text[..<colon])
    guard !before.isEmpty, !before.utf8.contains(UInt8(ascii: "/")) else { return nil }
    if before.utf8.count == 1, before.utf8.allSatisfy(\.isSQLWord) { return .local }
    return reach(host: before + ":")
  }

  func reach(named name: String, else other: Sink.Reach) -> Sink.Reach {
    if name.isEmpty { return .unknown }
    if OwnAccounts.isCallers(name) { return .inside }
    let plain = Self.withPlaceholders(name)
    if owned.contains(where: { Self.matches(Array($0.utf8), plain) }) { return .inside }
    return plain.contains(1) ? .unknown : other
  }

  // MARK: - Text

  static func isUnresolved(_ text: some Sequence<UInt8>) -> Bool {
    text.contains { $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "%") }
  }

  static func split(_ text: String, at mark: String) -> (String, String)? {
    let bytes = Array(text.utf8)
    let wanted = Array(mark.utf8)
    guard bytes.count >= wanted.count else { return nil }
    for start in 0...(bytes.count &- wanted.count)
    where bytes[start..<(start &+ wanted.count)].elementsEqual(wanted) {
      return (
        String(decoding: bytes[..<start], as: UTF8.self),
        String(decoding: bytes[(start &+ wanted.count)...], as: UTF8.self)
      )
    }
    return nil
  }

  /// With one byte 1 for every `${…}`, `$NAME`, `{…}`, `%(…)s`.
  static func withPlaceholders(_ name: String) -> [UInt8] {
    var result: [UInt8] = []
    var depth = 0
    var inVariable = false
    for byte in name.utf8 {
      if inVariable, depth == 0, byte.isSQLWord { continue }
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "(") {
        if depth == 0, result.last != 1 { result.append(1) }
        depth &+= 1
      } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: ")") {
        depth = max(0, depth &- 1)
        inVariable = false
      } else if byte == UInt8(ascii: "$") || byte == UInt8(ascii: "%"), depth == 0 {
        if result.last != 1 { result.append(1) }
        inVariable = true
      } else if depth == 0 {
        inVariable = false
        result.append(byte)
      }
    }
    return result
  }

  /// `*` stands for any text; linear but for the last star.
  static func matches(_ pattern: [UInt8], _ text: [UInt8]) -> Bool {
    var (p, t, star, mark) = (0, 0, -1, 0)
    while t < text.count {
      if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
        (star, mark) = (p, t)
        p &+= 1
      } else if p < pattern.count, pattern[p] == text[t], text[t] != 1 {
        p &+= 1
        t &+= 1
      } else if star >= 0 {
        mark &+= 1
        (p, t) = (star &+ 1, mark)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
