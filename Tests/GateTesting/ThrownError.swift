/// The error that something ends with; `nil` where it does not fail.
///
/// An error of another type is rethrown.
package func thrownError<Failure: Error>(
  as type: Failure.Type,
  by body: @autoclosure () throws -> some Any
) throws -> Failure? {
  do {
    _ = try body()
    return nil
  } catch let error as Failure {
    return error
  }
}
