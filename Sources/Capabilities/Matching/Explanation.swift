import Database
package import Matching
package import Store

/// Why a record was answered as it was: its candidates side by side, each with the evidence that adds up to its score.
package struct Explanation: Sendable, Equatable {
    /// One comparison of the record with a candidate.
    package struct Line: Sendable, Equatable {
        package let comparison: Comparison
        package let level: Level
        package let bits: Bits
        /// What the record says, and what the catalogue does.
        package let record: String
        package let profile: String
    }

    /// An entry of the catalogue that the record may be.
    package struct Nominee: Sendable, Equatable {
        package let kind: CatalogueKind
        package let number: Int64
        package let sourceID: String
        package let name: String
        /// How likely it is among all candidates and none, 0 to 100.
        package let confidence: Int
        package let score: Bits
        /// Together with the lines it is the score.
        package let prior: Bits
        package let lines: [Line]
        /// In what it has less than the first.
        package let behind: [Line]
    }

    /// From which confidence on a candidate is a match.
    package let threshold: Int
    /// The score that the likeliest candidate needs to be a match among the others; nil without a candidate.
    package let needed: Bits?
    /// The likeliest first: of an account companies, of a contact or lead people.
    package let nominees: [Nominee]
    /// Of a contact or lead, the companies that its company may be.
    package let employers: [Nominee]
    /// Of a record without a match, what would have to agree, and with how many bits it then would.
    package let change: [Evidence]
}

/// The likeliest candidates of a record, each with how likely it is.
struct RecordRanking: Sendable {
    typealias Candidates = [(candidate: Candidate, likelihood: Double)]

    static let most = 5

    var people: Candidates = []
    var companies: Candidates = []
}

extension RecordRanking.Candidates {
    mutating func addIfMissing(_ candidate: Candidate) {
        if !contains(where: { $0.candidate.number == candidate.number }) { append((candidate, 0)) }
    }
}

/// The rows of the catalogue behind the candidates of some records.
struct CandidateRows: Sendable {
    private(set) var companies: [Int64: CatalogueRow] = [:]
    private(set) var people: [Int64: CatalogueRow] = [:]

    init(of records: [MatchedRecord], in database: Database) async throws {
        let people = Set(records.flatMap { $0.ranking.people.map(\.candidate.number) })
        let companies = Set(records.flatMap { $0.ranking.companies.map(\.candidate.number) })
        (self.companies, self.people) = try await database.read { db in
            let persons = try CatalogueRow.list(people.sorted(), of: .people, on: db)
            let employers = companies.union(persons.compactMap(\.company))
            let firms = try CatalogueRow.list(employers.sorted(), of: .companies, on: db)
            return (
                Dictionary(uniqueKeysWithValues: firms.map { ($0.number, $0) }),
                Dictionary(uniqueKeysWithValues: persons.map { ($0.number, $0) })
            )
        }
    }
}

extension Explanation {
    init(_ record: MatchedRecord, _ question: borrowing Question, _ rows: CandidateRows, _ model: Model) {
        threshold = model.threshold
        let asksPeople = record.answer.personMatch != nil
        let companies = Explanation.nominees(record.ranking.companies, .companies, question, rows, model)
        let ranked = (asksPeople ? record.ranking.people : record.ranking.companies).map(\.candidate.score)
        needed = ranked.isEmpty ? nil : model.needed(against: ranked.dropFirst())
        nominees =
            asksPeople ? Explanation.nominees(record.ranking.people, .people, question, rows, model) : companies
        employers = asksPeople ? companies : []
        let change = asksPeople ? record.answer.personMatch?.change : record.answer.companyMatch?.change
        self.change = record.answer.status == .matched ? [] : change?.comparisons ?? []
    }

    private static func nominees(
        _ candidates: RecordRanking.Candidates,
        _ kind: CatalogueKind,
        _ question: borrowing Question,
        _ rows: CandidateRows,
        _ model: Model
    ) -> [Nominee] {
        var nominees: [Nominee] = []
        for (candidate, likelihood) in candidates {
            let row = kind == .people ? rows.people[candidate.number] : rows.companies[candidate.number]
            let texts = CandidateTexts(row, employer: row?.company.flatMap { rows.companies[$0] })
            func line(_ comparison: Comparison, _ level: Level, _ bits: Bits) -> Line {
                Line(
                    comparison: comparison,
                    level: level,
                    bits: bits,
                    record: question.said(comparison, of: kind),
                    profile: texts.said(comparison, level)
                )
            }
            var behind: [Line] = []
            if let best = candidates.first?.candidate, best.number != candidate.number {
                behind = Comparison.allCases.compactMap { comparison in
                    let less = best.tally.bits(comparison) - candidate.tally.bits(comparison)
                    guard less.hundredths >= 50 else { return nil }
                    return line(comparison, candidate.tally.level(comparison), less)
                }
            }
            nominees.append(
                Nominee(
                    kind: kind,
                    number: candidate.number,
                    sourceID: row?.sourceID ?? "",
                    name: texts.name,
                    confidence: model.confidence(likelihood),
                    score: candidate.score,
                    prior: candidate.prior,
                    lines: candidate.evidence.map { line($0.comparison, $0.level, $0.bits) },
                    behind: behind
                )
            )
        }
        return nominees
    }
}

/// What the catalogue says of a candidate, by what is compared.
private struct CandidateTexts {
    private let row: CatalogueRow?
    private let employer: CatalogueRow?

    init(_ row: CatalogueRow?, employer: CatalogueRow?) { (self.row, self.employer) = (row, employer) }

    var name: String {
        guard let row else { return "" }
        return row.kind == .people ? row.personName : row["name"]
    }

    func said(_ comparison: Comparison, _ level: Level) -> String {
        guard let row else { return "" }
        return switch comparison {
        case .name: level == .otherName ? listed(row.list("other_names").map(plainName)) : row["name"]
        case .legalForm: row["name"]
        case .domain: listed(row.list("websites") + row.list("email_domains"))
        case .phone: listed(row.list("phones"))
        case .place, .home:
            listed([row["street"], row["postcode"], row["city"], row["region"], row["country"]])
        case .size: row["employees"]
        case .ticker: row["ticker"]
        case .givenName: row["first_name"].isEmpty ? row["full_name"] : row["first_name"]
        case .familyName: row["last_name"].isEmpty ? row["full_name"] : row["last_name"]
        case .email: listed(row.list("emails"))
        case .personPhone: listed([row["direct_phone"], row["mobile_phone"]])
        case .company:
            level == .otherName
                ? listed(row.list("former_companies")) : employer?["name"] ?? row["company_name"]
        case .title: row["title"]
        case .birthDate, .identity: ""
        }
    }

    /// `former:Acme Weaving` without its kind.
    private func plainName(_ text: String) -> String {
        guard let colon = text.firstIndex(of: ":"), ["former", "trading"].contains(text[..<colon]) else { return text }
        return String(text[text.index(after: colon)...].drop { $0 == " " })
    }
}

extension Question {
    /// What the record says where it is compared.
    fileprivate func said(_ comparison: Comparison, of kind: CatalogueKind) -> String {
        switch comparison {
        case .name, .legalForm, .company: text(.name)
        case .domain: text(.website).isEmpty ? text(.email) : text(.website)
        case .phone: text(.companyPhone).isEmpty ? text(.phone) : text(.companyPhone)
        case .place, .home: kind == .companies && !workplace.isEmpty ? workplace : place
        case .size: text(.employees)
        case .ticker: text(.ticker)
        case .givenName: text(.first).isEmpty ? text(.fullName) : text(.first)
        case .familyName: text(.last).isEmpty ? text(.fullName) : text(.last)
        case .email: text(.email)
        case .personPhone: text(.phone)
        case .title: text(.title)
        case .birthDate: text(.birthDate)
        case .identity: ""
        }
    }

    private var workplace: String {
        listed([.companyStreet, .companyPostcode, .companyCity, .companyRegion, .companyCountry].map { text($0) })
    }

    private var place: String { listed([.street, .postcode, .city, .region, .country].map { text($0) }) }
}

private func listed(_ texts: [String]) -> String { texts.filter { !$0.isEmpty }.joined(separator: ", ") }
