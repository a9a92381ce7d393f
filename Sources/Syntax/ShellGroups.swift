/// The control structures that are open at one level of a script.
struct ShellGroups {
  /// Where the commands of each open one begin.
  private var open: [Int] = []
  /// Where the commands of the one that has just been closed begin.
  var closed: Int?
  /// The pipeline of the last command.
  var pipeline: Int?
  /// Whether a pipe leads to the next command.
  var isPiped = false

  /// Whether the word at a command's beginning is a keyword that another command can follow.
  mutating func take(keyword: String, at place: Int) -> Bool {
    switch keyword {
    case "for", "case", "select":
      open.append(place)
      return false
    case "if", "while", "until", "{":
      open.append(place)
      return true
    case "fi", "done", "esac", "}":
      closed = open.popLast()
      return true
    case "then", "else", "elif", "do", "!", "time": return true
    default: return false
    }
  }
}
