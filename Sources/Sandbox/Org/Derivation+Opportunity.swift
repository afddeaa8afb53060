import Database
import Telemetry

extension Derivation {
    /// What follows from the stage, and from the amount and the date.
    static func opportunity(_ chunk: SaveChunk, _ db: isolated Connection) throws {
        let fields = Fields(chunk.object)
        guard let fields else { return }
        let rules = try db.fetch(StageRow.self, "SELECT * FROM \"OpportunityStage\"")
        let stages = Dictionary(rules.map { ($0.rule.name, $0.rule) }) { first, _ in first }
        for row in chunk.soundRows {
            let stage = chunk.value(row, fields.stage).text.flatMap { stages[$0] }
            if chunk.isChanged(row, fields.stage), let stage {
                chunk.set(row, fields.isClosed, .flag(stage.isClosed))
                chunk.set(row, fields.isWon, .flag(stage.isWon))
                // A probability or a category given along with the stage stays.
                if !chunk.isChanged(row, fields.probability) || chunk.value(row, fields.probability) == .null {
                    chunk.set(row, fields.probability, .number(stage.probability))
                }
                if !chunk.isChanged(row, fields.categoryName) || chunk.value(row, fields.categoryName) == .null {
                    chunk.set(row, fields.categoryName, .text(stage.categoryName))
                }
                if chunk.operation == .update { chunk.set(row, fields.stageChanged, .text(chunk.moment)) }
            }
            if let name = chunk.value(row, fields.categoryName).text,
                let place = Values.forecastCategoryNames.firstIndex(of: name)
            {
                chunk.set(row, fields.category, .text(Values.forecastCategories[place]))
            }
            let expected = chunk.value(row, fields.amount).double.flatMap { amount in
                chunk.value(row, fields.probability).double.map { (amount * $0).rounded() / 100 }
            }
            chunk.set(row, fields.expected, expected.map { .number($0) } ?? .null)
            close(chunk, row, fields)
        }
    }

    /// The fiscal period of the closing date, and how often it was put off into a later month.
    private static func close(_ chunk: SaveChunk, _ row: Int, _ fields: Fields) {
        guard chunk.isChanged(row, fields.close), let text = chunk.value(row, fields.close).text,
            let day = CivilDate(iso8601: text)
        else { return }
        let quarter = (day.month + 2) / 3
        chunk.set(row, fields.year, .integer(Int64(day.year)))
        chunk.set(row, fields.quarter, .integer(Int64(quarter)))
        chunk.set(row, fields.fiscal, .text("\(day.year) \(quarter)"))
        let pushes = chunk.value(row, fields.pushes).double ?? 0
        let isLater = chunk.before(row, fields.close).text.map { $0.prefix(7) < text.prefix(7) } ?? false
        chunk.set(row, fields.pushes, .integer(Int64(pushes) + (isLater ? 1 : 0)))
    }

    private struct Fields {
        let stage, isClosed, isWon, probability, category, categoryName, amount, expected, close: Field
        let year, quarter, fiscal, pushes, stageChanged: Field

        init?(_ object: ObjectType) {
            let names = [
                "StageName", "IsClosed", "IsWon", "Probability", "ForecastCategory", "ForecastCategoryName", "Amount",
                "ExpectedRevenue", "CloseDate", "FiscalYear", "FiscalQuarter", "Fiscal", "PushCount",
                "LastStageChangeDate",
            ]
            let found = names.compactMap { object.field($0) }
            guard found.count == names.count else { return nil }
            (stage, isClosed, isWon, probability, category) = (found[0], found[1], found[2], found[3], found[4])
            (categoryName, amount, expected, close) = (found[5], found[6], found[7], found[8])
            (year, quarter, fiscal, pushes, stageChanged) = (found[9], found[10], found[11], found[12], found[13])
        }
    }

    private struct StageRow: RowDecodable {
        let rule: StageRule

        init(row: Row) throws {
            rule = try StageRule(
                name: row["ApiName"],
                probability: row["DefaultProbability"],
                isClosed: row["IsClosed"],
                isWon: row["IsWon"],
                category: row["ForecastCategory"],
                categoryName: row["ForecastCategoryName"]
            )
        }
    }
}
