import HTTP
import Synchronization
import Telemetry

/// What is known of an org's objects: asked for once, and then only whether it has changed.
package final class Schema: Sendable {
    private struct Entry {
        let description: ObjectDescription
        let modified: String?
        let checked: Timestamp
    }

    private let org: Org
    private let freshness: Duration
    private let entries = Mutex<[String: Entry]>([:])

    /// Descriptions are believed for so long before the org is asked whether they still hold.
    package init(_ org: Org, freshness: Duration = .minutes(5)) {
        self.org = org
        self.freshness = freshness
    }

    /// All objects that the connected user sees.
    package func objects() async throws -> [ObjectSummary] {
        try ObjectSummary.list(parsing: try await org.answer(to: .get(org.path("sobjects"))).body)
    }

    package func object(_ name: APIName) async throws -> ObjectDescription {
        let key = name.text.lowercased()
        let known = entries.withLock { $0[key] }
        let now = org.options.clock.now()
        if let known, now - known.checked < freshness { return known.description }
        var call = Call.get(org.path("sobjects/\(name)/describe"))
        call.accepted = [304]
        call.fields["If-Modified-Since"] = known?.modified
        let answer = try await org.answer(to: call)
        let entry: Entry
        if answer.status == 304, let known {
            entry = Entry(description: known.description, modified: known.modified, checked: now)
        } else {
            let description = try ObjectDescription(parsing: answer.body)
            entry = Entry(description: description, modified: answer.fields["Last-Modified"], checked: now)
        }
        entries.withLock { $0[key] = entry }
        return entry.description
    }

    /// Lets go of everything, as after an error whose remedy is to describe again.
    package func forget() { entries.withLock { $0.removeAll() } }
}
