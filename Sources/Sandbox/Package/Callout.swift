import Database
import HTTP
import Telemetry

/// New records of one object that the other side is told of: one queueable of the package, with one callout.
struct Callout: Sendable, Equatable {
    enum State: String, Sendable {
        /// Waits for its turn, or for its next attempt.
        case queued = "Queued"
        /// Is being sent; or was, when the org stopped.
        case processing = "Processing"
        case completed = "Completed"
        case failed = "Failed"
    }

    /// The place in the order.
    let number: Int64
    let id: String
    let object: String
    let recordIDs: [String]
    /// The user who made the records, as whom the queueable runs.
    let userID: String
    let created: Timestamp
    let state: State
    let attempts: Int
    let due: Timestamp
    /// The status of the last answer.
    let status: Int?
    /// What the last attempt came to: the beginning of the answer, or why there was none.
    let answer: String?

    /// What is sent. The receiver reads the records themselves with a call of its own.
    func body(organizationID: String) throws -> [UInt8] {
        try JSONText.encode(
            Body(
                id: id,
                event: "created",
                organizationId: organizationID,
                object: object,
                recordIds: recordIDs,
                userId: userID
            )
        )
    }

    private struct Body: Encodable {
        let id: String
        let event: String
        let organizationId: String
        let object: String
        let recordIds: [String]
        let userId: String
    }
}

extension Callout: RowDecodable {
    init(row: Row) throws {
        number = try row["number"]
        id = try row["id"]
        object = try row["object"]
        let records: String = try row["records"]
        recordIDs = records.split(separator: " ").map(String.init)
        userID = try row["user_id"]
        created = try row["created"]
        let state: String = try row["state"]
        guard let known = State(rawValue: state) else {
            throw OrgError("UNKNOWN_EXCEPTION", "A callout is kept in words that are not known.", status: 500)
        }
        self.state = known
        attempts = try row["attempts"]
        due = try row["due"]
        status = try row["status"]
        answer = try row["answer"]
    }
}
