import Database
package import Store
package import Telemetry

/// All that the catalogue knows of a company.
package struct CompanyProfile: Sendable, Equatable {
    package struct OtherName: Sendable, Equatable {
        package let text: String
        package let kind: CompanyTexts.OtherName.Kind
    }

    /// What one source says, where several know the company.
    package struct Word: Sendable, Equatable {
        package let source: String
        package let sourceID: String
        package let asOf: Timestamp
        package let endedAt: Timestamp?
        package let facts: [(field: String, value: String)]

        package static func == (left: Word, right: Word) -> Bool {
            left.source == right.source && left.sourceID == right.sourceID && left.asOf == right.asOf
                && left.endedAt == right.endedAt && left.facts.elementsEqual(right.facts, by: ==)
        }
    }

    /// A sign that a company looks into something.
    package struct Signal: Sendable, Equatable {
        package let topic: String
        package let category: String
        package let score: String
        package let audienceStrength: String
        package let location: String
        package let observedOn: String
        package let source: String
    }

    /// A piece of news.
    package struct Scoop: Sendable, Equatable {
        package let type: String
        package let topics: String
        package let departments: [String]
        package let description: String
        package let publishedOn: String
        package let people: [String]
        package let source: String
    }

    package let summary: CompanySummary
    package let source: String
    /// The id that the company has in the source's file.
    package let sourceID: String
    package let endedAt: Timestamp?
    package let facts: [Fact]
    package let otherNames: [OtherName]
    /// Who owns it, the nearest first; the last is the ultimate parent.
    package let parents: [CompanySummary]
    /// What it owns itself, as many as are shown.
    package let children: [CompanySummary]
    package let childCount: Int
    package let people: [PersonSummary]
    package let peopleCount: Int
    package let signals: [Signal]
    package let scoops: [Scoop]
    /// Empty where only one source knows it.
    package let words: [Word]
    package let history: ProfileHistory

    package var number: Int64 { summary.number }
    package var name: String { summary.name }
}

extension CompanyProfile {
    /// How many of a company's own companies, people and news its profile has.
    package static let most = 50
    /// A chain of owners is no longer than this, whatever a file says.
    private static let mostParents = 20

    init(_ row: CatalogueRow, on db: isolated Connection) throws {
        let names = SourceNames(try CatalogueSource.all(on: db))
        let records = try CompanyRecord.list(of: row.number, on: db)
        let history = try CatalogueHistory.list(of: row.number, .companies, on: db)
        let loads = try CatalogueLoad.list(ProfileHistory.loads(of: row, history), on: db)
        let most = CompanyProfile.most
        summary = CompanySummary(row)
        source = names[row.source]
        sourceID = row.sourceID
        endedAt = row.endedAt
        facts = Fact.all(of: row, records, names)
        otherNames = row.list("other_names").map { text in
            let name = CompanyTexts.OtherName(parsing: text)
            return OtherName(text: name.text, kind: name.kind)
        }
        parents = try CompanyProfile.parents(of: row, on: db).map(CompanySummary.init)
        children = try CatalogueRow.list(.companies, of: row.number, limit: most, on: db).map(CompanySummary.init)
        childCount =
            children.count < most ? children.count : try CatalogueRow.count(.companies, of: row.number, on: db)
        people = try CatalogueRow.list(.people, of: row.number, limit: most, on: db).map(PersonSummary.init)
        peopleCount = people.count < most ? people.count : try CatalogueRow.count(.people, of: row.number, on: db)
        signals = try CatalogueRow.list(.signals, of: row.number, limit: most, on: db).map { Signal($0, names) }
        scoops = try CatalogueRow.list(.scoops, of: row.number, limit: most, on: db).map { Scoop($0, names) }
        words = records.map { record in
            Word(
                source: names[record.source],
                sourceID: record.sourceID,
                asOf: record.asOf,
                endedAt: record.endedAt,
                facts: record.facts
            )
        }
        self.history = ProfileHistory(of: row, history, loads: loads, names)
    }

    /// The owners, one above the other; files may have them in a ring.
    private static func parents(of row: CatalogueRow, on db: isolated Connection) throws -> [CatalogueRow] {
        var parents: [CatalogueRow] = []
        var met: Set<Int64> = [row.number]
        var next = row.company
        while let number = next, met.insert(number).inserted, parents.count < mostParents,
            let parent = try CatalogueRow.find(number, of: .companies, on: db)
        {
            parents.append(parent)
            next = parent.company
        }
        return parents
    }
}

extension CompanyProfile.Signal {
    fileprivate init(_ row: CatalogueRow, _ names: SourceNames) {
        (topic, category, score) = (row["topic"], row["category"], row["score"])
        (audienceStrength, location) = (row["audience_strength"], row["location"])
        observedOn = row["observed_on"]
        source = names[row.source]
    }
}

extension CompanyProfile.Scoop {
    fileprivate init(_ row: CatalogueRow, _ names: SourceNames) {
        (type, topics, description) = (row["type"], row["topics"], row["description"])
        (departments, people) = (row.list("departments"), row.list("people"))
        publishedOn = row["published_on"]
        source = names[row.source]
    }
}
