import Syntax
enum PythonExports {
  static func report(of bytes: [UInt8], sinks: SinkReader) throws(SyntaxError) -> ExportReport {
    ExportReport()
  }
}
