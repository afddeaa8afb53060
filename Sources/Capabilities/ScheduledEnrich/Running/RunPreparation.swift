import Database
import Enrichment
import Salesforce
import Store

/// A run's settings made ready for its org.
struct RunPreparation: Sendable {
    let schema: ObjectSchema
    let patcher: Patcher
    let query: RunQuery
    let condition: SOQL?
    let settings: JobSettings

    init(_ run: Run, _ steps: RunSteps) async throws {
        settings = run.settings
        schema = try await steps.schema(run.object.name, of: run)
        patcher = Patcher(settings.mapping, in: schema, placeholders: settings.placeholders)
        let parent = run.object == .contact ? try await steps.schema("Account", of: run) : nil
        let start = try await steps.start(of: run)
        query = RunQuery(
            settings,
            run.inputs,
            reading: patcher.fieldsToRead,
            in: schema,
            parent: parent,
            startingAt: start
        )
        condition = try settings.records.condition(in: schema)
    }

    /// The list view whose records are looked at.
    func scope(in org: Org) async throws -> ListViewFilter? {
        guard case .listView(let id) = settings.records, let list = RecordID(id.text) else { return nil }
        return try await org.filter(of: list, of: settings.object.name)
    }
}

extension RunSteps {
    /// Where the job's last run came to the end of its credits.
    fileprivate func start(of run: Run) async throws -> RecordID? {
        guard let job = run.job, run.purpose != .undo else { return nil }
        let stored = try await database.read { db in
            try EnrichJob.find(job, evenDeleted: true, in: run.organisation, on: db)?.resumesAfter
        }
        return stored.flatMap { RecordID($0) }
    }
}
