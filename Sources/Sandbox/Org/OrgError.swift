/// A refusal in Salesforce's own words: the code that clients branch on, and the text that people read.
package struct OrgError: Error, Sendable, Equatable {
    /// The HTTP status of a request that fails with nothing but this.
    package let status: Int
    package let code: String
    package let message: String
    /// The fields at fault; `nil` where Salesforce sends no list at all.
    package let fields: [String]?
    /// The rows that look like the refused one, when a duplicate rule refused it.
    var duplicate: DuplicateFinding?

    package init(_ code: String, _ message: String, status: Int = 400, fields: [String]? = nil) {
        self.status = status
        self.code = code
        self.message = message
        self.fields = fields
    }
}

extension OrgError {
    /// What an unknown address answers.
    package static let notFound = OrgError("NOT_FOUND", "The requested resource does not exist", status: 404)
}
