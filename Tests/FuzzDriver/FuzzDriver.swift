import FuzzTargets
import Glibc

/// Hands one of the targets to libFuzzer: `countersign-fuzz TARGET [libFuzzer's options] [corpus...]`.
@main
enum FuzzDriver {
  nonisolated(unsafe) static var target = FuzzTarget.text

  static func main() {
    guard let name = CommandLine.arguments.dropFirst().first,
      let target = FuzzTarget(rawValue: name)
    else {
      print(FuzzTarget.allCases.map(\.rawValue).joined(separator: "\n"))
      exit(CommandLine.arguments.count > 1 ? 2 : 0)
    }
    self.target = target
    let arguments = [CommandLine.arguments[0]] + CommandLine.arguments.dropFirst(2)
    var count = CInt(arguments.count)
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    let result = pointers.withUnsafeMutableBufferPointer { buffer in
      var base = buffer.baseAddress
      return withUnsafeMutablePointer(to: &base) { runDriver(&count, $0, testOneInput) }
    }
    exit(result)
  }
}

private typealias Callback = @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt

@_extern(c, "LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ callback: Callback
) -> CInt

private let testOneInput: Callback = { bytes, count in
  do throws(Violation) {
    try FuzzDriver.target.check(Array(UnsafeBufferPointer(start: bytes, count: count)))
  } catch {
    fatalError("violated: \(error)")
  }
  return 0
}
