/// What a job of Scheduled Enrich does: a document that can be stored, compared and cloned.
package struct JobSettings: Sendable, Hashable {
    package var name: String
    package var object: CRMObject
    package var credits = CreditMode.noLimit
    package var batchSize = 10_000
    /// Of contacts and leads.
    package var minimumAccuracy = 0
    package var jobChange = JobChangeRule.updateInPlace
    /// For the records that a job change makes.
    package var newcomers: Mapping?
    package var records = RecordFilter.all
    package var mapping: Mapping
    package var exportsProfile = false
    /// Of accounts; nil where nothing of the kind is written.
    package var intent: IntentCriteria?
    package var scoops: ScoopCriteria?
    /// Of accounts; nil where no contacts are made.
    package var committee: BuyingCommittee?
    /// What people type where they know nothing, which the third update option replaces.
    package var placeholders = Placeholders.usual
    package var breakers = Breakers()

    package static let longestName = 100
    package static let batchSizes = [10_000, 1_000, 500, 200]

    package init(_ name: String, _ mapping: Mapping) {
        (self.name, object, self.mapping) = (name, mapping.object, mapping)
    }
}

extension JobSettings {
    /// The fields of profiles from which a record's plan is made; nil where these may be all.
    package var fieldsOfProfiles: Set<LoamField>? {
        // A record that is made for somebody, or for the profile itself, tells more than the mapping.
        guard jobChange.makes == nil, !exportsProfile else { return nil }
        return Set(mapping.rows.map(\.source)).union(JobSettings.alwaysLookedAt)
    }

    /// What lists show of a record, how sure the catalogue must be, and the country of a state.
    private static let alwaysLookedAt: Set<LoamField> = [
        .company(.name), .company(.status), .company(.country), .person(.email), .person(.emailStatus),
        .person(.accuracy), .person(.country),
    ]
}

extension JobSettings: Codable {
    private enum Key: String, CodingKey {
        case name, object, credits, records, mapping, newcomers, intent, scoops, committee, placeholders, breakers
        case batchSize = "batch_size"
        case minimumAccuracy = "minimum_accuracy"
        case jobChange = "job_change"
        case exportsProfile = "exports_profile"
    }

    /// What a document does not say is as usual, so that an older one can still be read.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        self.init(
            try values.decode(String.self, forKey: .name),
            try values.decode(Mapping.self, forKey: .mapping)
        )
        object = try values.decodeIfPresent(CRMObject.self, forKey: .object) ?? object
        credits = try values.decodeIfPresent(CreditMode.self, forKey: .credits) ?? credits
        batchSize = try values.decodeIfPresent(Int.self, forKey: .batchSize) ?? batchSize
        minimumAccuracy = try values.decodeIfPresent(Int.self, forKey: .minimumAccuracy) ?? minimumAccuracy
        jobChange = try values.decodeIfPresent(JobChangeRule.self, forKey: .jobChange) ?? jobChange
        newcomers = try values.decodeIfPresent(Mapping.self, forKey: .newcomers)
        records = try values.decodeIfPresent(RecordFilter.self, forKey: .records) ?? records
        exportsProfile = try values.decodeIfPresent(Bool.self, forKey: .exportsProfile) ?? exportsProfile
        intent = try values.decodeIfPresent(IntentCriteria.self, forKey: .intent)
        scoops = try values.decodeIfPresent(ScoopCriteria.self, forKey: .scoops)
        committee = try values.decodeIfPresent(BuyingCommittee.self, forKey: .committee)
        placeholders = try values.decodeIfPresent(Placeholders.self, forKey: .placeholders) ?? placeholders
        breakers = try values.decodeIfPresent(Breakers.self, forKey: .breakers) ?? breakers
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(name, forKey: .name)
        try values.encode(object, forKey: .object)
        try values.encode(credits, forKey: .credits)
        try values.encode(batchSize, forKey: .batchSize)
        try values.encode(minimumAccuracy, forKey: .minimumAccuracy)
        try values.encode(jobChange, forKey: .jobChange)
        try values.encodeIfPresent(newcomers, forKey: .newcomers)
        try values.encode(records, forKey: .records)
        try values.encode(mapping, forKey: .mapping)
        try values.encode(exportsProfile, forKey: .exportsProfile)
        try values.encodeIfPresent(intent, forKey: .intent)
        try values.encodeIfPresent(scoops, forKey: .scoops)
        try values.encodeIfPresent(committee, forKey: .committee)
        if placeholders != .usual { try values.encode(placeholders, forKey: .placeholders) }
        if breakers != Breakers() { try values.encode(breakers, forKey: .breakers) }
    }
}

/// What keeps a job from being saved, and in which section of its page.
package struct SettingsFault: Error, Sendable, Hashable {
    package enum Section: String, Sendable, Hashable, CaseIterable {
        case job
        case schedule
        case advanced
        case filters
        case mapping
        case newcomers
        case intent
        case scoops
        case committee
    }

    package var section: Section
    /// From 0; nil where it concerns the whole section.
    package var row: Int?
    package var sentence: String

    package init(_ section: Section, row: Int? = nil, _ sentence: String) {
        (self.section, self.row, self.sentence) = (section, row, sentence)
    }
}

extension JobSettings {
    /// The kinds of records that it writes.
    package var objects: Set<CRMObject> {
        var objects: Set = [object]
        if let creates = jobChange.creates { objects.insert(creates) }
        if committee != nil { objects.insert(.contact) }
        return objects
    }

    /// All that is wrong, section by section. The schemas are of the objects that the settings write.
    package func faults(in schemas: [CRMObject: ObjectSchema]) -> [SettingsFault] {
        guard let schema = schemas[object] else {
            return [
                SettingsFault(
                    .job,
                    "The connected user may not see \(object.rawValue) records; give access in Salesforce."
                )
            ]
        }
        return jobFaults + advancedFaults + filterFaults(schema) + mappingFaults(schema) + newcomerFaults(schemas)
            + signalFaults + committeeFaults(schemas)
    }

    private var jobFaults: [SettingsFault] {
        if FieldValue.text(name).isBlank { return [SettingsFault(.job, "Give the job a name.")] }
        return name.count > JobSettings.longestName
            ? [SettingsFault(.job, "Use at most \(JobSettings.longestName) characters for the name.")] : []
    }

    private var advancedFaults: [SettingsFault] {
        var faults: [SettingsFault] = []
        if case .perRun(let limit) = credits, limit < 1 {
            faults.append(
                SettingsFault(.advanced, "A limit of credits is at least 1; choose owned records to spend none.")
            )
        }
        if !JobSettings.batchSizes.contains(batchSize) {
            faults.append(SettingsFault(.advanced, "The batch size is 10,000, 1,000, 500 or 200."))
        }
        if !(0...99).contains(minimumAccuracy) {
            faults.append(SettingsFault(.advanced, "The minimum accuracy score lies between 0 and 99."))
        }
        if placeholders.texts.contains(where: { FieldValue.text($0).isBlank }) {
            faults.append(SettingsFault(.advanced, "A placeholder is a text; blank fields are filled in any case."))
        }
        let shares = [breakers.mostErrors, breakers.mostOverwrites, breakers.mostBlankings, breakers.leastMatches]
        if shares.contains(where: { $0.map { !(0...100).contains($0) } ?? false }) {
            faults.append(SettingsFault(.advanced, "The limits at which a run stops are percentages, from 0 to 100."))
        }
        if let canary = breakers.canary, canary < 1 {
            faults.append(
                SettingsFault(.advanced, "At least one record is written first; leave it blank for all at once.")
            )
        }
        if !object.isPerson, minimumAccuracy != 0 || jobChange != .updateInPlace {
            faults.append(
                SettingsFault(.advanced, "Accuracy scores and job changes are of people; accounts have none.")
            )
        }
        return faults
    }

    private func filterFaults(_ schema: ObjectSchema) -> [SettingsFault] {
        guard case .criteria(let criteria) = records else { return [] }
        if criteria.isEmpty { return [SettingsFault(.filters, "Add at least one row, or choose all records.")] }
        return criteria.enumerated().compactMap { row, criterion in
            do throws(CriterionFault) {
                _ = try criterion.value(in: schema)
                return nil
            } catch {
                return SettingsFault(.filters, row: row, error.sentence)
            }
        }
    }

    private func mappingFaults(_ schema: ObjectSchema) -> [SettingsFault] {
        guard mapping.object == object else {
            return [SettingsFault(.mapping, "The mapping is of another kind of record; restore the defaults.")]
        }
        return mapping.faults(in: schema).map { SettingsFault(.mapping, row: $0.row, $0.sentence) }
    }

    private func newcomerFaults(_ schemas: [CRMObject: ObjectSchema]) -> [SettingsFault] {
        guard let creates = jobChange.creates else { return [] }
        guard let newcomers, newcomers.object == creates, let schema = schemas[creates] else {
            return [
                SettingsFault(.newcomers, "People who moved get a new \(creates.rawValue) record; choose its mapping.")
            ]
        }
        return newcomers.faults(in: schema).map { SettingsFault(.newcomers, row: $0.row, $0.sentence) }
    }

    private var signalFaults: [SettingsFault] {
        var faults: [SettingsFault] = []
        if let intent {
            if object != .account { faults.append(SettingsFault(.intent, "Only accounts have intent signals.")) }
            if intent.topics.isEmpty { faults.append(SettingsFault(.intent, "Choose at least one topic.")) }
        }
        if scoops != nil, object != .account {
            faults.append(SettingsFault(.scoops, "Only accounts have scoops."))
        }
        return faults
    }

    private func committeeFaults(_ schemas: [CRMObject: ObjectSchema]) -> [SettingsFault] {
        guard let committee else { return [] }
        guard object == .account else {
            return [SettingsFault(.committee, "Only accounts have a buying committee.")]
        }
        return committee.faults(in: schemas[.contact])
    }
}
