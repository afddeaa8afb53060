import HTTP

/// The single requests of Bulk API 2.0, by which the machines' actions are carried out.
extension Org {
    /// Opens a job for rows.
    package func openIngest(_ operation: IngestOperation, of object: APIName) async throws -> BulkJob {
        var json = JSONBuilder()
        json.raw(#"{"contentType":"CSV","lineEnding":"LF","columnDelimiter":"COMMA","operation":"#)
        json.string(operation.name)
        json.raw(#","object":"#)
        json.string(object.text)
        if case .upsert(let key) = operation {
            json.raw(#","externalIdFieldName":"#)
            json.string(key.text)
        }
        json.raw("}")
        return try BulkJob(try await answer(to: .json(.post, path("jobs/ingest"), json.bytes, .harmful)).json())
    }

    /// Uploads the rows of an open job, which takes them once.
    package func upload(_ rows: [UInt8], to job: RecordID) async throws {
        var call = Call(method: .put, path: path("jobs/ingest/\(job)/batches"), repetition: .harmful)
        call.fields[.contentType] = "text/csv; charset=UTF-8"
        call.body = .bytes(rows)
        call.limits = .transfer
        _ = try await answer(to: call)
    }

    /// Says that all rows are there, so that they are worked on.
    package func close(_ job: RecordID) async throws -> BulkJob { try await change(job, to: .uploadComplete) }

    /// Ends a job before its time; what it has written stays.
    package func abort(_ job: RecordID) async throws { _ = try await change(job, to: .aborted) }

    private func change(_ job: RecordID, to state: BulkJob.State) async throws -> BulkJob {
        let body = Array(#"{"state":"\#(state.rawValue)"}"#.utf8)
        return try BulkJob(try await answer(to: .json(.patch, path("jobs/ingest/\(job)"), body, .harmful)).json())
    }

    /// Every job for rows that Salesforce still knows, those of other programs included: only one's own may be ended.
    package func ingestJobs() async throws -> [BulkJob] {
        var jobs: [BulkJob] = []
        var next: String? = path("jobs/ingest?jobType=V2Ingest")
        while let address = next {
            let json = try await answer(to: .get(address)).json()
            jobs += try (json["records"]?.list ?? []).map { try BulkJob($0) }
            next = json["done"]?.flag == false ? json["nextRecordsUrl"]?.text : nil
        }
        return jobs
    }

    package func ingestJob(_ job: RecordID) async throws -> BulkJob {
        try BulkJob(try await answer(to: .get(path("jobs/ingest/\(job)"))).json())
    }

    /// Hands on the rows of one list of a job's results, and tells how many there were, without holding them.
    ///
    /// Rows that were handed on before an error will come again when the list is read again.
    @discardableResult
    package func results(
        _ list: IngestList,
        of job: RecordID,
        _ visit: (IngestResult) throws -> Void
    ) async throws -> Int {
        var call = Call.get(path("jobs/ingest/\(job)/\(list.rawValue)"))
        call.fields[.accept] = "text/csv"
        call.limits = .transfer
        return try await stream(call) { response in
            var csv = CSVStream()
            for try await piece in response.body {
                try csv.read(piece, isLast: false) { try visit(IngestResult($0, $1, of: list)) }
            }
            try csv.read([], isLast: true) { try visit(IngestResult($0, $1, of: list)) }
            return csv.rows
        }
    }

    /// Begins a query that is worked on behind the scenes.
    package func openQuery(_ query: SOQL, withDeleted: Bool = false) async throws -> BulkJob {
        guard query.text.count <= SOQL.longestStatement else { throw SalesforceError(.queryTooLong) }
        var json = JSONBuilder()
        json.raw(#"{"contentType":"CSV","lineEnding":"LF","columnDelimiter":"COMMA","operation":"#)
        json.string(withDeleted ? "queryAll" : "query")
        json.raw(#","query":"#)
        json.string(query.text)
        json.raw("}")
        // A second job reads the same and changes nothing.
        return try BulkJob(try await answer(to: .json(.post, path("jobs/query"), json.bytes, .harmless)).json())
    }

    package func queryJob(_ job: RecordID) async throws -> BulkJob {
        try BulkJob(try await answer(to: .get(path("jobs/query/\(job)"))).json())
    }

    /// Lets go of a job whose results nobody needs any more, so that they do not lie at Salesforce for a week.
    package func deleteQuery(_ job: RecordID) async throws { try await delete("jobs/query/\(job)") }
    package func deleteIngest(_ job: RecordID) async throws { try await delete("jobs/ingest/\(job)") }

    private func delete(_ resource: String) async throws {
        _ = try await answer(to: Call(method: .delete, path: path(resource), repetition: .harmless))
    }
}

/// A page of a Bulk query's answer, of which the rows have been handed on.
package struct BulkPage: Hashable, Sendable {
    package let rows: Int
    package let columns: [String]
    /// Where the next page begins; nil behind the last.
    package let next: String?
}

extension Org {
    /// Hands on the rows of one page of a query's answer, without holding them.
    ///
    /// When it throws, the rows that were handed on are to be dropped, and the page asked for again.
    package func page(
        of job: RecordID,
        at locator: String? = nil,
        upTo rows: Int = 50_000,
        _ visit: (BulkRow) throws -> Void
    ) async throws -> BulkPage {
        let place = locator.map { "&locator=" + PercentCoding.encode($0) } ?? ""
        var call = Call.get(path("jobs/query/\(job)/results?maxRecords=\(rows)\(place)"))
        call.fields[.accept] = "text/csv"
        call.limits = .transfer
        return try await stream(call) { response in
            var csv = CSVStream()
            for try await piece in response.body {
                try csv.read(piece, isLast: false) { try visit(BulkRow($0, $1)) }
            }
            try csv.read([], isLast: true) { try visit(BulkRow($0, $1)) }
            // A page that came short would lose records without a word.
            guard let told = response.fields["Sforce-NumberOfRecords"].flatMap({ Int($0) }), told == csv.rows else {
                throw SalesforceError(.notUnderstood)
            }
            let next = response.fields["Sforce-Locator"].flatMap { $0 == "null" || $0.isEmpty ? nil : $0 }
            return BulkPage(rows: csv.rows, columns: csv.columns, next: next)
        }
    }
}
