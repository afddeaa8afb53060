import Enrichment
import Matching
import Salesforce
import Store

/// Looks in the org for people at their companies, and for the accounts of companies.
struct OrgPeople: Sendable {
    let steps: RunSteps
    let run: Run
    let calls: OrgCalls

    /// A person at a company; `except` is the record that is asked about.
    struct Place: Sendable {
        let person: Profile
        let company: Profile
        var except: CRMID?
    }

    private static let atOnce = 40

    /// The numbers, among the given, of those whom the org has at their company: by Loam's own ids, or by an e-mail address of the
    /// company's domain.
    func present(_ places: [Place]) async throws -> Set<Int> {
        guard !places.isEmpty else { return [] }
        let org = try await steps.org(of: run, calls)
        var present: Set<Int> = []
        for object in [FollowUp.Kind.contact.object, FollowUp.Kind.lead.object] {
            guard let schema = try await steps.visibleSchema(object, of: run), schema[PackageField.contactID] != nil,
                schema[PackageField.companyID] != nil, schema["Email"] != nil
            else { continue }
            for start in stride(from: 0, to: places.count, by: OrgPeople.atOnce) {
                let some = Array(start..<min(start + OrgPeople.atOnce, places.count))
                let emails = Dictionary(uniqueKeysWithValues: some.map { ($0, places[$0].workEmail) })
                let people = some.map { String(places[$0].person.id.number) }
                let query: SOQL =
                    """
                    SELECT Id, Email, Loam_Contact_ID__c, Loam_Company_ID__c FROM \(object) \
                    WHERE Loam_Contact_ID__c IN \(in: people) OR Email IN \(in: emails.values.compactMap(\.self).sorted())
                    """
                for row in try await org.rows(query) {
                    let email = row.text("Email")?.lowercased()
                    for number in some where places[number].except?.text != row.id?.text {
                        let place = places[number]
                        let isSame =
                            row.text("Loam_Contact_ID__c") == String(place.person.id.number)
                            && row.text("Loam_Company_ID__c") == String(place.company.id.number)
                        if isSame || (email != nil && email == emails[number] ?? nil) { present.insert(number) }
                    }
                }
            }
        }
        return present
    }

    /// The account of each company that has one: by Loam's own id, or else by the website.
    func accounts(of companies: [Profile]) async throws -> [ProfileID: CRMID] {
        let org = try await steps.org(of: run, calls)
        guard let schema = try await steps.visibleSchema("Account", of: run) else { return [:] }
        var accounts: [ProfileID: CRMID] = [:]
        let byID = Dictionary(companies.map { (String($0.id.number), $0.id) }) { first, _ in first }
        if schema[PackageField.companyID] != nil {
            for numbers in byID.keys.sorted().pieces(of: 100) {
                let query: SOQL =
                    "SELECT Id, Loam_Company_ID__c FROM Account WHERE Loam_Company_ID__c IN \(in: numbers) ORDER BY Id"
                for row in try await org.rows(query) {
                    guard let company = row.text("Loam_Company_ID__c").flatMap({ byID[$0] }),
                        let id = row.id.flatMap({ CRMID($0.text) })
                    else { continue }
                    if accounts[company] == nil { accounts[company] = id }
                }
            }
        }
        let domains = companies.filter { accounts[$0.id] == nil }.flatMap { company in
            company.domains.map { ($0, company.id) }
        }
        let byDomain = Dictionary(domains) { first, _ in first }
        for some in byDomain.keys.sorted().pieces(of: 20) {
            let conditions = some.map { "Website LIKE \(like: .contains($0))" as SOQL }
            let query: SOQL = "SELECT Id, Website FROM Account WHERE \(SOQL.any(conditions)) ORDER BY Id"
            for row in try await org.rows(query) {
                guard let website = row.text("Website"), let company = byDomain[Domain(website).name],
                    let id = row.id.flatMap({ CRMID($0.text) })
                else { continue }
                if accounts[company] == nil { accounts[company] = id }
            }
        }
        return accounts
    }
}

extension RunSteps {
    /// Nil where the connected user may not see the object.
    func visibleSchema(_ object: APIName, of run: Run) async throws -> ObjectSchema? {
        do {
            return try await schema(object, of: run)
        } catch let error as SalesforceError where error.status == 404 {
            return nil
        }
    }
}

extension OrgPeople.Place {
    /// The person's address at the company; nil for one of another house, which tells nothing of where the person works.
    fileprivate var workEmail: String? {
        guard let email = person[.person(.email)]?.value.text.lowercased(), email.contains("@") else { return nil }
        return company.domains.contains(Domain(email).name) ? email : nil
    }
}

extension Profile {
    /// Those that are the company's own.
    fileprivate var domains: Set<String> {
        let texts = [self[.company(.website)], self[.company(.emailDomain)]].compactMap { $0?.value }
        let values = texts.flatMap { value -> [String] in
            if case .list(let values) = value { values } else { [value.text] }
        }
        return Set(values.map { Domain($0) }.filter { $0.kind == .own }.map(\.name))
    }
}

extension Domain {
    fileprivate var name: String { String(decoding: text, as: UTF8.self) }
}

extension Array {
    /// In their order, so many at a time.
    fileprivate func pieces(of size: Int) -> [[Element]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}
