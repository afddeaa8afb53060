import Synchronization
import Tabular

/// Writes a query's rows into a file as they are visited, in pieces of half a megabyte.
///
/// It locks for each row although nobody competes: the visitor of a query may run on any thread.
final class ResultWriter: Sendable {
    private struct State {
        var csv: CSVWriter
        var written = 0
        var rows = 0
        /// Where each thousandth row begins.
        var entries: [UInt8] = []
    }

    private let results: SpooledFile
    private let index: SpooledFile?
    private let state: Mutex<State>

    private static let piece = 1 << 19

    init(_ results: SpooledFile, index: SpooledFile? = nil, columns: [String], _ format: CSVFormat) {
        self.results = results
        self.index = index
        var csv = CSVWriter(format, capacity: ResultWriter.piece + (1 << 16))
        for column in columns { csv.cell(column) }
        csv.endRow()
        var state = State(csv: csv)
        state.entries += ResultIndex.encode(csv.bytes.count)
        self.state = Mutex(state)
    }

    var rows: Int { state.withLock { $0.rows } }

    /// Takes one row, which the body writes cell by cell.
    func row(_ body: (inout CSVWriter) -> Void) throws {
        try state.withLock { state in
            body(&state.csv)
            state.csv.endRow()
            state.rows += 1
            if index != nil, state.rows % ResultIndex.step == 0 {
                state.entries += ResultIndex.encode(state.written + state.csv.bytes.count)
            }
            if state.csv.bytes.count >= ResultWriter.piece { try flush(&state) }
        }
    }

    func finish() throws {
        try state.withLock { state in
            try flush(&state)
            try index?.append(state.entries)
        }
    }

    private func flush(_ state: inout State) throws {
        try results.write(state.csv.bytes, at: state.written)
        state.written += state.csv.bytes.count
        state.csv.removeAll()
    }
}

/// Writes text that is made row by row into a file, in pieces of half a megabyte.
final class TextSink: Sendable {
    private let file: SpooledFile
    private let state = Mutex((bytes: [UInt8](), written: 0))

    init(_ file: SpooledFile) {
        self.file = file
    }

    func append(_ bytes: some Collection<UInt8>) throws {
        try state.withLock { state in
            state.bytes += bytes
            if state.bytes.count >= 1 << 19 { try flush(&state) }
        }
    }

    func finish() throws { try state.withLock { try flush(&$0) } }

    private func flush(_ state: inout (bytes: [UInt8], written: Int)) throws {
        try file.write(state.bytes, at: state.written)
        state.written += state.bytes.count
        state.bytes.removeAll(keepingCapacity: true)
    }
}
