/// The four kinds of object, by the names git gives them.
package enum ObjectKind: String, Hashable, Sendable {
  case commit, tree, blob, tag
}
