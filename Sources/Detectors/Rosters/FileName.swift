/// A path's parts, for telling formats by them.
struct FileName {
  let directories: [String]
  let name: String

  init(_ path: [UInt8]) {
    let parts = path.split(separator: UInt8(ascii: "/")).map {
      String(decoding: $0, as: UTF8.self)
    }
    directories = Array(parts.dropLast())
    name = parts.last ?? ""
  }

  /// In lower case, without the dot; empty where there is none.
  var suffix: String {
    guard let dot = name.lastIndex(of: ".") else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  /// Without what says that a template engine writes the file.
  var withoutTemplateSuffix: String {
    for suffix in [
      ".j2", ".jinja2", ".jinja", ".tmpl", ".tpl", ".tftpl", ".erb", ".gotmpl", ".template",
    ] where name.hasSuffix(suffix) {
      return String(name.dropLast(suffix.count))
    }
    return name
  }
}
