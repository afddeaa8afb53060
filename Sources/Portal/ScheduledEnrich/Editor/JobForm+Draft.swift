import Capabilities
import Enrichment
import Jobs
import Matching

extension JobForm {
    /// What the form says as far as it can be said, and what cannot.
    struct Reading: Sendable {
        var draft: EnrichJobDraft
        var faults: [SettingsFault] = []
        /// For each row of a section that could be read, where it stands in the form.
        var places: [SettingsFault.Section: [Int]] = [:]

        /// All faults, those that were found later at the rows of the form.
        func faults(with found: [SettingsFault]) -> [SettingsFault] {
            let blanks = Set(faults.map(\.section))
            let empty = MappingFault(.empty).sentence
            let placed = found.compactMap { fault -> SettingsFault? in
                // A mapping with nothing but blank rows is not empty for who looks at it.
                if fault.row == nil, fault.sentence == empty, blanks.contains(fault.section) { return nil }
                // Neither is a filter.
                if fault.row == nil, fault.section == .filters, blanks.contains(.filters) { return nil }
                guard let row = fault.row, let places = places[fault.section] else { return fault }
                return SettingsFault(fault.section, row: places[row], fault.sentence)
            }
            let order = SettingsFault.Section.allCases
            return (faults + placed).enumerated().sorted { one, other in
                let places = [one, other].map { (order.firstIndex(of: $0.element.section) ?? 0, $0.element.row ?? -1) }
                return places[0] == places[1] ? one.offset < other.offset : places[0] < places[1]
            }.map(\.element)
        }
    }

    var reading: Reading {
        let (rows, places) = mapping.complete
        var settings = JobSettings(name.trimmed, rows)
        var faults = mapping.faultsOfBlanks.map { SettingsFault(.mapping, row: $0.row, $0.sentence) }
        var reading = Reading(draft: EnrichJobDraft(settings))
        reading.places[.mapping] = places
        switch credits {
        case "owned_only": settings.credits = .ownedOnly
        case "per_run": settings.credits = .perRun(Int(creditLimit) ?? 0)
        default: settings.credits = .noLimit
        }
        settings.batchSize = Int(batchSize) ?? 0
        settings.minimumAccuracy = object.isPerson ? Int(accuracy) ?? -1 : 0
        settings.jobChange = object.isPerson ? jobChange : .updateInPlace
        settings.placeholders = Placeholders(JobForm.texts(placeholders))
        settings.breakers = limits.breakers
        settings.exportsProfile = exportsProfile
        settings.records = filter(&faults)
        reading.places[.filters] = criteria.indices.filter { !criteria[$0].field.isEmpty }
        if settings.jobChange.creates != nil, let newcomers {
            let (rows, places) = newcomers.complete
            settings.newcomers = rows
            reading.places[.newcomers] = places
            faults += newcomers.faultsOfBlanks.map { SettingsFault(.newcomers, row: $0.row, $0.sentence) }
        }
        if object == .account { readSignals(&settings) }
        if object == .account, committee.isOn, let committeeMapping {
            let (rows, places) = committeeMapping.complete
            settings.committee = buyingCommittee(rows)
            reading.places[.committee] = places
            faults += committeeMapping.faultsOfBlanks.map { SettingsFault(.committee, row: $0.row, $0.sentence) }
        }
        var frequency: Schedule?
        do throws(ScheduleFaults) {
            frequency = try schedule.schedule()
        } catch {
            faults += error.sentences.map { SettingsFault(.schedule, $0) }
        }
        reading.draft = EnrichJobDraft(
            settings,
            description: description.trimmed,
            frequency: frequency,
            alerts: alerts
        )
        reading.faults = faults
        return reading
    }

    /// Which records the form says; where it says none, a fault.
    private func filter(_ faults: inout [SettingsFault]) -> RecordFilter {
        switch records {
        case "list_view":
            if let id = CRMID(listView) { return .listView(id) }
            faults.append(SettingsFault(.filters, "Choose a list view, or enrich all records."))
            return .all
        case "criteria":
            for place in criteria.indices where criteria[place].field.isEmpty {
                faults.append(SettingsFault(.filters, row: place, "Choose a Salesforce field, or remove the row."))
            }
            let complete = criteria.filter { !$0.field.isEmpty }
            return .criteria(complete.map { Criterion(CRMField($0.field), $0.comparison, $0.text.trimmed) })
        default: return .all
        }
    }

    private func readSignals(_ settings: inout JobSettings) {
        if hasIntent { settings.intent = IntentCriteria(topics: Set(JobForm.texts(intentTopics))) }
        guard hasScoops else { return }
        settings.scoops = ScoopCriteria(
            types: Set(JobForm.texts(scoopTypes)),
            departments: Set(JobForm.texts(scoopDepartments)),
            topics: Set(JobForm.texts(scoopTopics))
        )
    }

    private func buyingCommittee(_ mapping: Mapping) -> BuyingCommittee {
        var members = BuyingCommittee(
            titles: Set(JobForm.texts(committee.titles)),
            functions: committee.functions,
            levels: Set(committee.levels.compactMap { JobTitle.Level(called: $0) }),
            mapping
        )
        members.existing = committee.existing
        members.most = Int(committee.most) ?? 0
        return members
    }
}

extension JobForm {
    /// Does what a button of the editor asks for with its rows; false for what is no such thing.
    mutating func perform(_ act: String, defaults: (CRMObject) -> Mapping?) -> Bool {
        let parts = act.split(separator: ".").map(String.init)
        guard parts.count >= 2 else { return false }
        let place = parts.count > 2 ? Int(parts[2]) : nil
        switch parts[0] {
        case "m": return JobForm.perform(parts[1], place, &mapping, defaults)
        case "n" where newcomers != nil: return JobForm.perform(parts[1], place, &newcomers, defaults)
        case "b" where committeeMapping != nil: return JobForm.perform(parts[1], place, &committeeMapping, defaults)
        case "c" where parts[1] == "add": criteria.append(Criteria())
        case "c" where parts[1] == "remove":
            if let place, criteria.indices.contains(place) { criteria.remove(at: place) }
        default: return false
        }
        return true
    }

    private static func perform(
        _ act: String,
        _ place: Int?,
        _ rows: inout MappingRows?,
        _ defaults: (CRMObject) -> Mapping?
    ) -> Bool {
        guard var changed = rows else { return false }
        defer { rows = changed }
        return perform(act, place, &changed, defaults)
    }

    private static func perform(
        _ act: String,
        _ place: Int?,
        _ rows: inout MappingRows,
        _ defaults: (CRMObject) -> Mapping?
    ) -> Bool {
        if act == "defaults" {
            if let mapping = defaults(rows.object) { rows = MappingRows(mapping) }
            return true
        }
        return rows.perform(act, place)
    }
}
