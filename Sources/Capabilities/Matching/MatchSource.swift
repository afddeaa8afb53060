import Matching
import Synchronization
import Tabular

/// Records on their way from the file to a matcher.
struct MatchBatch {
    fileprivate(set) var ordinal = 0
    fileprivate(set) var count = 0
    fileprivate(set) var questions = (0..<MatchFile.batch).map { _ in Question() }
    fileprivate(set) var ids: [[UInt8]] = Array(repeating: [], count: MatchFile.batch)
    fileprivate(set) var isReadable = [Bool](repeating: true, count: MatchFile.batch)
    fileprivate(set) var companyTruths: [[UInt8]] = Array(repeating: [], count: MatchFile.batch)
    fileprivate(set) var personTruths: [[UInt8]] = Array(repeating: [], count: MatchFile.batch)
    fileprivate(set) var done = 0
    fileprivate(set) var whole = 0
}

/// Hands the rows of a file out in batches to whoever asks next.
final class MatchSource: Sendable {
    private struct State: ~Copyable {
        var reader: TableReader
        var next = 0
        var isOver = false
    }

    let columns: MatchColumns
    /// How large the file is.
    let bytes: Int
    private let state: Mutex<State>

    init(_ path: String, object: MatchObject) throws {
        let reader = try TableReader(path: path)
        columns = MatchColumns(reader.columns, of: object)
        guard columns.hasInput else { throw MatchFileError.noInput(object) }
        bytes = reader.progress.1
        state = Mutex(State(reader: reader))
    }

    /// Fills the batch; false when there is nothing left.
    func read(into batch: inout MatchBatch) throws -> Bool {
        try state.withLock { state in
            guard !state.isOver else { return false }
            batch.ordinal = state.next
            state.next += 1
            batch.count = 0
            let columns = columns
            let count = try state.reader.read(upTo: MatchFile.batch) { row in
                let place = batch.count
                batch.count += 1
                batch.isReadable[place] = true
                batch.questions[place].clear()
                for column in 0..<min(row.count, columns.fields.count) {
                    if let field = columns.fields[column] { batch.questions[place].add(field, row[column].span) }
                }
                if let id = columns.id {
                    batch.ids[place].become(row[id])
                } else {
                    batch.ids[place].become(String(row.number - 1).utf8)
                }
                if let truth = columns.companyTruth { batch.companyTruths[place].become(row[truth]) }
                if let truth = columns.personTruth { batch.personTruths[place].become(row[truth]) }
            } refused: { row in
                let place = batch.count
                batch.count += 1
                batch.isReadable[place] = false
                batch.questions[place].clear()
                batch.ids[place].become(String(row.number - 1).utf8)
                batch.companyTruths[place].become([])
                batch.personTruths[place].become([])
            }
            if count < MatchFile.batch { state.isOver = true }
            (batch.done, batch.whole) = state.reader.progress
            return batch.count > 0
        }
    }
}

extension [UInt8] {
    /// Takes other bytes in the room that it has.
    fileprivate mutating func become(_ bytes: some Collection<UInt8>) {
        removeAll(keepingCapacity: true)
        append(contentsOf: bytes)
    }
}

/// Why a file cannot be matched.
package enum MatchFileError: Error, CustomStringConvertible {
    case noInput(MatchObject)
    case noTruth
    case unwritable

    package var description: String {
        switch self {
        case .noInput(let object):
            let example =
                switch object {
                case .account: "Name, Website, Phone or BillingCity"
                case .contact: "FirstName, LastName, Email or Account.Name"
                case .lead: "FirstName, LastName, Email or Company"
                }
            return
                "The file has no column to match by; its first row must name fields of Salesforce, such as \(example)."
        case .noTruth:
            return
                "The file has no column truth_company_source_id or truth_person_source_id, so nothing can be judged; "
                + "add one with the source id of the right answer, empty where there is none."
        case .unwritable:
            return "The output cannot be written; look whether the folder exists, is writable and has room."
        }
    }
}
