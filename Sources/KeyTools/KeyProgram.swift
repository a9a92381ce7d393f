internal import GitObjects
internal import Platform

/// The programs that answer for keys: `ssh-keygen` for KRLs, `gpgv` for OpenPGP.
///
/// By absolute path: neither `PATH` nor a repository's `gpg.program` can put another in their
/// place.
struct KeyProgram {
  let path: [UInt8]
  private let deadline: Double

  struct Failure: Error {
    let text: String

    init(_ text: String) { self.text = text }
    init(_ error: FileError) { text = error.description }
  }

  /// Finds the program on this machine; one call may take `seconds`.
  init(named name: String, package: String, seconds: Double = 10) throws(Failure) {
    let places = ["/usr/bin", "/usr/local/bin", "/bin"].map { Array("\($0)/\(name)".utf8) }
    guard let path = places.first(where: { FileStatus(of: $0)?.isExecutable == true }) else {
      throw Failure("there is no '\(name)' in /usr/bin: install '\(package)' on this machine")
    }
    self.path = path
    deadline = Clock.monotonic() + seconds
  }

  func run(
    _ arguments: [[UInt8]],
    environment: [String] = [],
    in directory: borrowing TemporaryDirectory
  ) throws(Failure) -> ChildProgram.Finished {
    do throws(FileError) {
      return try ChildProgram.run(
        path,
        arguments,
        environment: (["LC_ALL=C"] + environment).map { Array($0.utf8) },
        in: directory,
        deadline: deadline
      )
    } catch {
      throw Failure(error)
    }
  }
}

/// A directory for one question, which is gone with its answer.
struct QuestionDirectory: ~Copyable {
  let directory: TemporaryDirectory

  init() throws(KeyProgram.Failure) {
    do throws(FileError) {
      directory = try TemporaryDirectory()
    } catch {
      throw KeyProgram.Failure(error)
    }
  }

  /// Writes a file to ask about; its path.
  borrowing func write(_ bytes: [UInt8], as name: String) throws(KeyProgram.Failure) -> [UInt8] {
    do throws(FileError) {
      return try directory.write(bytes, as: name)
    } catch {
      throw KeyProgram.Failure(error)
    }
  }
}
