import Database
import FoundationEssentials
package import Telemetry

package struct JobID: RawRepresentable, Hashable, Sendable, Codable, SQLConvertible, SQLReadable, RowDecodable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
}

/// What a job is about: the name by which a worker finds the handler, as in `mail.send`.
package struct JobKind: RawRepresentable, Hashable, Sendable, Codable, SQLConvertible, SQLReadable, RowDecodable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ name: StaticString) { rawValue = name.description }
}

/// A job as it is asked for: a name and small arguments. The arguments are ids, so that the job reads what is true when
/// it runs.
package struct NewJob: Sendable {
    package var kind: JobKind
    /// JSON.
    package var arguments: String
    /// As long as a job with this key is waiting or running, another is not taken in.
    package var uniqueKey: String?
    /// Of the jobs of a group, one runs at a time.
    package var group: String?
    /// Lower runs earlier; 0 is usual.
    package var priority: Int
    /// Not before this moment; at once when nil.
    package var runAt: Timestamp?
    package var maxAttempts: Int
    /// Whose job it is, for those who look at the queue.
    package var organisation: String?

    package init(
        _ kind: JobKind,
        arguments: some Encodable,
        uniqueKey: String? = nil,
        group: String? = nil,
        priority: Int = 0,
        runAt: Timestamp? = nil,
        maxAttempts: Int = 20,
        organisation: String? = nil
    ) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        self.kind = kind
        self.arguments = String(decoding: try encoder.encode(arguments), as: UTF8.self)
        self.uniqueKey = uniqueKey
        self.group = group
        self.priority = priority
        self.runAt = runAt
        self.maxAttempts = maxAttempts
        self.organisation = organisation
    }

    /// A job that needs no arguments.
    package init(_ kind: JobKind, uniqueKey: String? = nil, maxAttempts: Int = 20) {
        self.kind = kind
        self.arguments = "{}"
        self.uniqueKey = uniqueKey
        self.priority = 0
        self.maxAttempts = maxAttempts
    }
}

/// A job as its handler gets it.
package struct Job: Sendable, Equatable {
    package let id: JobID
    package let kind: JobKind
    /// 1 for the first; snoozes do not count.
    package let attempt: Int
    package let maxAttempts: Int
    package let organisation: String?
    package let createdAt: Timestamp
    let argumentsText: String
    /// How often the job has been claimed: the fence that tells this holder from all earlier ones.
    let claims: Int
    let trace: String?

    package func arguments<Arguments: Decodable>(as type: Arguments.Type = Arguments.self) throws -> Arguments {
        do {
            return try JSONDecoder().decode(type, from: Data(argumentsText.utf8))
        } catch {
            throw JobFailure(
                "The arguments of the job cannot be read by this version of Loam; a newer one may be needed."
            )
        }
    }
}

/// An error whose sentence is kept with the job, for the people who look at the queue. It holds no values.
package struct JobFailure: Error, CustomStringConvertible {
    package let description: String

    package init(_ sentence: String) { description = sentence }
}

extension Channel {
    /// Signalled when a job that can run at once was put into the queue.
    static let jobs = Channel("jobs")
}
