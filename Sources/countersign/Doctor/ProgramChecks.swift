internal import Git

/// The programs that everything rests on.
enum ProgramChecks {
  static func run(_ git: GitCommand, _ diagnosis: inout Diagnosis) async {
    diagnosis.ok("countersign \(Countersign.version) with libgit2 \(LibraryVersion.text)")
    guard let line = await git.lines("version")?.first, let version = version(line) else {
      diagnosis.fail("git does not run", mend: "run 'apt-get install git'")
      return
    }
    let isNewEnough = version.major > 2 || version.major == 2 && version.minor >= 34
    diagnosis.expect(
      isNewEnough,
      line,
      else: "\(line) cannot sign with SSH keys",
      mend: "upgrade git to 2.34 or later"
    )
    diagnosis.expect(
      (try? ChildProcess.path(of: "ssh-keygen")) != nil,
      "ssh-keygen is installed",
      else: "there is no ssh-keygen: nobody can approve here",
      mend: "run 'apt-get install openssh-client'"
    )
  }

  private static func version(_ line: String) -> (major: Int, minor: Int)? {
    let words = line.split(separator: " ")
    guard words.count > 2 else { return nil }
    let numbers = words[2].split(separator: ".").prefix(2).compactMap { Int($0) }
    return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
  }
}
