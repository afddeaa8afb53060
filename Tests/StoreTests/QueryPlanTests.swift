import Database
import Directory
@testable import Store
import Telemetry
import TestSupport
import Testing

/// The statements that run with every request, or over tables that grow: each uses the index that was made for it.
@Suite struct QueryPlanTests {
    struct Hot: Sendable, CustomTestStringConvertible {
        let name: String
        let index: String
        let statement: SQL
        /// PostgreSQL chooses among several indexes by what it has counted, and of an empty table there is nothing.
        var isChosenByCounts = false
        /// Where it matters, all columns of the index by which SQLite goes to the rows.
        var keys: String?

        var testDescription: String { name }
    }

    static let hot: [Hot] = {
        let now = Timestamp(seconds: 1_772_946_000)
        let organisation = ID<Organisation>.make(at: now)
        let token = Token(for: organisation)
        let place = AuditEntry.Place(at: now, id: .make(at: now))
        func log(_ change: (inout AuditEntry.Filter) -> Void) -> SQL {
            var filter = AuditEntry.Filter()
            change(&filter)
            return AuditEntry.listStatement(filter, organisation, place, 50)
        }
        /// A page, and how many there are in all, are asked for by the same condition.
        func directory(_ name: String, _ condition: Condition, _ index: String) -> Hot {
            let query = DirectoryQuery([(.user, condition)], count: 100)
            let asked = DirectoryEntry.condition(query, organisation, now)
            return Hot(
                name: name,
                index: index,
                statement: condition == .always
                    ? DirectoryEntry.pageStatement(query, asked, organisation)
                    : "SELECT COUNT(*) FROM directory_entries e WHERE \(sql: asked)",
                isChosenByCounts: condition != .always
            )
        }
        return [
            Hot(
                name: "the holder of a session",
                index: "sessions_token",
                statement: Session.holderStatement(token, now)
            ),
            Hot(name: "the holder of a key", index: "api_keys_hash", statement: APIKey.holderStatement(token, now)),
            Hot(name: "a link", index: "password_links_token", statement: PasswordLink.findStatement(token, now)),
            Hot(
                name: "a person by address",
                index: "users_email",
                statement: User.findStatement(EmailAddress(rawValue: "a@example.org") ?? Unfit.address, organisation)
            ),
            Hot(
                name: "the holder of a provisioning token",
                index: "provisioning_tokens_hash",
                statement: ProvisioningToken.holderStatement(token, now)
            ),
            Hot(
                name: "what a person gets by groups",
                index: "(organisation_id=? AND group_id=?)",
                statement: GroupProduct.grantedStatement(.make(at: now), organisation),
                isChosenByCounts: true
            ),
            Hot(
                name: "what a person gets by which groups",
                index: "(organisation_id=? AND group_id=?)",
                statement: GroupProduct.grantsStatement(.make(at: now), organisation),
                isChosenByCounts: true
            ),
            Hot(
                name: "what became of a run",
                index: "runs_of_source",
                statement: Run.sequelStatement(ID(rawValue: "01970000-0000-7000-8000-000000000001"), organisation)
            ),
            Hot(
                name: "a person by user name",
                index: "directory_entries_name",
                statement: DirectoryEntry.findStatement("a@example.org", .user, organisation),
                isChosenByCounts: true
            ),
            directory("the directory by user name", .compare(.name, .eq, .text("a")), "directory_entries_name"),
            directory(
                "the directory by a part of an address",
                .element(
                    of: "emails",
                    .all([
                        .compare(.kept("emails.type"), .eq, .text("work")),
                        .compare(.kept("emails.value"), .eq, .text("a")),
                    ])
                ),
                "SEARCH k USING PRIMARY KEY"
            ),
            directory(
                "the directory by the provider's own id",
                .compare(.kept("externalId"), .eq, .text("a")),
                "SEARCH k USING PRIMARY KEY"
            ),
            directory("a page of the directory", .always, "directory_entries_by_kind"),
            Hot(
                name: "what a provider was refused",
                index: "provisioning_requests_refused",
                statement: ProvisioningRequest.listStatement(true, nil, 50, organisation)
            ),
            Hot(name: "the log by time", index: "audit_entries_by_time", statement: log { _ in }),
            Hot(
                name: "the log of a person",
                index: "audit_entries_by_user",
                statement: log { $0.user = .make(at: now) }
            ),
            Hot(name: "the log of an action", index: "audit_entries_by_action", statement: log { $0.action = "a" }),
            Hot(name: "the log of a subject", index: "audit_entries_by_subject", statement: log { $0.subjectID = "s" }),
            Hot(
                name: "what a company owns",
                index: "companies_of_parent",
                statement: "SELECT COUNT(*) FROM companies WHERE \(sql: CatalogueRow.belonging(.companies, to: 1))"
            ),
            Hot(
                name: "who works for a company",
                index: "people_of_company",
                statement: "SELECT COUNT(*) FROM people WHERE \(sql: CatalogueRow.belonging(.people, to: 1))"
            ),
            Hot(
                name: "bodies to seal anew",
                index: "outbox_mails_by_key",
                statement: OutboxMail.bodiesStatement(["0a0b0c0d"], 100)
            ),
            Hot(
                name: "secrets to seal anew",
                index: "secrets_by_key",
                statement: KeptSecret.sealedStatement(["0a0b0c0d"], 100)
            ),
            Hot(
                name: "the trip of a browser that is back",
                index: "org_trips_state",
                statement: OrgTrip.findStatement([1, 2, 3], organisation)
            ),
            Hot(
                name: "the records that are one profile",
                index: "record_findings_of_profile",
                statement: FindingCopy.statement([7, 8], .people, of: .make(at: now), in: organisation),
                keys: "(organisation_id=? AND connection_id=? AND side=? AND profile=?)"
            ),
            Hot(
                name: "the profiles that several records are, by name",
                index: "record_findings_copied",
                statement: FindingList(.duplicates, of: .people, RecordFinding.Filter(), in: organisation).grouped()
                    .walk(isByTime: false).page(from: nil, to: nil, limit: 25, false),
                keys: "(organisation_id=? AND connection_id=? AND side=? AND profile=? AND record_id<?)"
            ),
            Hot(
                name: "the profiles that several records are, by time",
                index: "record_findings_by_time",
                statement: FindingList(.duplicates, of: .people, RecordFinding.Filter(), in: organisation).grouped()
                    .sorted(by: .found, isDescending: true).walk(isByTime: true)
                    .page(from: nil, to: nil, limit: 25, true),
                keys: "(organisation_id=? AND connection_id=? AND side=? AND profile=? AND record_id<?)"
            ),
            Hot(
                name: "what a batch has set aside",
                index: "owned_profiles_of_batch",
                statement: OwnedProfiles.releaseStatement(7, of: .make(at: now), in: organisation),
                isChosenByCounts: true,
                keys: "(organisation_id=? AND run_id=? AND batch=?)"
            ),
        ]
            + RecordFinding.Concern.allCases.flatMap { concern -> [Hot] in
                let side: RecordFinding.Side = concern == .defunct ? .companies : .people
                let index =
                    switch concern {
                    case .moved: "record_findings_moved"
                    case .defunct: "record_findings_defunct"
                    case .duplicates: "record_findings_copied"
                    case .companyOnly, .unmatched, .errors: "record_findings_by_status"
                    }
                var filter = RecordFinding.Filter()
                filter.connection = .make(at: now)
                filter.from = now
                let list = FindingList(concern, of: side, filter, in: organisation)
                let recent = list.sorted(by: .found, isDescending: true)
                let search = FindingSearch("ada", others: ["byron"], first: 1000, later: 1000)
                let (begun, later) = (search.begun(list), search.further(list))
                let place = RecordFinding.Place(
                    text: "1.003000000000001AAA.\(ID<OrgConnection>.make(at: now)).adas.bo adas"
                )
                return [
                    Hot(name: "how many are \(concern.rawValue)", index: index, statement: list.count),
                    Hot(
                        name: "who is \(concern.rawValue), by name",
                        index: index,
                        statement: list.page(of: list.listed, limit: 50)
                    ),
                    Hot(
                        name: "who is \(concern.rawValue), by time",
                        index: "record_findings_by_time",
                        statement: recent.page(of: recent.byTime, limit: 50)
                    ),
                    Hot(
                        name: "where a thousand \(concern.rawValue) with a word end",
                        index: "(organisation_id=? AND side=? AND concern=? AND (word",
                        statement: later.end(from: place, after: 1000, false),
                        isChosenByCounts: true
                    ),
                    Hot(
                        name: "which \(concern.rawValue) have a word",
                        index: "(organisation_id=? AND side=? AND concern=? AND (word",
                        statement: later.page(from: place, to: place, limit: 50, true),
                        isChosenByCounts: true
                    ),
                    Hot(
                        name: "who is \(concern.rawValue) and begins with a word",
                        index: index,
                        statement: begun.page(from: nil, to: nil, limit: 50, false)
                    ),
                    Hot(
                        name: "who is \(concern.rawValue) and has a word, by time",
                        index: "record_findings_by_time",
                        statement: search.byTime(recent).page(from: nil, to: nil, limit: 50, true)
                    ),
                ]
            }
    }()

    private enum Unfit {
        static var address: EmailAddress { preconditionFailure("a@example.org is an address") }
    }

    @Test("A statement that runs often uses its index", arguments: hot, Engine.available)
    func index(hot: Hot, engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: StoreMigrations.all) { database in
            let plan = try await database.write { db in
                switch db.engine {
                case .sqlite:
                    return try db.fetch(Detail.self, "EXPLAIN QUERY PLAN \(sql: hot.statement)").map(\.text)
                case .postgres:
                    // Empty tables are scanned whole whatever the indexes; ask for what a full one would get.
                    try db.run("SET LOCAL enable_seqscan = off")
                    try db.run("SET LOCAL enable_bitmapscan = off")
                    return try db.fetch(String.self, "EXPLAIN \(sql: hot.statement)")
                }
            }
            let text = plan.joined(separator: "\n")
            if engine == .sqlite || !hot.isChosenByCounts { #expect(text.contains(hot.index), "\(text)") }
            if engine == .sqlite, let keys = hot.keys { #expect(text.contains(keys), "\(text)") }
            // The values that a row keeps with itself are read as a table, too.
            let scans = plan.filter { $0.contains("SCAN ") && !$0.contains("VIRTUAL TABLE") }
            #expect(scans.isEmpty && !text.contains("Seq Scan"), "\(text)")
            #expect(!text.contains("TEMP B-TREE") && !text.contains("Sort"), "\(text)")
        }
    }

    private struct Detail: RowDecodable {
        let text: String

        init(row: Row) throws { text = try row["detail"] }
    }
}
