import Crypto
import Database
import Enrichment
import HTML
import HTTP
import Store
import Telemetry
import TestSupport
import Testing

@testable import Capabilities
@testable import Portal

@Suite struct DashboardPageTests {
    private static func id(_ number: Int) throws -> CRMID {
        let digits = String(number)
        return try #require(CRMID("003" + String(repeating: "0", count: 12 - digits.count) + digits))
    }

    /// A settled run that found contacts of these names to be nobody, and one to be somebody, who was enriched; as many more are him, too.
    private static func run(
        _ names: [String],
        copies: [String] = [],
        in portal: PortalUnderTest
    ) async throws -> ID<Run> {
        let now = portal.clock.now
        var mapping = Mapping(.contact, [MappingRow(.person(.title), "Title", .overwrite)])
        mapping.rows.append(MappingRow(.person(.email), "Email", .overwrite))
        let settings = JobSettings("Contacts", mapping)
        var person = Profile(.person(7))
        for (name, value) in [("emails", "ada@example.org"), ("email_status", "invalid"), ("title", "Weaver")] {
            let column = try #require(Profile.Column(.person, name))
            person.note(value, of: column, Provenance(source: "register", asOf: now))
        }
        let match = Enrichment.Match(.matched(.person(7)), confidence: 90)
        var cases = [PlanCase(try record(0, "Ada", now), match, person: person)]
        for (number, name) in names.enumerated() {
            cases.append(
                PlanCase(try record(number + 1, name, now), Enrichment.Match(.none(.ambiguous), confidence: 40))
            )
        }
        for (number, name) in copies.enumerated() {
            cases.append(PlanCase(try record(names.count + number + 1, name, now), match, person: person))
        }
        let schema = ObjectSchema(
            object: "Contact",
            fields: [("Title", TargetType.string), ("Email", .email)].map { name, type in
                var field = FieldSchema(CRMField(name), label: name, type: type)
                field.length = 255
                return field
            }
        )
        let plan = Planner(.contact, Patcher(mapping, in: schema)).plan(
            cases,
            credits: CreditMeter(.noLimit, owned: []),
            at: now
        )
        let cards = zip(cases, plan.outcomes).map { RecordCard($0, $1) }
        return try await portal.database.write { db in
            let organisation = try #require(try Organisation.installed(on: db)).id
            let new = NewRun(.enrich, on: .make(at: now), job: nil, settings, MatchInputs(.contact), by: "Ada Weaver")
            let id = try #require(try Run.insert(new, in: organisation, at: now, on: db))
            try RunBatch.insert(0, of: id, in: organisation, plan: plan.outcomes.count, on: db)
            let document = plan.document
            try RunBatch.keep(document, digest: "d", of: 0, of: id, in: organisation, at: now, on: db)
            try RunRecord.insert(plan, at: document.places, cards, batch: 0, of: id, in: organisation, on: db)
            let run = try #require(try Run.find(id, in: organisation, on: db))
            let settlement = Settlement(plan)
            var counts = settlement.counts
            counts.emails = try RunRecord.emails(in: 0, of: id, in: organisation, on: db)
            try RecordFinding.keep(0, of: run, at: now, day: CivilDate(daysSince1970: now.seconds / 86_400), on: db)
            try EnrichedValue.add(
                settlement.written,
                of: run,
                beganOn: CivilDate(daysSince1970: now.seconds / 86_400),
                on: db
            )
            try FieldTotal.add(FieldTotal.of(settlement.written), of: id, in: organisation, on: db)
            try Run.settled(counts, fields: settlement.written.count, of: id, in: organisation, on: db)
            try RunBatch.settle(0, of: id, in: organisation, at: now, on: db)
            _ = try Run.end(id, in: organisation, .succeeded, at: now, on: db)
            return id
        }
    }

    private static func record(_ number: Int, _ name: String, _ now: Timestamp) throws -> Record {
        Record(
            id: try id(number),
            object: .contact,
            values: ["LastName": .text(name), "Title": .blank, "Email": .blank],
            readAt: now,
            version: ""
        )
    }

    @Test("D-01 · D-10 · an empty dashboard says what to do first; a full one leads from each figure to its records")
    func figures() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let empty = try await admin.get("/dashboard")
            #expect(
                empty.text.contains("Connect Salesforce first") && empty.text.contains("href=\"\(Paths.salesforce)\"")
            )
            #expect(try await admin.get("/dashboard?type=instant").text.contains("No run fits"))
            let run = try await Self.run(["Nobody"], in: portal)
            let page = try await admin.get("/dashboard")
            #expect(WellFormed.faults(inPage: page.text) == [])
            #expect(Golden.difference(of: Self.steady(page.text), from: "pages/dashboard.html") == nil)
            let list = try await admin.get("/dashboard/contacts?list=unmatched")
            #expect(Golden.difference(of: Self.steady(list.text), from: "pages/attention.html") == nil)
            for text in ["Contacts enriched", "Contact match rate", "The address does not exist", "Weaver"] {
                #expect(page.text.contains(text), "\(text)")
            }
            let figures: [(RunFigure, String)] = [
                (.contacts, "/runs/\(run)?status=enriched"), (.matched, "/runs/\(run)?status=matched"),
                (.noMatch, "/runs/\(run)?status=no_match"), (.email(.invalid), "/runs/\(run)?email=invalid"),
                (.credits, "/runs/\(run)?status=enriched"), (.field(.contact, "Title"), "/runs/\(run)"),
            ]
            for (figure, records) in figures {
                let path = "/dashboard/runs" + Paths.query([("figure", figure.word)])
                #expect(page.text.contains("href=\"\(path)\""), "\(path)")
                let shares = try await admin.get(path)
                #expect(shares.text.contains("href=\"\(records)\""), "\(path)")
                #expect(shares.text.contains("<strong>1</strong>"), "\(path)")
                #expect(try await admin.get(records).text.contains(try Self.id(figure == .noMatch ? 1 : 0).text))
            }
            #expect(try await admin.get("/dashboard/runs?figure=nothing").status == .notFound)
            #expect(try await admin.get("/dashboard?type=instant").text.contains("No run fits"))
            #expect(try await admin.get("/dashboard?from=2001-01-01&until=2001-02-01").text.contains("No run fits"))
        }
    }

    /// Without what is another each time.
    private static func steady(_ page: String) -> String {
        PageTests.withPlainAssets(page)
            .replacing(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/, with: "ID")
            .replacing(/(name="form_token" value=")[^"]+/) { "\($0.1)TOKEN" }
    }

    @Test("Every figure is called by one word in an address, and found again by it")
    func words() {
        let figures: [RunFigure] =
            [
                .contacts, .companies, .credits, .restCalls, .bulkCalls, .matched, .companyOnly, .noMatch, .errors,
                .committeeContacts, .committeeCredits, .committeeAccounts, .contactsTakenBack, .companiesTakenBack,
                .field(.account, "Parent.Name"),
            ] + EmailQuality.allCases.map(RunFigure.email)
        for figure in figures { #expect(RunFigure(word: figure.word) == figure) }
        #expect(Set(figures.map(\.word)).count == figures.count)
        #expect(RunFigure(word: "field-Task.Subject") == nil)
    }

    @Test("D-06 · D-08 · hostile names are shown and exported as names, searched, sorted and paged")
    func attention() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            #expect(try await admin.get("/dashboard/contacts").text.contains("Nothing to do here"))
            let long = String(repeating: "Wide ", count: 2000)
            let hostile = ["<script>alert(1)</script>", "=HYPERLINK(\"http://x\",\"y\")", "a\u{202E}gpj.exe", long]
            let run = try await Self.run(hostile, in: portal)
            let path = "/dashboard/contacts?list=unmatched"
            let page = try await admin.get(path)
            #expect(WellFormed.faults(inPage: page.text) == [])
            #expect(!page.text.contains("<script>") && !page.text.unicodeScalars.contains("\u{202E}"))
            #expect(page.text.contains("&lt;script&gt;") && page.text.contains("Several profiles are equally likely"))
            #expect(!page.text.contains(String(repeating: "Wide ", count: 60)))
            #expect(page.text.contains("Unmatched <span class=\"count\">4</span>"))
            let found = try await admin.get(path + "&name=hyper")
            #expect(found.text.contains("=HYPERLINK") && !found.text.contains("gpj.exe"))

            // Wherever a record is named.
            var places = ["/runs/\(run)?status=no_match"]
            for number in 1...hostile.count {
                let id = try Self.id(number).text
                places += ["/runs/\(run)/records/\(id)", "/records?record=\(id)", "/find?q=\(id)"]
            }
            for place in places {
                let page = try await admin.get(place)
                #expect(page.status == .ok, "\(place)")
                #expect(WellFormed.faults(inPage: page.text) == [], "\(place)")
                #expect(!page.text.contains("<script>") && !page.text.unicodeScalars.contains("\u{202E}"), "\(place)")
                #expect(!page.text.contains(String(repeating: "Wide ", count: 60)), "\(place)")
            }
            let changes = try await admin.get("/runs/\(run)/changes.csv")
            #expect(!changes.text.unicodeScalars.contains("\u{202E}") && !changes.text.contains(",=HYPERLINK"))

            let file = try await admin.get("/dashboard/contacts.csv?list=unmatched")
            let text = file.text
            #expect(file.fields[.contentType]?.hasPrefix("text/csv") == true)
            #expect(text.split(separator: "\r\n").count == 5)
            #expect(text.contains("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""))
            #expect(!text.unicodeScalars.contains("\u{202E}") && text.contains("agpj.exe"))
            #expect(text.utf8.count < 3000)
        }
    }

    @Test(
        "D-06 · duplicates stand under the profile that they are, with all that is known of it, and lead to each record"
    )
    func duplicates() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let hostile = "<b>Ada</b>\u{202E}"
            let copies = (1...13).map { "Ada \($0)" } + [hostile]
            let id = try await Self.run([], copies: copies, in: portal)
            try await portal.database.write { db in
                let organisation = try #require(try Organisation.installed(on: db)).id
                let run = try #require(try Run.find(id, in: organisation, on: db))
                let connection = OrgConnection(
                    id: run.connection,
                    organisation: organisation,
                    name: "Production",
                    host: "https://looms.my.salesforce.com",
                    way: .browser,
                    isSandbox: false,
                    connectedBy: nil,
                    createdAt: portal.clock.now
                )
                try OrgConnection.insert(connection, on: db)
            }
            let path = "/dashboard/contacts?list=duplicates"
            let unknown = try await admin.get(path)
            #expect(unknown.text.contains("Person 7") && WellFormed.faults(inPage: unknown.text) == [])
            try await portal.database.write { db in
                try db.run(
                    "INSERT INTO companies (number, source, source_id, digest, as_of, changed, name) VALUES (3, 1, 'c', 0, 0, 1, 'Looms')"
                )
                try db.run(
                    """
                    INSERT INTO people (number, source, source_id, digest, as_of, changed, full_name, title, company, social)
                    VALUES (7, 1, 'p', 0, 0, 1, 'Ada Weaver', 'Weaver', 3, 'x.com/ada; linkedin.com/in/ada')
                    """
                )
            }
            let page = try await admin.get(path)
            #expect(WellFormed.faults(inPage: page.text) == [])
            #expect(Golden.difference(of: Self.steady(page.text), from: "pages/duplicates.html") == nil)
            for text in [
                "href=\"/people/7\">Ada Weaver</a>", "Weaver</bdi> at <a href=\"/companies/3\">",
                "href=\"https://linkedin.com/in/ada\"", "15 records", "10 of 15 are shown.", "1 profile on this page",
            ] { #expect(page.text.contains(text), "\(text)") }
            #expect(page.text.matches(of: /class="cell-main"/).count == 10)
            let all = try #require(page.text.firstMatch(of: /href="([^"]+)">Show all/)).1.replacing("&amp;", with: "&")
            let records = try await admin.get(String(all))
            #expect(records.text.matches(of: /class="cell-main"/).count == 15)
            #expect(records.text.contains("&lt;b&gt;Ada") && !records.text.unicodeScalars.contains("\u{202E}"))
            // A file has a row for each record, with the profile that it is.
            let file = try await admin.get("/dashboard/contacts.csv?list=duplicates")
            #expect(file.text.matches(of: /"person 7","Ada Weaver","15"/).count == 15)
        }
    }

    @Test(
        "D-06 · a page on LinkedIn is a link only where the address leads there",
        arguments: [
            ("linkedin.com/in/ada", "https://linkedin.com/in/ada"),
            ("https://de.linkedin.com/in/ada", "https://de.linkedin.com/in/ada"),
            ("http://www.LinkedIn.com/in/ada", "https://www.LinkedIn.com/in/ada"),
            ("https://evil.example/linkedin.com", nil),
            ("javascript:alert(1)//linkedin.com", nil), ("linkedin.com.evil.example/in", nil),
            ("notlinkedin.com/in", nil), ("", nil),
        ] as [(String, String?)]
    )
    func linkedIn(text: String, address: String?) { #expect(SharedProfile.linkedIn([text]) == address) }

    @Test("D-08 · a file holds 1,000 records, and more when an admin says so; a long list is paged to its end")
    func many() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            _ = try await Self.run((1...1100).map { "Nobody \(1000 + $0)" }, in: portal)
            let path = "/dashboard/contacts.csv?list=unmatched"
            #expect(try await admin.get(path).text.split(separator: "\r\n").count == 1001)
            let list = try await admin.get("/dashboard/contacts?list=unmatched")
            #expect(list.text.contains("The file holds the first 1,000 of them"))
            let form = ["name": "Looms", "timeZone": "UTC", "exportRows": "all"]
            #expect(
                try await admin.submit(try await admin.get("/settings"), to: "/settings", form).location == "/settings"
            )
            #expect(try await admin.get("/audit").text.contains("all records in a file"))
            #expect(try await admin.get(path).text.split(separator: "\r\n").count == 1101)
            var seen: Set<String> = []
            var next: String? = "/dashboard/contacts?list=unmatched&sort=-found"
            for _ in 0..<30 {
                guard let path = next else { break }
                let page = try await admin.get(path)
                let names = page.text.matches(of: /Nobody [0-9]{4}<\/bdi>/).map { String($0.0) }
                #expect(seen.isDisjoint(with: names))
                seen.formUnion(names)
                next = page.text.firstMatch(of: /href="([^"]+after=[^"]+)"/).map {
                    String($0.1).replacing("&amp;", with: "&")
                }
            }
            #expect(seen.count == 1100 && next == nil)
        }
    }
}
