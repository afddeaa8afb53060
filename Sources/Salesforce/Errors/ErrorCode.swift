/// The name that Salesforce gives to what went wrong, such as `UNABLE_TO_LOCK_ROW`.
package struct ErrorCode: Hashable, Sendable, CustomStringConvertible {
    package let name: String

    package init(_ name: String) { self.name = name }

    package var description: String { name }
}

extension ErrorCode {
    package static let invalidSession = ErrorCode("INVALID_SESSION_ID")
    package static let requestLimit = ErrorCode("REQUEST_LIMIT_EXCEEDED")
    package static let rowLocked = ErrorCode("UNABLE_TO_LOCK_ROW")
    package static let duplicatesDetected = ErrorCode("DUPLICATES_DETECTED")
    package static let invalidField = ErrorCode("INVALID_FIELD")
    package static let notFound = ErrorCode("NOT_FOUND")
    package static let severalMatches = ErrorCode("MULTIPLE_MATCHES")
    package static let invalidGrant = ErrorCode("invalid_grant")
    package static let accessDenied = ErrorCode("access_denied")

    /// No answer came, or only a part of one.
    package static let unreachable = ErrorCode("UNREACHABLE")
    /// A page for people came where data were asked for, as during maintenance.
    package static let maintenance = ErrorCode("MAINTENANCE")
    /// The answer says something that Loam does not understand.
    package static let notUnderstood = ErrorCode("NOT_UNDERSTOOD")
    /// A value cannot be told to the interface that was chosen, so nothing was sent.
    package static let notExpressible = ErrorCode("NOT_EXPRESSIBLE")
    /// The browser came back with something else than what it was sent away for.
    package static let wrongState = ErrorCode("WRONG_STATE")
    /// The statement is longer than the interface takes, so nothing was sent.
    package static let queryTooLong = ErrorCode("QUERY_TOO_LONG")
    /// The share of the org's calls that Loam may use is used.
    package static let budgetSpent = ErrorCode("BUDGET_SPENT")
    /// A Bulk job ended without doing its work.
    package static let jobFailed = ErrorCode("JOB_FAILED")
}
