import Database
import Telemetry

extension Org {
    /// Whether anybody has put accounts, contacts or leads into it.
    package func holdsRecords() async throws -> Bool {
        try await database.read { db in
            try db.one(
                Bool.self,
                """
                SELECT EXISTS (SELECT 1 FROM "Account") OR EXISTS (SELECT 1 FROM "Contact")
                    OR EXISTS (SELECT 1 FROM "Lead")
                """
            )
        }
    }

    /// Fills the org with the plan's rows, and tells now and then how many are there, of how many. They go straight into
    /// the tables: no rule looks at them.
    @discardableResult
    package func plant(
        _ plan: SeedPlan,
        telling tell: @Sendable (_ done: Int, _ whole: Int) -> Void = { _, _ in }
    ) async throws -> SeedReport {
        let administrator = try await administrator()
        var report = SeedReport()
        let people = try await plant(users: plan, administrator)
        let seeding = try await Seeding(plan: plan, people: people, administrator: administrator.userID, self)
        let crops = seeding.crops.filter { $0.rows > 0 }
        let whole = crops.reduce(0) { $0 + $1.rows }
        var done = 0
        for crop in crops {
            let before = done
            try await plant(crop) { tell(before + $0, whole) }
            done += crop.rows
            report.counts.append((crop.object, crop.rows))
        }
        return report
    }

    /// Loads an object's rows some thousands at a time, so that neither the memory nor the log grows with the plan.
    private func plant(_ crop: Crop, telling tell: @Sendable (_ done: Int) -> Void) async throws {
        guard let object = schema.object(crop.object) else { return }
        let table = Table(identifier: crop.object, columns: crop.columns)
        let layout = TableLayout(object: object)
        let isLarge = crop.rows > 10_000
        if isLarge { try await database.write { db in try layout.dropIndexes(db) } }
        for start in stride(from: 0, to: crop.rows, by: 20_000) {
            let rows = start..<min(start + 20_000, crop.rows)
            try await database.write { db in
                try db.load(into: table) { writer in
                    var ink = Ink()
                    for row in rows { try crop.write(row, &ink, &writer) }
                }
            }
            tell(rows.upperBound)
        }
        if isLarge { try await database.write { db in try layout.makeIndexes(db) } }
    }
}

/// The rows of one object that are to be made, and how.
struct Crop: Sendable {
    let object: String
    let columns: [String]
    let rows: Int
    /// Writes one row's values in the order of the columns, each in the ink that is handed along.
    let write: @Sendable (Int, inout Ink, inout RowWriter) throws -> Void
}

/// What all rows of a plan have in common: whose they are, and the numbers of their ids.
struct Seeding: Sendable {
    let plan: SeedPlan
    /// The ids of those who own rows.
    let people: [String]
    let administrator: String
    /// The number of the first id of each object.
    private let first: [String: (prefix: String, number: Int64)]

    init(plan: SeedPlan, people: [String], administrator: String, _ org: Org) async throws {
        self.plan = plan
        self.people = people
        self.administrator = administrator
        let wanted = [
            ("Account", plan.accounts), ("Contact", plan.contacts), ("Lead", plan.leads),
            ("Opportunity", plan.opportunities), ("OpportunityHistory", plan.opportunities * StageStep.most),
            ("Task", plan.tasks), ("Campaign", plan.campaigns), ("CampaignMember", plan.members),
        ]
        let schema = org.schema
        first = try await org.database.write { db in
            var first: [String: (prefix: String, number: Int64)] = [:]
            for (object, rows) in wanted where rows > 0 {
                guard let prefix = schema.object(object)?.keyPrefix else { continue }
                first[object] = (prefix, try IDSequence.reserve(rows, prefix: prefix, db))
            }
            return first
        }
    }

    var crops: [Crop] {
        [accounts, contacts, leads, opportunities, history, tasks, campaigns, members].filter {
            first[$0.object] != nil
        }
    }

    func id(_ object: String, _ row: Int) -> String {
        guard let place = first[object] else { return "" }
        return RecordID.make(prefix: place.prefix, number: place.number + Int64(row))
    }

    /// An owner: some have far more rows than others.
    func owner(_ dice: inout SeedDice) -> String { people.isEmpty ? administrator : people[dice.skewed(people.count)] }
}

// MARK: - Time

/// When a row was made, and when it was changed last.
struct SeededLife {
    let made: Int64
    let changed: Int64

    init(made: Int64, changed: Int64) {
        self.made = made
        self.changed = changed
    }

    /// Within the five years up to the end, the later rows nearer to it.
    init(row: Int, of rows: Int, until end: Timestamp, _ dice: inout SeedDice) {
        let span: Int64 = 5 * 365 * 86400
        let start = end.seconds - span
        made = start + span * Int64(row) / Int64(max(rows, 1)) + Int64(dice.below(1800))
        // Most rows are never touched again after their first weeks.
        let left = Int(end.seconds - made)
        changed =
            dice.chance(60) ? made : made + Int64(dice.below(max(1, dice.chance(70) ? min(left, 40 * 86400) : left)))
    }
}

extension RowWriter {
    mutating func moment(_ second: Int64, _ ink: inout Ink) {
        ink.clear()
        ink.write(second: second)
        text(ink)
    }

    mutating func day(_ day: Int64, _ ink: inout Ink) {
        ink.clear()
        ink.write(day: day)
        text(ink)
    }

    /// `FiscalYear`, `FiscalQuarter`, `Fiscal` of a year that begins in January.
    mutating func fiscalPeriod(ofDay day: Int64, _ ink: inout Ink) {
        let date = CivilDate(daysSince1970: day)
        let quarter = (date.month + 2) / 3
        integer(Int64(date.year))
        integer(Int64(quarter))
        ink.clear()
        ink.write(date.year, digits: 4)
        ink.write(" ")
        ink.write(quarter)
        text(ink)
    }

    /// `CreatedDate`, `CreatedById`, `LastModifiedDate`, `LastModifiedById`, `SystemModstamp`, `OwnerId`.
    mutating func audit(_ life: SeededLife, owner: String, by author: String, _ ink: inout Ink) {
        moment(life.made, &ink)
        text(owner)
        moment(life.changed, &ink)
        text(author)
        moment(life.changed, &ink)
        text(owner)
    }

    /// A value written by the body, or nothing in so many of a hundred cases.
    mutating func value(
        missing percent: Int = 0,
        _ ink: inout Ink,
        _ dice: inout SeedDice,
        _ body: (inout Ink, inout SeedDice) -> Void
    ) {
        ink.clear()
        if percent == 0 || !dice.chance(percent) { body(&ink, &dice) }
        text(ink)
    }
}
