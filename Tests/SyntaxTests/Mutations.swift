/// A generator of numbers that are the same in every run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// Small texts of each format, and what becomes of them when bytes are hit.
enum Mutations {
  static let json = [
    #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["s3:*"], "n": -1.5e+3}]}"#,
    #"[null, true, false, "é\u00e9\n\ud83d\ude00", {"a": {}, "b": []}, 0, 12, 0.25]"#,
  ]
  static let yaml = [
    "a: &x [1, 'two', \"th\\u00e9ree\"]\nb: *x\nc:\n  <<: &m {d: 1}\n  e: |\n    text\n    more\n  f: >-\n    x\n",
    "# c\n---\n- !Ref a\n- key: value # d\n  other: ~\n- {p: q, r: [s, t]}\n...\n---\non: yes\n? long\n: 0x1F\n",
    "kind: Role\nrules:\n- apiGroups: [\"\"]\n  resources: ['*']\n  verbs:\n  - get\n  - \"list\"\n",
  ]
  static let toml = [
    "a.b = 1\n[t]\nx = \"é\\n\" # c\ny = [1, 2.5, 'z', { k = true }]\n[[l]]\nd = 1979-05-27T07:32:00Z\n[[l]]\ns = '''\nq'''\n",
    "title = \"\"\"\nx\\\n  y\"\"\"\nn = [0xFF, 0o7, 0b1, 1_000, -inf, +1e-3]\n[a.b.c]\nd = 07:32:00.5\n[a]\n\"q r\" = ''\n",
  ]
  static let shell = [
    "set -e\nX=$(pg_dump \"$DB\" | gzip -9) && aws s3 cp - s3://b/$k <<E >>log 2>&1\nbody $x\nE\n",
    "for f in *.sql; do mysql < \"$f\" || { echo `date` 'it'\\''s' ${x:-y} $((1+2)); }; done | tee >(cat)\n",
  ]
  static let docker = [
    "# escape=`\nFROM --platform=x a:b AS c`\n\nRUN <<E cat && ls\nx\nE\nCOPY [\"a\", \"b\"]\nUSER root\n"
  ]
  static let lines = [
    "User_Alias A = x, y : B = z\n%g, A ALL=(r:g) NOPASSWD:SETENV: /bin/a\\,b, !C : h=/d # c\n#include x\n",
    "* @a/b c@d # e\n^[S][2] @x\n/p\\ q/ @y\n",
    "a@b,*@c namespaces=\"git,file\",valid-before=\"20300101\" ssh-ed25519 AAAA c d\nrestrict,command=\"a \\\" b\" ssh-rsa B\n",
    "a: {{ .Values.x | quote }}\n{{- if eq \"}}\" `x` }}\nb: {% if c %}d{% endif %}{# e #}\n{{/* f */}}\n${{ g }}\n",
  ]

  private static let pieces = [
    "{", "}", "[", "]", "\"", "'", ":", ",", "\n", "\\", "#", "&x", "*x", "- ", "  ", "\t", "\u{0}",
    "<<", "|", "é",
    "\u{FEFF}", "\\u", "$(", "`", "=", "{{", "}}", "---\n", "0", "-", ".", "e", "\r", "\u{2028}",
    "\"\"\"", "!!int ",
  ]

  /// One of the texts with one to four changes.
  static func next(of texts: [String], _ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = Array(texts[Int.random(in: 0..<texts.count, using: &generator)].utf8)
    for _ in 0...Int.random(in: 0..<4, using: &generator) {
      let place = Int.random(in: 0...bytes.count, using: &generator)
      let end = min(bytes.count, place + Int.random(in: 0..<6, using: &generator))
      let piece = Array(pieces[Int.random(in: 0..<pieces.count, using: &generator)].utf8)
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: bytes.removeSubrange(place..<end)
      case 1: bytes.insert(contentsOf: piece, at: place)
      case 2: bytes.replaceSubrange(place..<end, with: piece)
      case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 4 where place < bytes.count:
        bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      default: bytes.removeSubrange(place...)
      }
      if bytes.isEmpty { bytes = piece }
    }
    return bytes
  }
}
