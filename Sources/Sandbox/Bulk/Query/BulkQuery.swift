import Database
import Tabular

/// A query that one of the Bulk APIs answers with a file.
struct BulkQuery: Sendable {
    /// The name of the object that it asks.
    let object: String
    private let run: QueryRun

    /// What stretch of rows is meant: from the first id to before the end.
    typealias Keys = (first: String, end: String?)

    /// Understands the query; throws Salesforce's words for what is wrong with it.
    static func prepare(
        _ soql: String,
        _ operation: BulkJob.Operation,
        for caller: OrgCaller,
        in org: Org
    ) async throws -> BulkQuery {
        let all = operation == .queryAll
        let run = try await QueryRun.prepare(soql, for: caller, in: org, mode: .bulk, includesDeleted: all)
        guard let object = run.object else {
            throw OrgError("INVALIDENTITY", "InvalidEntity : The query is not supported by the Bulk API.")
        }
        return BulkQuery(object: object.name, run: run)
    }

    private init(object: String, run: QueryRun) {
        self.object = object
        self.run = run
    }

    /// Writes all rows as Bulk API 2.0 gives them, and tells how many there are.
    func write(to job: BulkJob, _ files: JobFiles) async throws -> Int {
        let results = try files.make(.results, of: job.id)
        let index = try files.make(.index, of: job.id)
        return try await writeCSV(ResultWriter(results, index: index, columns: run.columns, job.format), nil)
    }

    /// Writes the rows of a stretch as Bulk API 1.0 gives them.
    func write(to file: SpooledFile, _ format: ClassicFormat, keys: Keys?) async throws -> Int {
        switch format {
        case .csv:
            let rows = try await writeCSV(ResultWriter(file, columns: run.columns, CSVFormat()), keys)
            if rows == 0 {
                try file.truncate(to: 0)
                try file.append(Array("Records not found for this query".utf8))
            }
            return rows
        case .json: return try await writeJSON(TextSink(file), keys)
        case .xml: return try await writeXML(TextSink(file), keys)
        }
    }

    /// The ids at which stretches of so many rows begin.
    func keys(every size: Int, from start: String?) async throws -> [String] {
        try await run.chunkStarts(every: size, from: start)
    }

    private func writeCSV(_ writer: ResultWriter, _ keys: Keys?) async throws -> Int {
        let rows = try await run.eachRow(between: keys) { row, columns in
            try writer.row { csv in
                for index in 0..<columns.count {
                    let isThere = columns.withText(index, of: row) { csv.cell(utf8: $0) }
                    if !isThere { csv.cell("") }
                }
            }
        }
        try writer.finish()
        return rows
    }

    private func writeJSON(_ sink: TextSink, _ keys: Keys?) async throws -> Int {
        guard case .rows(let plan) = run.plan else { return 0 }
        let version = "v\(APIVersion.newest).0"
        let statement = plan.statement(between: keys)
        try sink.append("[".utf8)
        let rows = try await run.org.database.read { db in
            var count = 0
            try db.scan(statement) { row in
                var rows = JSONRows(version: version)
                if count > 0 { rows.comma() }
                rows.write(row, plan.shape) { _, _ in }
                try sink.append(rows.bytes)
                count += 1
                return .more
            }
            return count
        }
        try sink.append("]".utf8)
        try sink.finish()
        return rows
    }

    private func writeXML(_ sink: TextSink, _ keys: Keys?) async throws -> Int {
        let paths = run.columns.map { $0.split(separator: ".").map(String.init) }
        let object = object
        let head =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><queryResult"
            + " xmlns=\"http://www.force.com/2009/06/asyncapi/dataload\""
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
        try sink.append(head.utf8)
        let rows = try await run.eachRow(between: keys) { row, columns in
            var text = "<records xsi:type=\"sObject\"><type>\(object)</type>"
            for (index, path) in paths.enumerated() {
                for parent in path.dropLast() { text += "<\(parent) xsi:type=\"sObject\">" }
                let name = path.last ?? ""
                let isThere = columns.withText(index, of: row) { value in
                    text += "<\(name)>\(String(decoding: value, as: UTF8.self).escapedForXML)</\(name)>"
                }
                if !isThere { text += "<\(name) xsi:nil=\"true\"/>" }
                for parent in path.dropLast().reversed() { text += "</\(parent)>" }
            }
            try sink.append((text + "</records>").utf8)
        }
        try sink.append("</queryResult>".utf8)
        try sink.finish()
        return rows
    }
}

extension String {
    /// The text with what XML reserves as references, and without what XML cannot hold.
    fileprivate var escapedForXML: String {
        var escaped = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\u{0}"..."\u{8}", "\u{B}", "\u{C}", "\u{E}"..."\u{1F}": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
