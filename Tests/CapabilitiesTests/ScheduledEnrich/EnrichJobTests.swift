import Capabilities
import Database
import Enrichment
import Jobs
import Salesforce
import Store
import Telemetry
import TestSupport
import Testing

@Suite struct EnrichJobTests {
    @Test("S-01 · a job is made with the default rows, and is on", arguments: Engine.available)
    func made(engine: Engine) async throws {
        try await ConnectedOrg.on(engine) { bench in
            let jobs = bench.capabilities.enrichJobs
            for object in CRMObject.allCases {
                let draft = try await bench.draft(of: object)
                #expect(try await jobs.verify(draft, on: bench.connection, by: bench.ada) == [])
                let job = try await jobs.create(draft, on: bench.connection, by: bench.ada)
                let listed = try await jobs.get(job.id, by: bench.ada)
                #expect(listed.job == job)
                #expect(listed.job.isOn && listed.createdByName == "Ada Weaver")
                #expect(listed.connection?.id == bench.connection)
            }
            #expect(try await jobs.list(by: bench.ada).map(\.job.settings.object) == [.lead, .contact, .account])
        }
    }

    @Test("M-03 · the default rows are those for which the org has fields, by the guides")
    func defaults() async throws {
        try await ConnectedOrg.on { bench in
            let jobs = bench.capabilities.enrichJobs
            let schema = try await jobs.fields(of: .account, on: bench.connection, by: bench.ada)
            let mapping = try await jobs.defaults(of: .account, on: bench.connection, by: bench.ada)
            let targets = Set(mapping.rows.map(\.target))
            #expect(targets.isSuperset(of: ["Name", "Description", "BillingStreet", "BillingCountry", "TickerSymbol"]))
            #expect(mapping.rows.allSatisfy { schema[$0.target]?.isWritable == true })
            let overwritten = mapping.rows.filter { $0.rule == .overwrite }
            #expect(overwritten.allSatisfy { $0.target.rawValue.hasSuffix("__c") })
        }
    }

    @Test("M-01 · only fields that the user may write are offered, with type and length")
    func fields() async throws {
        try await ConnectedOrg.on { bench in
            let jobs = bench.capabilities.enrichJobs
            let schema = try await jobs.fields(of: .lead, on: bench.connection, by: bench.ada)
            let names = schema.writable.map(\.name)
            #expect(names.contains("Company") && names.contains("Email"))
            #expect(!names.contains("CreatedDate") && !names.contains("Id") && !names.contains("IsConverted"))
            #expect(schema["Company"]?.length == 255 && schema["Email"]?.type == .email)
        }
    }

    @Test("S-12 · what is wrong is listed at once, by section, and nothing is saved")
    func faults() async throws {
        try await ConnectedOrg.on { bench in
            let jobs = bench.capabilities.enrichJobs
            var draft = try await bench.draft(of: .lead)
            draft.settings.name = ""
            draft.settings.batchSize = 300
            draft.settings.records = .criteria([Criterion("Gone__c", .isBlank)])
            draft.settings.mapping.rows[2].target = "CreatedDate"
            let faults = try await jobs.verify(draft, on: bench.connection, by: bench.ada)
            #expect(faults.map(\.section) == [.job, .advanced, .filters, .mapping])
            #expect(faults.last?.row == 2)
            let error = await #expect(throws: Refusal.self) {
                _ = try await jobs.create(draft, on: bench.connection, by: bench.ada)
            }
            #expect(error?.code == "enrich-job.faulty")
            #expect(error?.fields.keys.sorted() == ["advanced", "filters.0", "job", "mapping.2"])
            #expect(try await jobs.list(by: bench.ada).isEmpty)
        }
    }

    @Test("S-12 · a list view that is gone is a fault")
    func listViewGone() async throws {
        try await ConnectedOrg.on { bench in
            var draft = try await bench.draft(of: .account)
            draft.settings.records = .listView(try #require(CRMID("00B000000000999")))
            let jobs = bench.capabilities.enrichJobs
            let faults = try await jobs.verify(draft, on: bench.connection, by: bench.ada)
            #expect(faults.map(\.section) == [.filters])
        }
    }

    @Test("S-07 · records are counted before anything is saved: all, of a list view, by criteria")
    func count() async throws {
        try await ConnectedOrg.on { bench in
            let jobs = bench.capabilities.enrichJobs
            let org = try await bench.capabilities.connections.org(
                bench.connection,
                in: bench.organisation,
                for: .setup
            )
            for number in 1...5 {
                _ = try await org.create(
                    Draft(
                        "Lead",
                        [
                            .init("LastName", .text("Person \(number)")), .init("Company", .text("O'Hara & Co")),
                            .init("NumberOfEmployees", .integer(number * 10)),
                        ]
                    )
                )
            }
            func count(_ filter: RecordFilter) async throws -> Int {
                try await jobs.count(filter, of: .lead, on: bench.connection, by: bench.ada)
            }
            #expect(try await count(.all) == 5)
            #expect(try await count(.criteria([Criterion("NumberOfEmployees", .greater, "20")])) == 3)
            let both = [Criterion("Company", .contains, "O'H"), Criterion("NumberOfEmployees", .less, "20")]
            #expect(try await count(.criteria(both)) == 1)
            let lists = try await jobs.listViews(of: .lead, on: bench.connection, by: bench.ada)
            #expect(!lists.isEmpty && lists.map(\.label) == lists.map(\.label).sorted())
            let mine = try #require(lists.first { $0.label.hasPrefix("All") })
            #expect(try await count(.listView(try #require(CRMID(mine.id.text)))) == 5)
            await #expect(throws: Refusal.self) { _ = try await count(.criteria([Criterion("Gone", .isBlank)])) }
        }
    }

    @Test("S-02 · the table of schedules is in step with the job", arguments: Engine.available)
    func schedule(engine: Engine) async throws {
        try await ConnectedOrg.on(engine) { bench in
            let jobs = bench.capabilities.enrichJobs
            var draft = try await bench.draft(of: .account)
            let weekly = try Schedule(.weekly(on: .friday), in: Zone(named: Schedule.defaultZone))
            draft.frequency = weekly
            let job = try await jobs.create(draft, on: bench.connection, by: bench.ada)
            func next() async throws -> Timestamp? { try await jobs.get(job.id, by: bench.ada).nextRunAt }
            #expect(try await next() == weekly.next(after: bench.clock.now))
            try await jobs.setOn(false, job.id, by: bench.ada)
            #expect(try await next() == nil)
            try await jobs.setOn(true, job.id, by: bench.ada)
            #expect(try await next() == weekly.next(after: bench.clock.now))
            let monthly = try Schedule(
                .monthly(day: 31),
                at: #require(TimeOfDay("18:30")),
                in: Zone(named: "Asia/Tokyo")
            )
            draft.frequency = monthly
            try await jobs.edit(job.id, to: draft, expecting: 3, by: bench.ada)
            #expect(try await next() == monthly.next(after: bench.clock.now))
            draft.frequency = nil
            try await jobs.edit(job.id, to: draft, expecting: 4, by: bench.ada)
            #expect(try await next() == nil)
            draft.frequency = weekly
            try await jobs.edit(job.id, to: draft, expecting: 5, by: bench.ada)
            try await jobs.delete(job.id, by: bench.ada)
            let left = try await bench.database.read { db in
                try db.one(Int.self, "SELECT COUNT(*) FROM schedules WHERE name LIKE 'enrich/%'")
            }
            #expect(left == 0)
        }
    }

    @Test("S-02 · what the schedule begins is a run of the job", arguments: Engine.available)
    func due(engine: Engine) async throws {
        try await ConnectedOrg.on(engine) { bench in
            let draft = try await bench.draft(of: .account)
            let job = try await bench.capabilities.enrichJobs.create(draft, on: bench.connection, by: bench.ada)
            let stored = try await bench.database.read { db in
                try db.one(String.self, "SELECT kind || arguments FROM schedules WHERE name LIKE 'enrich/%'")
            }
            #expect(stored.hasPrefix("run.start") && stored.contains(job.id.rawValue))
        }
    }

    @Test("S-13 · a clone is the same job under another name, and off")
    func clone() async throws {
        try await ConnectedOrg.on { bench in
            let jobs = bench.capabilities.enrichJobs
            var draft = try await bench.draft(of: .account)
            draft.settings.name = String(repeating: "n", count: 98)
            draft.description = "Why it is there"
            let job = try await jobs.create(draft, on: bench.connection, by: bench.ada)
            let clone = try await jobs.clone(job.id, by: bench.ada)
            #expect(!clone.isOn && clone.id != job.id && clone.description == job.description)
            #expect(clone.settings.name == "Copy of " + String(repeating: "n", count: 92))
            var settings = clone.settings
            settings.name = job.settings.name
            #expect(settings == job.settings)
        }
    }

    @Test("Of two administrators who edit a job at once the second is told")
    func conflict() async throws {
        try await ConnectedOrg.on { bench in
            let jobs = bench.capabilities.enrichJobs
            var draft = try await bench.draft(of: .account)
            let job = try await jobs.create(draft, on: bench.connection, by: bench.ada)
            draft.description = "first"
            try await jobs.edit(job.id, to: draft, expecting: 1, by: bench.ada)
            draft.description = "second"
            let late = draft
            let code = await refusal { try await jobs.edit(job.id, to: late, expecting: 1, by: bench.ada) }
            #expect(code == "enrich-job.changed")
            #expect(try await jobs.get(job.id, by: bench.ada).job.description == "first")
        }
    }

    @Test("U-09 · every act on jobs and match inputs leaves one entry in the audit log", arguments: Engine.available)
    func audited(engine: Engine) async throws {
        try await ConnectedOrg.on(engine) { bench in
            let (jobs, inputs, ada) = (bench.capabilities.enrichJobs, bench.capabilities.matchInputs, bench.ada)
            var draft = try await bench.draft(of: .account)
            let before = try await bench.entries().count
            let job = try await jobs.create(draft, on: bench.connection, by: ada)
            draft.alerts = false
            try await jobs.edit(job.id, to: draft, expecting: 1, by: ada)
            try await jobs.setAlerts(true, job.id, by: ada)
            try await jobs.setOn(false, job.id, by: ada)
            try await jobs.setOn(true, job.id, by: ada)
            try await jobs.setOn(true, job.id, by: ada)
            try await jobs.delete(job.id, by: ada)
            let input = MatchInputs.Added(.company(.website), "Site")
            try await inputs.add(input, to: .account, on: bench.connection, by: ada)
            try await inputs.remove(input, from: .account, on: bench.connection, by: ada)
            _ = try await bench.capabilities.mappingTrials.run(draft.settings.mapping, on: bench.connection, by: ada)
            let entries = try await bench.entries()
            #expect(
                entries.prefix(entries.count - before).map(\.action).reversed() == [
                    "enrich-job.created", "enrich-job.changed", "enrich-job.changed", "enrich-job.turned-off",
                    "enrich-job.turned-on", "enrich-job.deleted", "match-inputs.changed",
                    "match-inputs.changed", "mapping.tested",
                ]
            )
        }
    }

    @Test("Who is no administrator changes no job")
    func roles() async throws {
        try await ConnectedOrg.on { bench in
            let jobs = bench.capabilities.enrichJobs
            let draft = try await bench.draft(of: .account)
            let job = try await jobs.create(draft, on: bench.connection, by: bench.ada)
            let auditor = try await bench.hire("aud@example.org", "Aud", role: .auditor)
            let member = try await bench.hire("mem@example.org", "Mem", role: .member)
            #expect(try await jobs.list(by: auditor).count == 1)
            #expect(await refusal { _ = try await jobs.list(by: member) } == "role.not-allowed")
            for caller in [auditor, member] {
                let acts: [@Sendable () async throws -> Void] = [
                    { _ = try await jobs.create(draft, on: bench.connection, by: caller) },
                    { try await jobs.edit(job.id, to: draft, expecting: 1, by: caller) },
                    { _ = try await jobs.clone(job.id, by: caller) }, { try await jobs.delete(job.id, by: caller) },
                    { try await jobs.setOn(false, job.id, by: caller) },
                    { try await jobs.setAlerts(false, job.id, by: caller) },
                    { try await bench.capabilities.matchInputs.resetAll(.lead, on: bench.connection, by: caller) },
                    {
                        let mapping = draft.settings.mapping
                        _ = try await bench.capabilities.mappingTrials.run(mapping, on: bench.connection, by: caller)
                    },
                ]
                for act in acts { #expect(await refusal(act) == "role.not-allowed") }
            }
        }
    }

    @Test("X-21 · a job comes back from the document that it was exported as")
    func document() async throws {
        try await ConnectedOrg.on { bench in
            var draft = try await bench.draft(of: .lead)
            draft.frequency = try Schedule(.quarterly(month: 2, day: 15), in: Zone(named: "Europe/Vienna"))
            draft.settings.records = .criteria([Criterion("Email", .isNotBlank)])
            let text = try draft.document
            #expect(try EnrichJobDraft(document: text.utf8) == draft)
            #expect(text.contains("\"every\" : \"quarter\""))
            for (broken, place) in [
                ("{", "no JSON"), ("{\"settings\":{\"mapping\":{}}}", "at settings"),
                (text.replacing("company.name", with: "company.nome"), "at settings.mapping.rows"),
            ] {
                let error = #expect(throws: Refusal.self) { try EnrichJobDraft(document: broken.utf8) }
                #expect(error?.sentence.contains(place) == true, "\(error?.sentence ?? "")")
            }
        }
    }
}

extension ConnectedOrg {
    /// A job as one begins: the default rows, every week.
    func draft(of object: CRMObject) async throws -> EnrichJobDraft {
        let mapping = try await capabilities.enrichJobs.defaults(of: object, on: connection, by: ada)
        let weekly = try Schedule(.weekly(on: .monday), in: Zone(named: Schedule.defaultZone))
        return EnrichJobDraft(JobSettings("Weekly \(object.rawValue)", mapping), frequency: weekly)
    }
}
