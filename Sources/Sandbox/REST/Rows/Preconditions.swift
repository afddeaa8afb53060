import HTTP
import Telemetry

/// What a call says about the state in which it expects a row.
struct Preconditions: Sendable {
    enum Outcome { case met, unchanged }

    private let fields: Fields

    init(_ call: Call) {
        fields = call.fields
    }

    /// Throws for a change of what has changed meanwhile; tells when a reader has the newest state already.
    @discardableResult
    func check(_ modified: Timestamp?, of object: ObjectType) throws(OrgError) -> Outcome {
        guard let modified else { return .met }
        if let field = fields["If-Unmodified-Since"], let since = HTTPDate.read(field), modified.seconds > since.seconds
        {
            throw Preconditions.failed
        }
        // Packing makes the tag weak on its way out, which the client cannot help: both kinds are one here.
        if hasTag(object), let field = fields[.ifMatch], !tag(modified).isNamed(inNoneMatch: field) {
            throw Preconditions.failed
        }
        if let field = fields["If-Modified-Since"], let since = HTTPDate.read(field), modified.seconds <= since.seconds
        {
            return .unchanged
        }
        return .met
    }

    /// Tells the client what it may ask about next time.
    func mark(_ answer: inout Answer, _ modified: Timestamp, of object: ObjectType) {
        answer.fields.append("Last-Modified", HTTPDate.write(modified))
        if hasTag(object) { answer.fields.append(.etag, "\"" + Preconditions.tagText(modified) + "\"") }
    }

    /// Only rows of Account have one.
    private func hasTag(_ object: ObjectType) -> Bool { object.name == "Account" }

    private func tag(_ modified: Timestamp) -> EntityTag { EntityTag(Preconditions.tagText(modified)) }

    private static func tagText(_ modified: Timestamp) -> String { String(modified.seconds, radix: 36) }

    private static let failed = OrgError(
        "PRECONDITION_FAILED",
        "The precondition in the header of the request was not met.",
        status: 412
    )
}
