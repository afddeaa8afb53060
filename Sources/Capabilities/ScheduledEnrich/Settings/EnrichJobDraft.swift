package import Enrichment
import FoundationEssentials
package import Jobs
package import Store

/// What an administrator says of a job: a document that can be read, kept in a repository, and brought back.
package struct EnrichJobDraft: Sendable, Equatable, Codable {
    package var description: String
    package var settings: JobSettings
    /// Nil for a job that runs by hand only.
    package var frequency: Schedule?
    package var alerts: Bool

    package init(_ settings: JobSettings, description: String = "", frequency: Schedule? = nil, alerts: Bool = true) {
        (self.description, self.settings) = (description, settings)
        (self.frequency, self.alerts) = (frequency, alerts)
    }

    package init(_ job: EnrichJob) {
        self.init(job.settings, description: job.description, frequency: job.frequency, alerts: job.alerts)
    }

    private enum Key: String, CodingKey { case description, settings, frequency, alerts }

    /// What a document does not say is as usual.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        self.init(
            try values.decode(JobSettings.self, forKey: .settings),
            description: try values.decodeIfPresent(String.self, forKey: .description) ?? "",
            frequency: try values.decodeIfPresent(Schedule.self, forKey: .frequency),
            alerts: try values.decodeIfPresent(Bool.self, forKey: .alerts) ?? true
        )
    }
}

extension EnrichJobDraft {
    /// As people read it: indented, its keys in order, so that two of them can be compared line by line.
    package var document: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
        }
    }

    /// Reads a document; a refusal says where it cannot be understood.
    package init(document: some Sequence<UInt8>) throws {
        do {
            self = try JSONDecoder().decode(EnrichJobDraft.self, from: Data(document))
        } catch let error as DecodingError {
            throw Refusal(.invalid, "enrich-job.unreadable", "The document of the job cannot be read: \(error.words)")
        }
    }
}

extension DecodingError {
    /// What is wrong and where, without what stands there.
    fileprivate var words: String {
        let (path, sentence): ([any CodingKey], String) =
            switch self {
            case .keyNotFound(let key, let context): (context.codingPath + [key], "this is missing.")
            case .valueNotFound(_, let context): (context.codingPath, "there is no value.")
            case .typeMismatch(_, let context): (context.codingPath, "there is a value of another kind.")
            case .dataCorrupted(let context):
                (context.codingPath, context.codingPath.isEmpty ? "it is no JSON." : context.debugDescription)
            @unknown default: ([], "it does not have the form of a job.")
            }
        let steps = path.map { key in key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)" }
        let place = String(steps.joined().drop { $0 == "." })
        return place.isEmpty ? sentence : "at \(place), \(sentence)"
    }
}
