/// Texts and edits that were written before anybody looked at how they are read.
enum FreshPipelines {
  static let all = part1 + part2 + part3 + part4 + part5
}
