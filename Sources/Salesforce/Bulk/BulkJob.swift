/// A Bulk job as Salesforce describes it.
package struct BulkJob: Hashable, Sendable {
    package enum State: String, Hashable, Sendable, Codable {
        case open = "Open"
        case uploadComplete = "UploadComplete"
        case inProgress = "InProgress"
        case jobComplete = "JobComplete"
        case failed = "Failed"
        case aborted = "Aborted"

        /// Whether the job will not go on.
        package var isFinal: Bool { self == .jobComplete || self == .failed || self == .aborted }
    }

    package let id: RecordID
    package let state: State
    package let object: String
    /// Rows that were tried, those that failed included.
    package let processed: Int
    package let failed: Int
    /// Salesforce's own words about a job that failed; for the people of the org, not for logs.
    package let words: String

    package init(
        id: RecordID,
        state: State,
        object: String,
        processed: Int = 0,
        failed: Int = 0,
        words: String = ""
    ) {
        self.id = id
        self.state = state
        self.object = object
        self.processed = processed
        self.failed = failed
        self.words = words
    }

    init(_ json: JSON) throws(SalesforceError) {
        guard let id = json["id"]?.text.flatMap({ RecordID($0) }),
            let state = json["state"]?.text.flatMap({ State(rawValue: $0) })
        else { throw SalesforceError(.notUnderstood) }
        self.init(
            id: id,
            state: state,
            object: json["object"]?.text ?? "",
            processed: json["numberRecordsProcessed"]?.integer ?? 0,
            failed: json["numberRecordsFailed"]?.integer ?? 0,
            words: json["errorMessage"]?.text ?? ""
        )
    }

    /// Why the job did not end well; nil where it did.
    package var failure: SalesforceError? {
        switch state {
        case .failed:
            // "InvalidBatch : Field name not found : Foo__c"
            let code = words.prefix { $0.isLetter }.uppercased()
            let known = ["INVALIDBATCH", "INVALIDENTITY"].contains(code) ? ErrorCode(code) : .jobFailed
            return SalesforceError(known, words: words, fields: [])
        case .aborted: return SalesforceError(.jobFailed, words: "", fields: [])
        case .open, .uploadComplete, .inProgress, .jobComplete: return nil
        }
    }
}
