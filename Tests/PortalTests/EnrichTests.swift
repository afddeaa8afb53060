import Capabilities
import Database
import Enrichment
import HTML
import HTTP
import Jobs
import Matching
import Store
import Telemetry
import TestSupport
import Testing

@testable import Portal

@Suite struct EnrichTests {
    // MARK: The form

    /// A job in which nothing is as usual.
    private func settings(_ object: CRMObject) throws -> JobSettings {
        let schema = try #require(Mock.schemas[object])
        var settings = JobSettings("All of them", Mapping.standard(for: object, in: schema))
        settings.credits = .perRun(7)
        settings.batchSize = 500
        settings.placeholders = Placeholders(["n/a", "to be asked"])
        settings.records = .criteria([Criterion("Phone", .isBlank), Criterion("Phone", .equals, "7 %")])
        settings.exportsProfile = true
        (settings.breakers.canary, settings.breakers.mostErrors, settings.breakers.leastMatches) = (200, 5, 40)
        var options = MappingRow.Options()
        (options.truncates, options.separator, options.mostValues, options.clearsUnknown) = (true, " / ", 3, true)
        settings.mapping.rows.append(MappingRow(.company(.technologies), "Phone", .overwriteOurs, options))
        if object == .account {
            settings.intent = IntentCriteria(topics: ["Cloud, or so", "Data"])
            settings.scoops = ScoopCriteria(types: ["Award"], topics: ["Growth"])
            let contacts = Mapping.standard(for: .contact, in: Mock.contactSchema)
            settings.committee = BuyingCommittee(
                titles: ["CIO"],
                functions: ["Legal"],
                levels: [.vp, .cLevel],
                contacts
            )
            settings.committee?.existing = .enrich
            settings.committee?.most = 10
        } else {
            settings.minimumAccuracy = 75
            settings.jobChange = .newContact
            settings.newcomers = Mapping.standard(for: .contact, in: Mock.contactSchema)
        }
        return settings
    }

    @Test("S-01 · a job comes out of the editor as it went in", arguments: [CRMObject.account, .lead])
    func unchanged(_ object: CRMObject) throws {
        let draft = EnrichJobDraft(
            try settings(object),
            description: "Why",
            frequency: try Schedule(
                .quarterly(month: 5, day: 31),
                at: #require(TimeOfDay("18:30")),
                in: Zone(named: "UTC")
            ),
            alerts: false
        )
        let job = EnrichJob(
            id: ID(rawValue: Mock.userID),
            organisation: ID(rawValue: Mock.userID),
            connection: Mock.connectionID,
            description: draft.description,
            settings: draft.settings,
            frequency: draft.frequency,
            alerts: draft.alerts,
            createdBy: nil,
            createdAt: Timestamp(seconds: 0)
        )
        var page = Mock.fullEditor
        page.form = JobForm(job)
        let sent = try #require(FormFields(of: page.html.string))
        let form = JobForm(sent.query, on: Mock.connectionID, of: object, Mock.schemas)
        #expect(form == page.form)
        #expect(form.reading.faults.isEmpty)
        #expect(form.reading.draft == draft)
    }

    @Test("M-04 · a blank row is a fault of its own row, and the others keep their places")
    func blankRows() {
        var form = JobForm(on: Mock.connectionID, Mapping.standard(for: .account, in: Mock.accountSchema))
        form.name = "x"
        form.mapping.rows.insert(MappingDraft.Row(source: "", target: ""), at: 0)
        form.mapping.rows.append(MappingDraft.Row(source: "company.name", target: "Gone__c"))
        let reading = form.reading
        let faults = reading.faults(with: reading.draft.settings.faults(in: Mock.schemas))
        #expect(faults.map(\.row) == [0, 0, form.mapping.rows.count - 1])
        #expect(faults.allSatisfy { $0.section == .mapping })
    }

    @Test("M-04 · a required row cannot be removed, others can")
    func removal() {
        var rows = MappingRows(Mapping.standard(for: .lead, in: Mock.leadSchema))
        let count = rows.rows.count
        #expect(rows.isRequired(0))
        var known: [Bool] = []
        var counts: [Int] = []
        for (act, place) in [("remove", 0), ("remove", count - 1), ("remove", 99), ("explode", 0)] {
            known.append(rows.perform(act, place))
            counts.append(rows.rows.count)
        }
        #expect(known == [true, true, true, false])
        #expect(counts == [count, count - 1, count - 1, count - 1])
    }

    @Test("M-05 · rows of one field are numbered in their order, and moving them numbers them anew")
    func hierarchy() {
        var rows = MappingRows(Mapping.standard(for: .lead, in: Mock.leadSchema))
        let phones = rows.rows.indices.filter { rows.rows[$0].target == "Phone" }
        #expect(phones.map { rows.rank(of: $0) } == [1, 2])
        let first = rows.rows[phones[0]]
        let isKnown = rows.perform("down", phones[0])
        #expect(isKnown && rows.rows[phones[1]] == first && rows.rank(of: phones[1]) == 2)
        #expect(rows.rank(of: 0) == nil)
    }

    @Test("M-03 · back to default preferences restores the rows")
    func defaults() {
        let mapping = Mapping.standard(for: .lead, in: Mock.leadSchema)
        var form = JobForm(on: Mock.connectionID, mapping)
        form.mapping.rows.removeAll()
        let known = ["m.defaults", "verify", "b.add"].map { act in form.perform(act) { _ in mapping } }
        #expect(known == [true, false, false])
        #expect(form.mapping == MappingRows(mapping))
    }

    @Test("M-01 · a field may be typed by its name in any case, or by its label")
    func typed() {
        #expect(MappingRows.field("billingstate", in: Mock.accountSchema) == "BillingState")
        #expect(MappingRows.field("Billing Country", in: Mock.accountSchema) == "BillingCountry")
        #expect(MappingRows.field("Nothing", in: Mock.accountSchema) == "Nothing")
        #expect(MappingRows.field("billingstate", in: nil) == "billingstate")
    }

    @Test("S-02 · each frequency comes out of its form as it went in, and what is wrong is told")
    func schedules() throws {
        let zone = try Zone(named: "Europe/Vienna")
        let day = try #require(CivilDate(iso8601: "2026-03-06"))
        for frequency in [
            Schedule.Frequency.daily, .weekly(on: .friday), .fortnightly(from: day), .monthly(day: 31),
            .quarterly(month: 2, day: 15),
        ] {
            let schedule = try Schedule(frequency, in: zone)
            #expect(try ScheduleForm(schedule).schedule() == schedule)
        }
        #expect(try ScheduleForm(nil).schedule() == nil)
        var wrong = ScheduleForm()
        (wrong.every, wrong.time, wrong.zone) = ("fortnight", "25:00", "Mars/Olympus")
        #expect(throws: ScheduleFaults.self) { try wrong.schedule() }
        do throws(ScheduleFaults) {
            _ = try wrong.schedule()
        } catch {
            #expect(error.sentences.count == 3)
        }
    }

    // MARK: The pages

    @Test("S-13 · the table lists jobs, turns them on and off, clones and deletes them")
    func table() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            for path in ["/enrich/jobs", "/enrich/jobs/new", "/enrich/jobs/import", "/enrich/match-inputs"] {
                let page = try await admin.get(path).text
                #expect(page.contains("No Salesforce org is connected yet"), "\(path)")
                #expect(page.contains("href=\"/integrations/salesforce/new\">Connect an org"), "\(path)")
            }
            let first = "First, fill the catalogue"
            #expect(try await admin.get("/").text.contains(first))
            let job = try await portal.insertJob()
            #expect(try await !admin.get("/").text.contains(first))
            let path = "/enrich/jobs/\(job.id)"
            let page = try await admin.get("/enrich/jobs")
            #expect(page.text.contains("All customers") && page.text.contains("Weekly"))
            func act(_ act: String, _ values: Query = [:]) async throws -> Browser.Page {
                try await admin.submit(page, to: path + act, values)
            }
            #expect(try await act("/status", ["on": "off"]).status == .seeOther)
            #expect(try await portal.job(job.id)?.isOn == false)
            #expect(try await act("/alerts", ["on": "on"]).status == .seeOther)
            #expect(try await portal.job(job.id)?.alerts == true)
            let clone = try await act("/clone")
            #expect(clone.location?.hasPrefix("/enrich/jobs/") == true && clone.location != path)
            let document = try await admin.get(path + "/job.json")
            #expect(try EnrichJobDraft(document: document.text.utf8).settings == job.settings)
            #expect(try await admin.get(path + "/deletion").text.contains("Delete “All customers”?"))
            #expect(try await act("/deletion").location == "/enrich/jobs")
            #expect(try await portal.job(job.id) == nil)
            #expect(try await admin.get(path).status == .notFound)
        }
    }

    @Test("The editor is shown, and its rows change, while Salesforce cannot be asked")
    func withoutOrg() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let job = try await portal.insertJob()
            let path = "/enrich/jobs/\(job.id)"
            let page = try await admin.get(path)
            #expect(page.status == .ok && page.text.contains("Nobody has signed in to Salesforce"))
            var sent = try #require(FormFields(of: page.text)).query
            sent["act"] = "m.add"
            let more = try await admin.submit(page, to: path, sent)
            #expect(more.status == .ok)
            #expect(more.text.contains("name=\"m.\(job.settings.mapping.rows.count).source\""))
            sent["act"] = "save"
            sent["name"] = "Another name"
            let refused = try await admin.submit(page, to: path, sent)
            #expect(refused.text.contains("Nobody has signed in to Salesforce"))
            #expect(refused.text.contains("value=\"Another name\""))
            #expect(try await portal.job(job.id)?.settings.name == "All customers")
        }
    }

    @Test("U-09 · an auditor sees jobs and match inputs, and changes none")
    func auditor() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let job = try await portal.insertJob()
            let auditor = try await portal.colleague(.auditor, of: admin)
            for path in ["/enrich/jobs", "/enrich/jobs/\(job.id)", "/enrich/match-inputs"] {
                let page = try await auditor.get(path)
                #expect(page.status == .ok, "\(path)")
                #expect(!page.text.contains("method=\"post\" action=\"/enrich/"), "\(path)")
            }
            let overview = try await auditor.get("/")
            for path in [
                "/enrich/jobs/\(job.id)/status", "/enrich/jobs/\(job.id)/deletion", "/enrich/match-inputs/reset",
            ] {
                #expect(try await auditor.submit(overview, to: path).status == .forbidden, "\(path)")
            }
            #expect(try await auditor.get("/enrich/jobs/new").status == .forbidden)
        }
    }
}

extension PortalUnderTest {
    /// A job of a connection to which nobody has signed in yet.
    func insertJob() async throws -> EnrichJob {
        let organisation = try await database.read { db in try Organisation.installed(on: db) }
        let id = try #require(organisation?.id)
        let connection = OrgConnection(
            id: Mock.connectionID,
            organisation: id,
            name: "Production",
            host: "https://login.salesforce.com",
            way: .browser,
            isSandbox: false,
            connectedBy: nil,
            createdAt: clock.now
        )
        let job = EnrichJob(
            id: .make(at: clock.now),
            organisation: id,
            connection: connection.id,
            settings: JobSettings("All customers", Mapping.standard(for: .account, in: Mock.accountSchema)),
            frequency: try Schedule(.weekly(on: .friday), in: Zone(named: "UTC")),
            isOn: true,
            createdBy: nil,
            createdAt: clock.now
        )
        try await database.write { db in
            try OrgConnection.insert(connection, on: db)
            try EnrichJob.insert(job, on: db)
        }
        return job
    }

    func job(_ id: ID<EnrichJob>) async throws -> EnrichJob? {
        try await database.read { db in
            guard let organisation = try Organisation.installed(on: db)?.id else { return nil }
            return try EnrichJob.find(id, in: organisation, on: db)
        }
    }
}
