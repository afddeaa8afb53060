import Tabular

/// Why a job, or a batch of Bulk API 1.0, cannot go on.
struct BulkFailure: Error, Sendable, Equatable {
    /// As `InvalidBatch`.
    let code: String
    let text: String

    /// As Salesforce tells it of a job.
    var message: String { "\(code) : \(text)" }

    static func batch(_ text: String) -> BulkFailure { BulkFailure(code: "InvalidBatch", text: text) }
    static func input(_ text: String) -> BulkFailure { BulkFailure(code: "ClientInputError", text: text) }
}

extension BulkFailure {
    /// What is wrong with an upload that is not CSV as it was announced.
    init(_ error: CSVError, _ format: CSVFormat) {
        let limits = format.limits
        switch error.fault {
        case .lineEnding:
            let setting = format.lineEnding.rawValue
            self = .input("LineEnding is invalid on user data. Current LineEnding setting is \(setting)")
        case .afterQuote: self = .batch("Failed to parse CSV: text follows a closing quote in row \(error.row)")
        case .openQuote:
            self = .batch("Failed to parse CSV: EOF reached before closing an opened quote in row \(error.row)")
        case .cellTooLong: self = .batch("Field size exceeds maximum of \(limits.cell) characters in row \(error.row)")
        case .rowTooLong: self = .batch("Record size exceeds maximum of \(limits.row) characters in row \(error.row)")
        case .headerTooLong: self = .batch("Header size exceeds maximum of \(limits.header) characters")
        case .tooManyColumns:
            self = .batch("Number of fields exceeds maximum of \(limits.columns) in row \(error.row)")
        }
    }
}

extension BulkFailure {
    static let internalError = "InternalServerError"

    /// What stopped a job from within the org.
    init(_ error: any Error) {
        if let error = error as? OrgError {
            self.init(code: "InvalidJob", text: error.message)
        } else {
            self.init(code: BulkFailure.internalError, text: "An unexpected error occurred. Please try again.")
        }
    }
}
