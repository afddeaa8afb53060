import Tabular

/// What became of a row of a Bulk job; it can be read only while the visitor runs that was handed it.
package struct IngestResult {
    package enum Outcome: Hashable, Sendable {
        case saved(RecordID, isNew: Bool)
        case failed(SalesforceError)
        /// The job ended before the row was tried.
        case untried
    }

    package let outcome: Outcome
    private let row: CSVRow
    private let columns: [String]

    /// What was sent in a column, such as the key by which one finds which row it was: the order is another.
    package func sent(_ column: String) -> String? { columns.firstIndex(of: column).map { row.text($0) } }

    /// Reads a row of a list, whatever the order of its columns.
    init(_ row: CSVRow, _ columns: [String], of list: IngestList) throws(SalesforceError) {
        self.row = row
        self.columns = columns
        func own(_ name: String) throws(SalesforceError) -> String {
            guard let index = columns.firstIndex(of: name) else { throw SalesforceError(.notUnderstood) }
            return row.text(index)
        }
        switch list {
        case .successful:
            guard let id = RecordID(try own("sf__Id")) else { throw SalesforceError(.notUnderstood) }
            outcome = .saved(id, isNew: try own("sf__Created") == "true")
        case .failed: outcome = .failed(SalesforceError(ofRow: try own("sf__Error")))
        case .unprocessed: outcome = .untried
        }
    }
}

/// Which of the three lists of a job's results is read.
package enum IngestList: String, CaseIterable, Sendable {
    case successful = "successfulResults"
    case failed = "failedResults"
    case unprocessed = "unprocessedrecords"
}

extension SalesforceError {
    /// Reads `CODE:message:field, field --`, in which the message may hold colons itself.
    init(ofRow text: String) {
        guard let colon = text.firstIndex(of: ":") else {
            self.init(.notUnderstood, words: text, fields: [])
            return
        }
        var rest = text[text.index(after: colon)...]
        var fields: [String] = []
        if rest.hasSuffix("--") {
            rest = rest.dropLast(2)
            while rest.hasSuffix(" ") { rest = rest.dropLast() }
            if let last = rest.lastIndex(of: ":") {
                let names = rest[rest.index(after: last)...].split(separator: ",").map { $0.drop { $0 == " " } }
                // What is no list of names belongs to the message.
                if names.allSatisfy({ APIName($0) != nil }) {
                    fields = names.map(String.init)
                    rest = rest[..<last]
                }
            }
        }
        self.init(ErrorCode(String(text[..<colon])), words: String(rest), fields: fields)
    }
}
