package import Telemetry

/// Which intent signals of a company are written.
package struct IntentCriteria: Sendable, Hashable, Codable {
    package var topics: Set<String>

    package init(topics: Set<String>) { self.topics = topics }

    /// Those of the topics and of the past 30 days that the org does not have, in the order of their numbers.
    package func choose(from signals: [Signal], at now: Timestamp, without written: Set<Int64> = []) -> [Signal] {
        signals.filter { topics.contains($0.topic) && $0.observedOn.isRecent(at: now) && !written.contains($0.number) }
            .sorted { $0.number < $1.number }
    }
}

extension CivilDate {
    /// Whether the day is one of the past 30, today included.
    func isRecent(at now: Timestamp) -> Bool { (0...30).contains(now.day.daysSince1970 - daysSince1970) }
}

extension IntentCriteria {
    private enum Key: String, CodingKey { case topics }

    /// In order, so that the same criteria are always the same document.
    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(topics.sorted(), forKey: .topics)
    }
}
