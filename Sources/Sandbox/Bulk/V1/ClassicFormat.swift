import HTTP

/// What a body of Bulk API 1.0 is written in.
enum ClassicFormat: String, Sendable {
    case csv = "CSV"
    case json = "JSON"
    case xml = "XML"

    /// Exactly as clients compare it, without a character set.
    var mediaType: String {
        switch self {
        case .csv: "text/csv"
        case .json: "application/json"
        case .xml: "application/xml"
        }
    }

    /// What descriptions of batches are written in for a job of this content.
    var ofDescriptions: ClassicFormat { self == .json ? .json : .xml }

    static let namespace: StaticString = " xmlns=\"http://www.force.com/2009/06/asyncapi/dataload\""
}

extension Request {
    /// What the request is written in, and so its answer: JSON where it says so, else XML.
    var classicFormat: ClassicFormat { contentType?.essence == "application/json" ? .json : .xml }
}

/// A flat list of names and values, which Bulk API 1.0 writes as XML or as JSON.
struct ClassicDescription {
    enum Value {
        case text(String?)
        case number(Int)
        case version(String)
        case date(String)
    }

    var values: [(name: StaticString, value: Value)]

    func write(to xml: inout XMLText) {
        for (name, value) in values {
            switch value {
            case .text(nil): continue
            case .text(let text?): xml.element(name, text)
            case .number(let number): xml.element(name, String(number))
            case .version(let text), .date(let text): xml.element(name, text)
            }
        }
    }

    func write(to json: inout JSONWriter) {
        json.beginObject()
        for (name, value) in values {
            json.key(name)
            switch value {
            case .text(let text): json.text(text)
            case .number(let number): json.integer(number)
            case .version(let text): json.raw(text.utf8)
            case .date(let text): json.plain(text.withOffset)
            }
        }
        json.endObject()
    }

    /// The whole answer.
    func response(_ name: StaticString, _ format: ClassicFormat, _ status: Status = .ok) -> Response {
        if format == .json {
            var json = JSONWriter()
            write(to: &json)
            return .classic(json.bytes, .json, status)
        }
        var xml = XMLText()
        xml.element(name, ClassicFormat.namespace) { write(to: &$0) }
        return .classic(xml.bytes, .xml, status)
    }
}

extension Response {
    static func classic(_ bytes: [UInt8], _ format: ClassicFormat, _ status: Status = .ok) -> Response {
        Response(status, fields: [.contentType: format.mediaType], body: .bytes(bytes))
    }
}

extension BulkJob {
    func description(with batches: [BulkBatch]) -> ClassicDescription {
        func count(_ state: BulkBatch.State) -> Int { batches.count { $0.state == state } }
        let time = batches.reduce(0) { $0 + $1.milliseconds }
        return ClassicDescription(values: [
            ("id", .text(id)), ("operation", .text(operation.rawValue)), ("object", .text(object)),
            ("createdById", .text(userID)), ("createdDate", .date(created)), ("systemModstamp", .date(modified)),
            ("state", .text(state.rawValue)), ("externalIdFieldName", .text(externalID)),
            ("concurrencyMode", .text(concurrency)), ("contentType", .text(contentType)),
            ("numberBatchesQueued", .number(count(.queued))), ("numberBatchesInProgress", .number(count(.inProgress))),
            ("numberBatchesCompleted", .number(count(.completed))), ("numberBatchesFailed", .number(count(.failed))),
            ("numberBatchesTotal", .number(batches.count)),
            ("numberRecordsProcessed", .number(batches.reduce(0) { $0 + $1.processed })), ("numberRetries", .number(0)),
            ("apiVersion", .version(version)), ("assignmentRuleId", .text(assignmentRule)),
            ("numberRecordsFailed", .number(batches.reduce(0) { $0 + $1.failed })),
            ("totalProcessingTime", .number(time)), ("apiActiveProcessingTime", .number(time)),
            ("apexProcessingTime", .number(0)),
        ])
    }
}

extension BulkBatch {
    var description: ClassicDescription {
        ClassicDescription(values: [
            ("id", .text(id)), ("jobId", .text(jobID)), ("state", .text(state.rawValue)),
            ("stateMessage", .text(message)), ("createdDate", .date(created)), ("systemModstamp", .date(modified)),
            ("numberRecordsProcessed", .number(processed)), ("numberRecordsFailed", .number(failed)),
            ("totalProcessingTime", .number(milliseconds)), ("apiActiveProcessingTime", .number(milliseconds)),
            ("apexProcessingTime", .number(0)),
        ])
    }
}
