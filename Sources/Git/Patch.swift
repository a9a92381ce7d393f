internal import Clibgit2

/// The difference of two contents as unified hunks, without a header.
package enum Patch {
  /// The lines from the first `@@` on; empty where the contents are equal.
  ///
  /// No attribute, no text conversion and no external program has a say in what is shown: what a reviewer
  /// sees are the bytes that are signed.
  package static func hunks(from old: [UInt8], to new: [UInt8]) throws(GitError) -> [[UInt8]] {
    guard Library.started else { throw GitError(.other, "start libgit2", "it did not start") }
    var options = git_diff_options()
    try check("compare", git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION)))
    options.flags = GIT_DIFF_FORCE_TEXT.rawValue
    let patch = try make("compare") {
      git_patch_from_buffers(&$0, old, old.count, "a", new, new.count, "b", &options)
    }
    defer { git_patch_free(patch) }
    var buffer = git_buf()
    try check("compare", git_patch_to_buf(&buffer, patch))
    defer { git_buf_dispose(&buffer) }
    let text = UnsafeRawBufferPointer(start: buffer.ptr, count: buffer.size)
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let body = lines.drop { !$0.starts(with: "@@".utf8) }
    return (body.last?.isEmpty == true ? body.dropLast() : body).map { Array($0) }
  }
}
