import Capabilities
import Foundation
import HTML
import Jobs
import Store
import Telemetry

/// Markup, identifiers and schedules.
let productTargets: [FuzzTarget] = [
    .text("markup") { _ = WellFormed.faults(inPage: $0) },
    .text("escaping") { text in
        let markup: HTML = "<p title=\"\(text)\">\(text)</p>"
        let page = String(decoding: markup.bytes, as: UTF8.self)
        check(WellFormed.faults(inFragment: page).isEmpty, "no text becomes markup")
        // Bytes: some characters form one with the sign behind them.
        check(markup.bytes.count(where: { $0 == UInt8(ascii: "<") }) == 2, "no text opens a tag")
    },
    .text("email-address") { text in
        guard let address = EmailAddress(rawValue: text) else { return }
        check(EmailAddress(rawValue: address.rawValue) == address, "an address reads back")
    },
    .text("identifiers") { text in
        if let id = ID<User>(parsing: text) { check(id.rawValue == text, "an id is kept as it was") }
        _ = Token(parsing: text)
        if let place = RecordFinding.Place(text: text) {
            check(RecordFinding.Place(text: place.text) == place, "a place reads back")
        }
        if let place = RunShortfall.Place(text: text) {
            check(RunShortfall.Place(text: place.text) == place, "a place among refusals reads back")
        }
        if let place = CreditLine.Place(text: text) {
            check(CreditLine.Place(text: place.text) == place, "a place in a statement reads back")
        }
        if let month = CivilMonth(text) {
            check("\(month)" == text && month.next.previous == month, "a month reads back")
        }
        if let id = Reconciliation.EntityID(text) { check(id.text == text, "an entity is kept as it was") }
        _ = CompanyTexts.OtherName(parsing: text)
        for kind in CatalogueKind.allCases {
            guard let target = try? ColumnMapping.Target(parsing: text, for: kind) else { continue }
            check(target.description == text, "a column's meaning is kept as it was")
        }
    },
    FuzzTarget("schedule") { bytes in
        let schedule = try JSONDecoder().decode(Schedule.self, from: Data(bytes))
        let moment = Timestamp(seconds: 1_772_946_000)
        let next = schedule.next(after: moment)
        check(next > moment, "the next time is later")
        // Every second week may be counted from a day that is far ahead.
        if case .fortnightly = schedule.frequency {
        } else {
            check(next < moment + .days(400), "the next time is within a year")
        }
        let read = try? JSONDecoder().decode(Schedule.self, from: JSONEncoder().encode(schedule))
        check(read?.next(after: moment) == next, "a schedule reads back")
    },
]
