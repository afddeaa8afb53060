import Crypto
import Database
package import Enrichment
import Jobs
import Salesforce
package import Store
import Telemetry

/// Tests of a mapping: a record with the example of every field is written into the org and deleted again.
///
/// What is written is kept first, and forgotten only when the record is gone: where the process ends, an answer is lost,
/// or the record cannot be deleted, a background job goes on until it is.
package struct MappingTrials: Sendable {
    package struct Report: Sendable, Equatable {
        /// What is wrong, as far as that can be said: of the rows first, then of the record.
        package var faults: [Fault] = []
        /// How many fields were written.
        package var written = 0
        /// Whether the test record is still there, or may be, and is being deleted in the background.
        package var isLeftOver = false

        package init(faults: [Fault] = [], written: Int = 0, isLeftOver: Bool = false) {
            (self.faults, self.written, self.isLeftOver) = (faults, written, isLeftOver)
        }
    }

    package struct Fault: Sendable, Hashable {
        /// Nil for what concerns the record.
        package var field: CRMField?
        /// The row of the mapping, from 0; nil where it is known of no single one.
        package var row: Int?
        package var sentence: String

        package init(field: CRMField?, row: Int?, sentence: String) {
            (self.field, self.row, self.sentence) = (field, row, sentence)
        }
    }

    let database: Database
    let connections: Connections
    let clock: WallClock

    /// Writes a test record with the mapping, and deletes it.
    package func run(
        _ mapping: Mapping,
        placeholders: Placeholders = .usual,
        on connection: ID<OrgConnection>,
        by caller: Caller
    ) async throws -> Report {
        try caller.require(.administer)
        let object = mapping.object
        let schemas = try await connections.schemas(of: [object], connection, in: caller.organisation)
        guard let schema = schemas[object] else { throw Refusal.objectHidden(object) }
        let faults = mapping.faults(in: schema)
        guard faults.isEmpty else {
            return Report(faults: faults.map { Fault(field: nil, row: $0.row, sentence: $0.sentence) })
        }
        let now = clock.now()
        let id = ID<MappingTrial>.make(at: now)
        let marker = "Loam mapping test \(id.rawValue.suffix(8))"
        let patch = Patcher(mapping, in: schema, placeholders: placeholders)
            .patch(creating: .example(for: mapping, at: now)).marked(marker, of: object)
        let trial = MappingTrial(
            id: id,
            organisation: caller.organisation,
            connection: connection,
            object: object,
            marker: marker,
            patch: patch.encoded,
            createdAt: now
        )
        try await database.write { db in
            try caller.confirmAdministers(on: db)
            try MappingTrial.insert(trial, on: db)
            try Queue.enqueue(try MappingTrialSweep.order(trial, at: now + .minutes(2)), at: now, on: db)
            let subject = Subject(kind: "mapping", id: connection.rawValue, name: object.rawValue)
            try record(.mappingTested, subject, became: marker, by: Author(caller), at: now, on: db)
        }
        var report = Report(faults: patch.faults(of: mapping))
        try await connections.calling(connection, in: caller.organisation) { org in
            try await perform(trial, schema, mapping, in: org, &report)
        }
        return report
    }

    private func perform(
        _ trial: MappingTrial,
        _ schema: ObjectSchema,
        _ mapping: Mapping,
        in org: Org,
        _ report: inout Report
    ) async throws {
        // What was kept is what is written.
        let contents = try Patch(encoded: trial.patch).changes.compactMap { entry -> Draft.Content? in
            guard case .set(let value) = entry.action, let name = APIName(entry.field.rawValue),
                let content = FieldContent(value)
            else { return nil }
            return Draft.Content(name, content)
        }
        let ofNew = contents.filter { schema[CRMField($0.field.text)]?.isCreateable ?? true }
        var options = SaveOptions()
        options.savesDuplicates = true
        let created = try await write(ofNew, mapping, &report) { contents in
            try await org.create(Draft(trial.object.name, contents), options)
        }
        guard let created else {
            try await forget(trial)
            return
        }
        try await database.write { db in
            try MappingTrial.setRecord(created.text, of: trial.id, in: trial.organisation, on: db)
        }
        let ofOld = contents.filter { !(schema[CRMField($0.field.text)]?.isCreateable ?? true) }
        if !ofOld.isEmpty {
            _ = try await write(ofOld, mapping, &report) { contents in
                try await org.update(Draft(trial.object.name, id: created, contents), options)
            }
        }
        try await delete(created, trial, in: org, &report)
    }

    /// Writes, and where Salesforce refuses fields, writes again without them, so that each field's fault is heard.
    /// Nil when there is nothing left that can be written.
    private func write<Answer>(
        _ contents: [Draft.Content],
        _ mapping: Mapping,
        _ report: inout Report,
        _ body: ([Draft.Content]) async throws -> Answer
    ) async throws -> Answer? {
        var contents = contents
        while true {
            do {
                let answer = try await body(contents)
                report.written += contents.count
                return answer
            } catch let error as SalesforceError where error.isOfRecord {
                let named = Set(error.fields.map { $0.lowercased() })
                let refused = contents.filter { named.contains($0.field.text.lowercased()) }
                for content in refused {
                    report.faults.append(mapping.fault(of: CRMField(content.field.text), error.wholeSentence))
                }
                let required = Set(mapping.object.requiredFields.map(\.rawValue))
                let rest = contents.filter { !refused.contains($0) }
                guard !refused.isEmpty, !rest.isEmpty, !refused.contains(where: { required.contains($0.field.text) })
                else {
                    if refused.isEmpty { report.faults.append(mapping.fault(of: nil, error.wholeSentence)) }
                    return nil
                }
                contents = rest
            }
        }
    }

    /// Three times at most while somebody waits; then the background job goes on.
    private func delete(
        _ record: RecordID,
        _ trial: MappingTrial,
        in org: Org,
        _ report: inout Report
    ) async throws {
        for attempt in 1...3 {
            do {
                try await org.delete(record, of: trial.object.name)
                try await forget(trial)
                return
            } catch let error as SalesforceError {
                if error.status == 404 {
                    try await forget(trial)
                    return
                }
                // The client has repeated what bears it; only a lock that somebody holds may have gone meanwhile.
                guard attempt == 3 || error.remedy != .wait(.lock) else {
                    try await clock.sleep(.seconds(1))
                    continue
                }
                report.isLeftOver = true
                let left = "The test record “\(trial.marker)” is still there and is deleted in the background. "
                report.faults.append(Fault(field: nil, row: nil, sentence: left + error.sentence))
                return
            }
        }
    }

    private func forget(_ trial: MappingTrial) async throws {
        try await database.write { db in try MappingTrial.remove(trial.id, in: trial.organisation, on: db) }
    }
}

extension Offer {
    /// The made-up profiles, and a signal of each topic that the mapping asks for.
    fileprivate static func example(for mapping: Mapping, at now: Timestamp) -> Offer {
        let topics = Set(mapping.rows.compactMap { if case .intent(_, let topic) = $0.source { topic } else { nil } })
        let signals = topics.sorted().enumerated().map { place, topic in
            Signal(
                number: 7_734_512 + Int64(place),
                topic: topic,
                score: 86,
                audienceStrength: IntentPoint.audienceStrength.example,
                location: IntentPoint.location.example,
                observedOn: Zone.utc.local(at: now).date,
                provenance: Provenance(source: "Example", asOf: nil)
            )
        }
        return Offer(
            company: .example(.company),
            person: mapping.object.isPerson ? .example(.person) : nil,
            signals: signals,
            status: .matched,
            hasMoved: mapping.object.isPerson ? .no : nil,
            now: now
        )
    }
}

extension Patch {
    /// Under a name of its own, by which everybody sees what the record is, and by which it is found again.
    fileprivate func marked(_ marker: String, of object: CRMObject) -> Patch {
        var entries = self.entries
        for (place, field) in object.requiredFields.enumerated() {
            let entry = Entry(field, before: .blank, .set(.text(place == 0 ? marker : "Loam mapping test")))
            if let found = entries.firstIndex(where: { $0.field == field }) {
                if place == 0 || !entries[found].isChange { entries[found] = entry }
            } else {
                entries.append(entry)
            }
        }
        return Patch(entries)
    }

    /// What does not fit before anything is sent.
    fileprivate func faults(of mapping: Mapping) -> [MappingTrials.Fault] {
        entries.flatMap { entry in
            entry.misfits.map { misfit in
                let row = mapping.rows.firstIndex { $0.target == entry.field && $0.source == misfit.source }
                return MappingTrials.Fault(field: entry.field, row: row, sentence: misfit.misfit.sentence)
            }
        }
    }
}

extension Mapping {
    /// Of the row whose example was written: the first of the field.
    fileprivate func fault(of field: CRMField?, _ sentence: String) -> MappingTrials.Fault {
        MappingTrials.Fault(
            field: field,
            row: rows.firstIndex { $0.target == field },
            sentence: sentence
        )
    }
}

extension SalesforceError {
    /// Whether it is about what was written, so that writing less may help.
    fileprivate var isOfRecord: Bool { remedy == .report(.record) }

    /// Salesforce's own words are the org's, for its administrators; the example in them is nobody's.
    fileprivate var wholeSentence: String { words.isEmpty ? sentence : "\(sentence) Salesforce says: \(words)" }
}
