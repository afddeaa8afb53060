package import Telemetry

/// How long a profile that was paid for is the organisation's own.
package struct OwnershipPeriod: Sendable, Hashable, Codable {
    package var months: Int

    package init(months: Int) { self.months = months }

    package static let usual = OwnershipPeriod(months: 12)

    /// When it ends that began now: at the same time of the same day, or of the last day of a shorter month.
    package func end(from now: Timestamp) -> Timestamp {
        let today = now.day
        let count = today.year * 12 + today.month - 1 + months
        let (year, month) = (count / 12, count % 12 + 1)
        let day = min(today.day, CivilDate.length(ofMonth: month, year: year))
        guard let date = CivilDate(year: year, month: month, day: day) else {
            preconditionFailure("A day within the length of its month is always one of the calendar.")
        }
        return date.midnight + (now - today.midnight)
    }
}
