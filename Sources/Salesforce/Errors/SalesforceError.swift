import HTTP

/// Why Salesforce did not do what it was asked, what mends it, and a sentence about it.
///
/// Printing it shows the sentence and the code, never Salesforce's own words, which may hold a record's values.
package struct SalesforceError: Error, Hashable, Sendable {
    package let code: ErrorCode
    package let remedy: Remedy
    /// What happened and what mends it.
    package let sentence: String
    /// The HTTP status; nil where there was no answer.
    package let status: Int?
    /// The fields that Salesforce names.
    package let fields: [String]
    /// Salesforce's own words: for the people of the org whose record it is, never for a log.
    package let words: String
    /// The records that a duplicate rule or an external id points to.
    package let records: [RecordID]
    /// Whether a duplicate rule would let the record pass when it is told to.
    package let allowsSaving: Bool
    /// What Salesforce's support asks for.
    package let requestID: String?
    /// The wait that Salesforce asks for.
    package let retryAfter: Duration?
    /// Whether it is certain that the request had no effect.
    package let hadNoEffect: Bool

    init(
        _ code: ErrorCode,
        meaning: ErrorMeaning? = nil,
        status: Int? = nil,
        fields: [String] = [],
        words: String = "",
        records: [RecordID] = [],
        allowsSaving: Bool = false,
        requestID: String? = nil,
        retryAfter: Duration? = nil,
        hadNoEffect: Bool = false
    ) {
        let meaning = meaning ?? SalesforceError.meaning(code, words: words, status: status)
        self.code = code
        remedy = meaning.remedy
        sentence = meaning.sentence
        self.status = status
        self.fields = fields
        self.words = words
        self.records = records
        self.allowsSaving = allowsSaving
        self.requestID = requestID
        self.retryAfter = retryAfter
        self.hadNoEffect = hadNoEffect
    }

    /// What went wrong with one row; its code and words say all there is.
    package init(_ code: ErrorCode, words: String, fields: [String]) {
        self.init(code, status: nil, fields: fields, words: words)
    }

    /// The same code means different things in a few cases, which only the words tell.
    private static func meaning(_ code: ErrorCode, words: String, status: Int?) -> ErrorMeaning {
        switch code {
        case .requestLimit where !words.contains("TotalRequests"): .concurrency
        case .invalidSession
        where words.contains("not valid for use with the REST API") || words.contains("not attached to Agent"):
            .unfitSession
        case .invalidGrant: ErrorMeaning.ofSignIn(words) ?? .of(code) ?? .unknown(status: 400)
        default: .of(code) ?? .unknown(status: status ?? 400)
        }
    }
}

extension SalesforceError: CustomStringConvertible, CustomReflectable {
    package var description: String { "\(sentence) (\(code))" }

    package var customMirror: Mirror {
        Mirror(self, children: ["code": code.name, "status": status as Any], displayStyle: .struct)
    }
}

extension SalesforceError {
    /// An answer that did not come.
    init(_ error: HTTPClientError) {
        switch error.code {
        case .timeout, .resolve, .connect, .connectionLost, .protocol:
            self.init(.unreachable, hadNoEffect: error.wasNotSent)
        case .invalidRequest, .tls, .refusedAddress, .tooLarge, .redirects:
            // The client's own sentence names the host and what to do, and nothing of the request.
            self.init(.unreachable, meaning: .admin(error.message), hadNoEffect: error.wasNotSent)
        }
    }
}
