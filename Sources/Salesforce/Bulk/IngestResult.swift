import Tabular

/// What became of a row of a Bulk job.
package struct IngestResult: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        case saved(RecordID, isNew: Bool)
        case failed(SalesforceError)
        /// The job ended before the row was tried.
        case untried
    }

    package let outcome: Outcome
    /// The row as it was sent, by column: by its key one finds which it was, because the order is another.
    package let sent: [String: String]
}

/// Which of the three lists of a job's results is read.
package enum IngestList: String, CaseIterable, Sendable {
    case successful = "successfulResults"
    case failed = "failedResults"
    case unprocessed = "unprocessedrecords"
}

extension IngestResult {
    /// Reads a row of a list, whatever the order of its columns.
    init(_ row: CSVRow, _ columns: [String], of list: IngestList) throws(SalesforceError) {
        var sent: [String: String] = [:]
        var own: [String: String] = [:]
        for (index, column) in columns.enumerated() {
            if column.hasPrefix("sf__") { own[column] = row.text(index) } else { sent[column] = row.text(index) }
        }
        self.sent = sent
        switch list {
        case .successful:
            guard let id = own["sf__Id"].flatMap({ RecordID($0) }) else { throw SalesforceError(.notUnderstood) }
            outcome = .saved(id, isNew: own["sf__Created"] == "true")
        case .failed: outcome = .failed(SalesforceError(ofRow: own["sf__Error"] ?? ""))
        case .unprocessed: outcome = .untried
        }
    }
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
