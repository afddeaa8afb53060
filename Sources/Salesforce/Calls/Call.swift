import HTTP
import Telemetry

/// One request to an org's data API, before it has a session.
struct Call: Sendable {
    /// What a repetition does when the first request may have had its effect.
    enum Repetition: Sendable {
        /// Nothing more: a question, or a change to a given state.
        case harmless
        /// Perhaps something twice, such as a second record.
        case harmful
    }

    let method: Method
    /// From the root of the host, with its query.
    let path: String
    var fields: Fields = [:]
    var body = OutgoingBody.none
    var repetition: Repetition
    /// Answers beyond success that are answers and not errors.
    var accepted: Set<Int> = []
    var limits = CallLimits(idle: .seconds(120), total: .minutes(10), bodyBytes: 64 << 20)

    /// Whether it is about a Bulk job.
    var isBulk: Bool { path.contains("/jobs/") }

    static func get(_ path: String) -> Call { Call(method: .get, path: path, repetition: .harmless) }

    static func json(_ method: Method, _ path: String, _ body: [UInt8], _ repetition: Repetition) -> Call {
        var call = Call(method: method, path: path, repetition: repetition)
        call.fields[.contentType] = "application/json; charset=UTF-8"
        call.body = .bytes(body)
        return call
    }
}

/// An answer that was read to its end.
struct Answer: Sendable {
    let status: Int
    let fields: Fields
    let body: [UInt8]

    func json() throws(SalesforceError) -> JSON {
        do {
            return try JSONReader.read(body)
        } catch {
            throw SalesforceError(.notUnderstood, status: status)
        }
    }
}
