import Detection
import Syntax

/// Where a unit's programs are called from.
enum SystemdSockets {
  static let socket = Kind(
    "systemd-socket",
    of: .network,
    title: "A socket of systemd listens elsewhere",
    help: "Whoever reaches the address or the file talks to the program, which is started for it.",
    example: Kind.Example(
      path: "systemd/web.socket",
      old: "[Socket]\nListenStream=127.0.0.1:8080\n",
      new: "[Socket]\nListenStream=8080\n"
    )
  )

  private static let keys = [
    "ListenStream": "tcp", "ListenDatagram": "udp", "ListenSequentialPacket": "packets",
    "ListenFIFO": "fifo", "ListenSpecial": "special", "ListenNetlink": "netlink",
    "ListenMessageQueue": "queue", "ListenUSBFunction": "usb",
  ]

  static func facts(_ unit: SystemdUnit) -> [Fact] {
    let listeners = keys.keys.sorted().flatMap { key in
      unit.list("Socket", key).map { entry in
        listener(unit, entry, keys[key] ?? key)
      }
    }
    return listeners
      + ["SocketUser", "SocketGroup"].compactMap { key in
        guard let entry = unit.last("Socket", key), !entry.value.isEmpty else { return nil }
        return unit.fact(socket, key, rank: 0, value: entry.value, .medium, entry, key)
      }
      + [unit.last("Socket", "BindToDevice")].compactMap { entry in
        guard let entry, !entry.value.isEmpty else { return nil }
        let value = entry.value
        return unit.fact(socket, "device", rank: -1, value: value, .high, entry, "BindToDevice")
      }
  }

  private static func listener(_ unit: SystemdUnit, _ entry: UnitFile.Entry, _ kind: String) -> Fact
  {
    let address = SocketAddress(entry.value)
    return unit.fact(
      socket,
      "\(kind) \(address.name)",
      rank: address.reach.rawValue,
      value: address.shown,
      address.reach == .everybody ? .high : address.reach == .machine ? .low : .medium,
      entry,
      "\(kind) \(address.name) of",
      verbs: .opens
    )
  }
}

/// An address as `ListenStream=` takes it.
struct SocketAddress {
  enum Reach: Int { case machine = 1, some, everybody }

  /// The port, or the file.
  let name: String
  let reach: Reach
  let shown: String

  init(_ text: String) {
    if text.hasPrefix("/") || text.hasPrefix("@") || text.hasPrefix("%") {
      (name, reach, shown) = (text, .machine, "this machine")
      return
    }
    guard let colon = text.lastIndex(of: ":") else {
      // A port alone is that of every address.
      let isPort = text.utf8.allSatisfy { 0x30...0x39 ~= $0 } && !text.isEmpty
      (name, reach, shown) = (text, isPort ? .everybody : .some, isPort ? "every address" : "")
      return
    }
    name = String(text[text.index(after: colon)...])
    let host = text[..<colon].filter { $0 != "[" && $0 != "]" }
    let set = AddressSet(text: host)
    switch host {
    case "0.0.0.0", "::", "0:0:0:0:0:0:0:0", "*", "":
      (reach, shown) = (.everybody, "every address")
    case _ where set.isOfThisMachine: (reach, shown) = (.machine, "this machine")
    default: (reach, shown) = (.some, host)
    }
  }
}

extension AddressSet {
  private static let loopback4 = IntervalSet<UInt32>(0x7F00_0000...0x7FFF_FFFF)
  private static let loopback6 = IntervalSet<UInt128>(1...1)

  /// Whether nobody else reaches any of the addresses.
  var isOfThisMachine: Bool {
    !isEmpty && names.isEmpty && v4.subtracting(Self.loopback4).isEmpty
      && v6.subtracting(Self.loopback6).isEmpty
  }
}
