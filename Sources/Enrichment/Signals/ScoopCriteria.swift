package import Telemetry

/// A piece of news of a company.
package struct Scoop: Sendable, Equatable {
    package var number: Int64
    package var type: String
    package var departments: [String]
    package var topics: [String]
    package var description: String
    package var publishedOn: CivilDate

    package init(
        number: Int64,
        type: String,
        departments: [String] = [],
        topics: [String] = [],
        description: String = "",
        publishedOn: CivilDate
    ) {
        self.number = number
        self.type = type
        self.departments = departments
        self.topics = topics
        self.description = description
        self.publishedOn = publishedOn
    }
}

/// Which scoops of a company are written: each kind of criterion has to be met, by any of its choices; one without
/// choices asks for nothing.
package struct ScoopCriteria: Sendable, Hashable, Codable {
    package var types: Set<String>
    package var departments: Set<String>
    package var topics: Set<String>

    package init(types: Set<String> = [], departments: Set<String> = [], topics: Set<String> = []) {
        (self.types, self.departments, self.topics) = (types, departments, topics)
    }

    /// Those of the past 30 days that the org does not have, in the order of their numbers.
    package func choose(from scoops: [Scoop], at now: Timestamp, without written: Set<Int64> = []) -> [Scoop] {
        scoops.filter { scoop in
            (types.isEmpty || types.contains(scoop.type))
                && (departments.isEmpty || !departments.isDisjoint(with: scoop.departments))
                && (topics.isEmpty || !topics.isDisjoint(with: scoop.topics))
                && scoop.publishedOn.isRecent(at: now) && !written.contains(scoop.number)
        }
        .sorted { $0.number < $1.number }
    }
}

extension ScoopCriteria {
    private enum Key: String, CodingKey { case types, departments, topics }

    /// In order, so that the same criteria are always the same document.
    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(types.sorted(), forKey: .types)
        try values.encode(departments.sorted(), forKey: .departments)
        try values.encode(topics.sorted(), forKey: .topics)
    }
}
