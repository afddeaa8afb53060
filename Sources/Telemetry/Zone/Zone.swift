/// A time zone of the IANA database: what clocks on its walls show, and when they are changed.
///
/// Read from the system's own files, because Foundation knows zones only together with the ICU library, which costs
/// twelve megabytes of memory and carries rules as old as the toolchain.
package struct Zone: Sendable, Hashable, CustomStringConvertible {
    package let name: String
    let history: ZoneHistory

    init(name: String, history: ZoneHistory) {
        self.name = name
        self.history = history
    }

    /// Finds the zone by its name, such as `America/New_York`.
    package init(named name: String) throws(ZoneError) {
        self = try ZoneFiles.zone(named: name)
    }

    package static let utc = Zone(name: "UTC", history: ZoneHistory(firstOffset: 0, changes: [], rule: nil))

    package var description: String { name }

    package static func == (left: Zone, right: Zone) -> Bool { left.name == right.name }

    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension Zone {
    /// Seconds east of Greenwich at the moment.
    package func offset(at moment: Timestamp) -> Int64 { history.offset(at: moment.seconds) }

    /// What a calendar and a clock on the wall show at the moment.
    package func local(at moment: Timestamp) -> (date: CivilDate, secondOfDay: Int64) {
        let local = moment.seconds + offset(at: moment)
        let days = local.floorDivided(by: 86400)
        return (CivilDate(daysSince1970: days), local - days * 86400)
    }

    /// The moment at which the clocks first show this time or, where it is skipped, the first moment after the gap.
    package func moment(of date: CivilDate, secondOfDay: Int64 = 0) -> Timestamp {
        let local = date.daysSince1970 * 86400 + secondOfDay
        // No zone is further than 26 hours from Greenwich, so the answer lies in this window.
        let window = (local - 26 * 3600)...(local + 26 * 3600)
        let changes = history.changes(in: window)
        var begin = window.lowerBound
        var offset = history.offset(at: begin)
        for change in changes {
            let candidate = max(begin, local - offset)
            if candidate < change.at { return Timestamp(seconds: candidate) }
            begin = change.at
            offset = change.offset
        }
        return Timestamp(seconds: max(begin, local - offset))
    }
}

extension Zone: Codable {
    package init(from decoder: any Decoder) throws {
        let name = try decoder.singleValueContainer().decode(String.self)
        do {
            try self.init(named: name)
        } catch {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "\(error)"))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}

package enum ZoneError: Error, Equatable, CustomStringConvertible {
    case unknown
    case noDatabase
    case unreadable

    package var description: String {
        switch self {
        case .unknown: "No time zone has this name; write one as in America/New_York."
        case .noDatabase: "This machine has no time zones, so local times are unknown; install the package tzdata."
        case .unreadable: "The file of this time zone is damaged; install the package tzdata again."
        }
    }
}
