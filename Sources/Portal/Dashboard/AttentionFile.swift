import Capabilities
import Enrichment
import HTTP
import Store
import Telemetry

/// A list of records that need attention as a file for spreadsheets.
struct AttentionFile: Sendable {
    let query: AttentionLists.Query
    let rows: AttentionLists.Rows
    let orgs: [OrgConnection]
    let names: @Sendable ([ProfileID]) async throws -> [ProfileID: String]
    let owners: @Sendable ([ProfileID]) async throws -> [ProfileID: CompanyOwners]

    var response: Response {
        Response.stream(.csv) { writer in
            try await writer.write(CSV.mark + CSV.line(AttentionFile.columns))
            for try await findings in rows {
                let profiles = findings.compactMap(\.profile)
                let (names, owners) = (try await names(profiles), try await owners(profiles))
                try await writer.write(findings.map { CSV.line(cells($0, names, owners)) }.joined())
            }
        }.attachment(named: "\(query.side.noun)-\(query.concern.rawValue.replacing("_", with: "-")).csv")
    }

    private static let columns = [
        "name", "object", "record", "org", "title", "company", "new company", "profile", "profile name",
        "records of the profile", "reason", "error", "found", "link",
        "parent company", "ultimate parent company",
    ]

    private func cells(
        _ one: RecordFinding,
        _ names: [ProfileID: String],
        _ owners: [ProfileID: CompanyOwners]
    ) -> [String] {
        let owners = one.profile.flatMap { owners[$0] }
        let org = orgs.first { $0.id == one.connection }
        return [
            one.name, one.object.rawValue, one.record.text, org?.name ?? "", one.title, one.company, one.newCompany,
            one.profile.map { "\($0.kind.rawValue) \(String($0.number))" } ?? "",
            one.profile.flatMap { names[$0] } ?? "", String(one.copies), one.reason?.label ?? "", one.error ?? "",
            one.foundAt.iso8601, org?.orgAddress.map { "\($0)/\(one.record.text)" } ?? "",
            owners?.parent.name ?? "", owners?.ultimate.name ?? "",
        ].map(AttentionFile.withoutTurns)
    }

    /// Without the marks that turn the direction of a text, by which a cell could be read as another.
    private static func withoutTurns(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isTurn) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.filter { !isTurn($0) }))
    }

    private static func isTurn(_ scalar: Unicode.Scalar) -> Bool {
        (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }
}
