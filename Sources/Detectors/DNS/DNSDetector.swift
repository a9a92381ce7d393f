package import Detection
import Syntax

/// Zones as master files and as octoDNS has them.
package struct DNSDetector: Detector {
  package init() {}

  package var kinds: [Kind] { DNSRule.kinds }

  package func read(_ pair: FilePair) -> Reading {
    let path = String(decoding: pair.path, as: UTF8.self)
    do {
      let old: DNSRecords?
      let new: DNSRecords?
      if Self.isZoneFile(path) || Self.isDatabase(path, pair) {
        old = try pair.old.map { bytes throws(SyntaxError) in try ZoneFile(bytes).records }
        new = try pair.new.map { bytes throws(SyntaxError) in try ZoneFile(bytes).records }
      } else if Self.isOctoDNS(path) {
        old = try Self.zone(pair.old)
        new = try Self.zone(pair.new)
        if old == nil && new == nil { return .foreign }
      } else {
        return .foreign
      }
      return Self.compare(old ?? DNSRecords(), new ?? DNSRecords(), pair.surroundings).reading
    } catch {
      return .unreadable(line: error.position.line, reason: error.reason)
    }
  }

  private static func compare(
    _ old: DNSRecords,
    _ new: DNSRecords,
    _ surroundings: Surroundings
  ) -> Findings {
    guard max(old.records.count, new.records.count) <= 10_000 else {
      var findings = Findings()
      findings.doubt(nil, "more than 10000 records")
      return findings
    }
    let owned = OwnedNames(surroundings.owned + [old.origin, new.origin].compactMap(\.self))
    var findings = FactComparison(
      old: DNSRule.facts(of: old, beside: new, owned: owned),
      new: DNSRule.facts(of: new, beside: old, owned: owned)
    ).findings
    // What is not understood on both sides may have changed with the rest.
    let reasons = (old.doubts.map(\.reason), new.doubts.map(\.reason))
    if reasons.0 != reasons.1, let doubt = new.doubts.last ?? old.doubts.last {
      findings.doubt(doubt.line, doubt.reason)
    }
    return findings
  }

  private static func isZoneFile(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    return name.hasSuffix(".zone")
      || name.hasPrefix("db.") && !name.hasSuffix(".sql")
        && !name.hasSuffix(".yml") && !name.hasSuffix(".yaml") && !name.hasSuffix(".json")
  }

  /// `example.com.db`, which other programs have other things in.
  private static func isDatabase(_ path: String, _ pair: FilePair) -> Bool {
    path.hasSuffix(".db")
      && [pair.old, pair.new].compactMap(\.self).contains { side in
        !side.contains(0) && [" SOA", "\tSOA"].contains(where: side.holds)
      }
  }

  /// A directory of zones, each file named for its zone with the dot at the end.
  private static func isOctoDNS(_ path: String) -> Bool {
    guard path.hasSuffix(".yaml") || path.hasSuffix(".yml") else { return false }
    let name = path.split(separator: "/").last ?? ""
    if name.hasSuffix("..yaml") || name.hasSuffix("..yml") { return true }
    let directories = path.split(separator: "/").dropLast().map { $0.lowercased() }
    return directories.contains { ["dns", "zones", "octodns", "zone-configs"].contains($0) }
  }

  private static func zone(_ bytes: [UInt8]?) throws(SyntaxError) -> DNSRecords? {
    guard let bytes, let node = try YAMLReader.read(bytes, limits: .bundle).first else {
      return nil
    }
    return OctoDNSZone.records(of: node)
  }
}
