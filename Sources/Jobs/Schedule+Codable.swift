import Telemetry

/// A schedule is stored as people would say it: `{"every":"week","on":"monday","at":"06:30","zone":"Europe/Vienna"}`.
extension Schedule: Codable {
    private enum Key: String, CodingKey {
        case every, on, from, month, day, at, zone
    }

    private enum Every: String, Codable {
        case day, week, fortnight, month, quarter
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let frequency: Frequency =
            switch try container.decode(Every.self, forKey: .every) {
            case .day: .daily
            case .week: .weekly(on: try container.decode(Weekday.self, forKey: .on))
            case .fortnight: .fortnightly(from: try container.date(forKey: .from))
            case .month: .monthly(day: try container.decode(Int.self, forKey: .day))
            case .quarter:
                .quarterly(
                    month: try container.decode(Int.self, forKey: .month),
                    day: try container.decode(Int.self, forKey: .day)
                )
            }
        let time = try container.decodeIfPresent(TimeOfDay.self, forKey: .at) ?? .midnight
        let zone = try container.decodeIfPresent(Zone.self, forKey: .zone) ?? Zone(named: Schedule.defaultZone)
        do {
            try self.init(frequency, at: time, in: zone)
        } catch {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: error.description)
            )
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch frequency {
        case .daily:
            try container.encode(Every.day, forKey: .every)
        case .weekly(let weekday):
            try container.encode(Every.week, forKey: .every)
            try container.encode(weekday, forKey: .on)
        case .fortnightly(let date):
            try container.encode(Every.fortnight, forKey: .every)
            try container.encode(date.description, forKey: .from)
        case .monthly(let day):
            try container.encode(Every.month, forKey: .every)
            try container.encode(day, forKey: .day)
        case .quarterly(let month, let day):
            try container.encode(Every.quarter, forKey: .every)
            try container.encode(month, forKey: .month)
            try container.encode(day, forKey: .day)
        }
        try container.encode(time, forKey: .at)
        try container.encode(zone, forKey: .zone)
    }
}

extension TimeOfDay: Codable, CustomStringConvertible {
    /// `06:30`, on a clock of 24 hours.
    package var description: String { [hour, minute].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":") }

    /// Reads `06:30`.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [2, 2], let hour = Int(parts[0]), let minute = Int(parts[1]) else {
            return nil
        }
        self.init(hour: hour, minute: minute)
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let time = TimeOfDay(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "Expected a time of day such as 06:30.")
            )
        }
        self = time
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension KeyedDecodingContainer {
    fileprivate func date(forKey key: Key) throws -> CivilDate {
        guard let date = CivilDate(iso8601: try decode(String.self, forKey: key)) else {
            throw DecodingError.dataCorruptedError(
                forKey: key,
                in: self,
                debugDescription: "Expected a date such as 2026-03-08."
            )
        }
        return date
    }
}
