import Glibc

/// Work on many values that has nothing to do with each other, shared out among all cores.
enum AllCores {
    private static let width = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

    /// The results are in the order of the values, however many threads there were.
    @concurrent
    static func map<Value: Sendable, Result: Sendable>(
        _ values: [Value],
        _ body: @escaping @Sendable (ArraySlice<Value>) -> [Result]
    ) async throws -> [Result] {
        // A piece is small enough that no core waits long for another's last one.
        let size = max(64, (values.count + width * 4 - 1) / (width * 4))
        let starts = Array(stride(from: 0, to: values.count, by: size))
        var pieces = [[Result]](repeating: [], count: starts.count)
        try await withThrowingTaskGroup(of: (Int, [Result]).self) { group in
            for (ordinal, start) in starts.enumerated() {
                group.addTask {
                    try Task.checkCancellation()
                    return (ordinal, body(values[start..<min(start + size, values.count)]))
                }
            }
            for try await (ordinal, results) in group { pieces[ordinal] = results }
        }
        return pieces.flatMap(\.self)
    }
}
