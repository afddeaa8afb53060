import Database
import Matching
import Store

/// Finds the company of another source that a row is about: by its LEI, its number in a register, or its own domain
/// together with its name. What two companies share says nothing.
struct CompanyLinks: Sendable {
    /// By a hash of what is shared; 0 where several companies have it.
    private var companies: [UInt64: Int64] = [:]

    /// The companies of all other sources; nil when there are none.
    static func of(others source: Int64, in database: Database) async throws -> CompanyLinks? {
        var links = CompanyLinks()
        var reader = IdentityReader()
        var last: Int64 = 0
        while true {
            let behind = last
            let page = try await database.read { db in
                try CompanyIdentity.list(notOf: source, after: behind, limit: 5000, on: db)
            }
            for identity in page {
                for key in reader.keys(of: identity) {
                    let known = links.companies[key]
                    links.companies[key] = known == nil || known == identity.number ? identity.number : 0
                }
            }
            guard let greatest = page.last?.number else { break }
            last = greatest
        }
        return links.companies.isEmpty ? nil : links
    }

    /// By the place of the row in the batch.
    func links(of batch: CatalogueBatch) -> [Int: Int64] {
        var reader = IdentityReader()
        var links: [Int: Int64] = [:]
        let places = CompanyIdentity.fields.map { field in
            (batch.kind.fields.firstIndex(of: field) ?? 0) + 1
        }
        for row in batch.rows.indices {
            let values = places.map { batch.text(row, $0) }
            for key in reader.keys(of: CompanyIdentity(number: 0, values: values)) {
                guard let company = companies[key], company != 0 else { continue }
                links[row] = company
                break
            }
        }
        return links
    }
}

/// Brings what identifies a company to numbers that are equal when it is.
private struct IdentityReader {
    private var name = CompanyName()
    private var domain = Domain()
    private let places = Places.shared

    /// The surest first.
    mutating func keys(of company: CompanyIdentity) -> [UInt64] {
        var keys: [UInt64] = []
        if company.lei.utf8.count == 20 { keys.append(IdentityReader.key("lei", company.lei.uppercased(), "")) }
        if !company.registration.isEmpty, !company.country.isEmpty {
            let country = places.country(company.country)
            let code = country == .none ? company.country.uppercased() : country.description
            keys.append(IdentityReader.key("registration", company.registration.uppercased(), code))
        }
        guard !company.websites.isEmpty, !company.name.isEmpty else { return keys }
        let written = Array(company.name.utf8)
        name.read(written.span)
        if name.text.isEmpty { return keys }
        for website in company.websites.split(separator: ";") {
            let website = Array(website.utf8)
            domain.read(website.span)
            guard domain.kind == .own else { continue }
            let host = String(decoding: domain.text, as: UTF8.self)
            keys.append(IdentityReader.key("domain", host, String(decoding: name.text, as: UTF8.self)))
        }
        return keys
    }

    private static func key(_ kind: String, _ value: String, _ more: String) -> UInt64 {
        var digest = RowDigest()
        for text in [kind, value, more] { Array(text.utf8).withUnsafeBytes { digest.add($0) } }
        return UInt64(bitPattern: digest.value)
    }
}
