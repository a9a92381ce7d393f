import Syntax
import Testing

/// Words as `a`, variables as `$a`, opaque parts in braces; `|` within a pipeline, `;` between.
private func script(_ text: String) -> String {
  do throws(SyntaxError) {
    let commands = try ShellWords.read(Array(text.utf8))
    var line = ""
    for (index, command) in commands.enumerated() {
      if index > 0 { line += commands[index - 1].pipeline == command.pipeline ? " | " : "; " }
      line += shown(command)
    }
    return line
  } catch {
    return error.description
  }
}

private func shown(_ command: ShellCommand) -> String {
  let parts =
    command.assignments.map { "\($0.name)=" + shown($0.value) } + command.words.map(shown)
    + command.redirections.map { $0.sign + shown($0.target) }
    + command.hereDocuments.map { "<<'\($0.text)'" }
  return parts.joined(separator: " ")
}

private func shown(_ word: ShellWord) -> String {
  let parts = word.parts.map { part in
    switch part {
    case .literal(let text): text
    case .variable(let name): "$" + name
    case .opaque(let text): "{" + text + "}"
    }
  }
  return "<" + parts.joined() + ">"
}

@Suite("Shell words")
struct ShellWordsTests {
  @Test(
    "are the commands of a script",
    arguments: [
      ("a b; c && d || e & f\ng", "<a> <b>; <c>; <d>; <e>; <f>; <g>"),
      (
        "pg_dump x | gzip -9 |& aws s3 cp - s3://b/k",
        "<pg_dump> <x> | <gzip> <-9> | <aws> <s3> <cp> <-> <s3://b/k>"
      ),
      ("a 'b c' \"d $e\" f\\ g h''i \"\"", "<a> <b c> <d $e> <f g> <hi> <>"),
      ("# c\na#b # d ; e\n", "<a#b>"), ("a \\\n  b\\\nc", "<a> <bc>"),
      ("X=1 Y=\"$Z\" a; B+=2", "X=<1> Y=<$Z> <a>; B=<2>"),
      ("'X=1' a; a X=1", "<X=1> <a>; <a> <X=1>"),
      ("a >f 2>&1 <g &>h >>\"i j\" <<<k", "<a> ><f> >&<1> <<g> &><h> >><i j> <<<<k>"),
      ("a $(b | c) `d \\`e\\``", "<a> {$(b | c)} {`d \\`e\\``}; <b> | <c>; <d> {`e`}; <e>"),
      (
        "a ${b} ${c:-$(d)} $((1 << 2)) $'\\n' $1 $@ $",
        "<a> <$b> {${c:-$(d)}} {$((1 << 2))} {$'\\n'} <$1> <$@> <$>; <d>"
      ),
      ("if a; then b; else ! c; fi", "<a>; <b>; <c>"),
      ("for i in 1 2; do a $i; done | b", "<for> <i> <in> <1> <2> | <a> <$i> | <b>"),
      ("(a; b) | { c; }", "<a> | <b> | <c>"), ("a $(x) | b", "<a> {$(x)}; <x>; <b>"),
      ("f() { a; }\nf", "<f>; <a>; <f>"),
      ("cat <<E >f\nx $y\nE\na", "<cat> ><f> <<'x $y\n'; <a>"),
      ("a <<-'E' | b\n\tx\n\tE\nc", "<a> <<'x\n' | <b>; <c>"),
      ("a <<E\nx", "<a> <<'x\n'"), ("diff <(a b) >(c)", "<diff> {<(a b)} {>(c)}; <a> <b>; <c>"),
      ("case $x in a|b) c;; esac", "<case> <$x> <in> <a> | <b>; <c>"),
      ("((x << 2)); a", "<a>"), ("[[ -n a && b ]] && c", "<[[> <-n> <a> <b> <]]>; <c>"),
      ("if [[ a =~ (^|b)c ]] || d; then e; fi", "<[[> <a> <=~> <^> <b> <c> <]]>; <d>; <e>"),
      ("[[ a\n&& b", "<[[> <a>; <b>"), ("\"[[\" a && b ]]", "<[[> <a>; <b> <]]>"),
      ("local x=(\"a\" b); c", "<local> <x=>; <c>"),
      ("a\"$(b \"c d\")\"e", "<a{$(b \"c d\")}e>; <b> <c d>"), ("", ""),
      ("echo é'ü'\\ö", "<echo> <éüö>"), ("a $(b # it's\n)", "<a> {$(b # it's\n)}; <b>"),
      ("a 'b", "1:3: a quote that does not end"), ("a \"b", "1:3: a quote that does not end"),
      ("a\n $(b", "2:2: a substitution that does not end"),
      ("`a", "1:1: a substitution that does not end"),
      ("${a", "1:1: an expansion that does not end"), ("((a", "1:1: arithmetic that does not end"),
      ("$( (a)", "1:1: a substitution that does not end"),
    ]
  )
  func commands(text: String, expected: String) {
    let written = script(text).replacing("<{", with: "{").replacing("}>", with: "}")
    #expect(written == expected.replacing("<{", with: "{").replacing("}>", with: "}"))
  }

  @Test("know their place, also within another file")
  func places() throws {
    let text = "a; b\n  c `d`"
    let commands = try ShellWords.read(Array(text.utf8), at: Position(line: 10, column: 5))
    #expect(
      commands.map(\.position) == [
        Position(line: 10, column: 5), Position(line: 10, column: 8), Position(line: 11, column: 3),
        Position(line: 11, column: 6),
      ]
    )
    #expect(commands.map(\.raw) == ["a", "b", "c `d`", "d"])
  }

  @Test("know their pipeline, whatever stands between")
  func pipelines() throws {
    let text = "a $(x | y) | b; { c $(z); d; } | e"
    let commands = try ShellWords.read(Array(text.utf8))
    let names = Dictionary(grouping: commands, by: \.pipeline).values.map { $0.compactMap(\.name) }
    #expect(Set(names) == [["a", "b"], ["x", "y"], ["c", "z", "d", "e"]])
  }

  @Test("say what is literal")
  func literal() throws {
    let commands = try ShellWords.read(Array("a s3://b/$c/d 'e' \"\"".utf8))
    let words = commands[0].words
    #expect(words.map(\.literal) == ["a", nil, "e", ""])
    #expect(words[1].literalPrefix == "s3://b/")
    #expect(words.map(\.isQuoted) == [false, false, true, true])
  }

  @Test("are bounded")
  func bounds() {
    #expect(script(String(repeating: "$(", count: 5000)).hasSuffix("nested more than 100 deep"))
    #expect(
      script(String(repeating: "(", count: 5001) + "a").hasSuffix("arithmetic that does not end")
    )
    #expect(script(String(repeating: "( ", count: 5000)).hasSuffix("nested more than 100 deep"))
    #expect(script(String(repeating: "${a:-", count: 5000)).hasSuffix("nested more than 100 deep"))
    #expect(
      script(String(repeating: "\"${a:-", count: 5000)).hasSuffix("nested more than 100 deep")
    )
    #expect(script(String(repeating: "a ", count: 600_000)).hasSuffix("more than 500000 values"))
  }
}
