internal import Glibc

extension Files {
  /// Whether two paths lead to the same file, or to two that hold the same bytes.
  ///
  /// What cannot be read is the same as nothing.
  package static func areSame(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    let files = [first, second].map { path in
      unsafe open(terminated(path), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    }
    defer { for file in files where file >= 0 { close(file) } }
    var statuses = [stat(), stat()]
    for index in 0..<2 {
      guard files[index] >= 0, unsafe fstat(files[index], &statuses[index]) == 0,
        statuses[index].st_mode & S_IFMT == S_IFREG
      else { return false }
    }
    if statuses[0].st_dev == statuses[1].st_dev, statuses[0].st_ino == statuses[1].st_ino {
      return true
    }
    guard statuses[0].st_size == statuses[1].st_size else { return false }
    var buffers = [[UInt8]](repeating: [UInt8](repeating: 0, count: 1 << 20), count: 2)
    var position = 0
    while position < Int(statuses[0].st_size) {
      var counts = [0, 0]
      for index in 0..<2 {
        counts[index] = unsafe pread(files[index], &buffers[index], 1 << 20, position)
      }
      guard counts[0] > 0, counts[0] == counts[1],
        unsafe memcmp(buffers[0], buffers[1], counts[0]) == 0
      else { return false }
      position += counts[0]
    }
    return true
  }
}
