import Tabular

/// What a client asks for when it makes a job of Bulk API 2.0.
struct JobRequest: Sendable {
    let body: JSONObject

    init(_ bytes: [UInt8]) throws(OrgError) {
        guard let body = try JSONReader.read(bytes).object else { throw OrgError.job("Unable to parse Job") }
        self.body = body
    }

    /// A text, absent where it is null.
    func text(_ name: String) throws(OrgError) -> String? {
        switch body[name] {
        case nil, .null: return nil
        case .text(let text): return text
        default: throw OrgError.job("Unable to parse Job: \(name) must be a string")
        }
    }

    /// The state that a change asks for.
    var state: BulkJob.State? {
        get throws(OrgError) {
            guard let text = try text("state") else { return nil }
            guard let state = BulkJob.State(rawValue: text) else {
                throw OrgError.job("Unable to parse Job: \(text) is not a valid state")
            }
            return state
        }
    }

    var operation: BulkJob.Operation {
        get throws(OrgError) {
            guard let text = try text("operation") else {
                throw OrgError.job("No value provided for required field: operation")
            }
            guard let operation = BulkJob.Operation(rawValue: text) else {
                throw OrgError("INVALIDOPERATION", "InvalidOperation : Unsupported operation: \(text)")
            }
            return operation
        }
    }

    /// The layout of the data: what is not said is comma and LF.
    func applyFormat(to job: inout BulkJob) throws(OrgError) {
        if let text = try text("contentType"), text.uppercased() != "CSV" {
            throw OrgError.job("Invalid contentType: \(text)")
        }
        if let text = try text("columnDelimiter") {
            guard let delimiter = CSVFormat.Delimiter(rawValue: text.uppercased()) else {
                throw OrgError.job("Invalid columnDelimiter: \(text)")
            }
            job.delimiter = delimiter
        }
        if let text = try text("lineEnding") {
            guard let ending = CSVFormat.LineEnding(rawValue: text.uppercased()), ending != .any else {
                throw OrgError.job("Invalid lineEnding: \(text)")
            }
            job.lineEnding = ending
        }
    }
}

extension OrgError {
    /// A job that cannot be made as it is asked for.
    static func job(_ text: String) -> OrgError { OrgError("INVALIDJOB", "InvalidJob : \(text)") }
    /// What a job in its state does not allow.
    static func jobState(_ text: String) -> OrgError { OrgError("INVALIDJOBSTATE", "InvalidJobState : \(text)") }
}
