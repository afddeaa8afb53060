@testable import Salesforce

extension RecordID {
    /// An id that stands in a test.
    static func made(_ text: String) -> RecordID {
        guard let id = RecordID(text) else { preconditionFailure("\(text) is no id.") }
        return id
    }
}
