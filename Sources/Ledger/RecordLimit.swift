/// How many bytes are kept: what no reader would read again must not be written.
package enum RecordLimit {
  /// Of a list that may be cut.
  package static let list = 48 << 10
  /// Of all the records that one push leaves.
  package static let push = 16 << 20
  /// Of the records on one object, before more are added to it.
  ///
  /// With those of one more push they are still less than readers take.
  package static let object = 64 << 20
  /// Of the refusals on one object.
  package static let refusals = 256 << 10
}
