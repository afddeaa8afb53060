import Database
import Telemetry

/// A stage that an opportunity goes through.
struct StageStep {
    let name: StaticString
    let probability: Int
    let category: StaticString
    let categoryName: StaticString

    static let open: [StageStep] = [
        .init(name: "Prospecting", probability: 10, category: "Pipeline", categoryName: "Pipeline"),
        .init(name: "Qualification", probability: 10, category: "Pipeline", categoryName: "Pipeline"),
        .init(name: "Needs Analysis", probability: 20, category: "Pipeline", categoryName: "Pipeline"),
        .init(name: "Value Proposition", probability: 50, category: "BestCase", categoryName: "Best Case"),
        .init(name: "Proposal/Price Quote", probability: 75, category: "MostLikely", categoryName: "Most Likely"),
        .init(name: "Negotiation/Review", probability: 90, category: "Forecast", categoryName: "Commit"),
    ]
    static let won = StageStep(name: "Closed Won", probability: 100, category: "Closed", categoryName: "Closed")
    static let lost = StageStep(name: "Closed Lost", probability: 0, category: "Omitted", categoryName: "Omitted")

    /// How many rows of history an opportunity has at most.
    static let most = 4
}

/// How an opportunity went, from the first stage to the one it is in.
private struct SeededSale {
    let account: Int
    let amount: Int
    let made: Int64
    let close: Int64
    /// The stages with the moments at which it came to each.
    let steps: [(stage: StageStep, at: Int64)]

    var isClosed: Bool { steps.last.map { $0.stage.probability.isMultiple(of: 100) } ?? false }
    var isWon: Bool { steps.last.map { $0.stage.probability == 100 } ?? false }

    init(_ seeding: Seeding, _ row: Int) {
        let plan = seeding.plan
        var dice = SeedDice(plan.seed, 11, row)
        let end = plan.until.seconds
        account = dice.below(plan.accounts)
        amount = (1 + dice.skewed(400)) * 250
        made = end - Int64(dice.below(4 * 365)) * 86400 - Int64(dice.below(86400))
        let length = Int64(20 + dice.below(200)) * 86400
        // Those that would still run at the end are open.
        let isClosed = made + length < end && dice.chance(90)
        close = isClosed ? made + length : max(end, made + length) + Int64(dice.below(60)) * 86400
        var steps: [(StageStep, Int64)] = []
        let count = 1 + dice.below(StageStep.most - 1)
        let span = (isClosed ? made + length : min(end, made + length)) - made
        var stage = 0
        for step in 0..<count {
            steps.append(
                (StageStep.open[min(stage, StageStep.open.count - 1)], made + span * Int64(step) / Int64(count + 1))
            )
            stage += 1 + dice.below(2)
        }
        if isClosed { steps.append((dice.chance(45) ? .won : .lost, made + length)) }
        self.steps = steps
    }
}

extension Seeding {
    var opportunities: Crop {
        Crop(
            object: "Opportunity",
            columns: [
                "Id", "AccountId", "Name", "StageName", "Amount", "Probability", "ExpectedRevenue", "CloseDate", "Type",
                "LeadSource", "IsClosed", "IsWon", "ForecastCategory", "ForecastCategoryName", "LastStageChangeDate",
                "FiscalYear", "FiscalQuarter", "Fiscal", "CreatedDate", "CreatedById", "LastModifiedDate",
                "LastModifiedById", "SystemModstamp", "OwnerId",
            ],
            rows: plan.opportunities
        ) { row, ink, writer in
            var dice = SeedDice(plan.seed, 12, row)
            let sale = SeededSale(self, row)
            guard let last = sale.steps.last else { return }
            let hasAmount = !dice.chance(8)
            writer.text(id("Opportunity", row))
            writer.text(id("Account", sale.account))
            writer.value(&ink, &dice) { ink, dice in
                company(ofAccount: sale.account).write(name: .noLegalForm, in: &ink, &dice)
                ink.write(" - ")
                ink.write(Words.products[dice.below(Words.products.count)])
            }
            writer.text(last.stage.name)
            if hasAmount { writer.real(Double(sale.amount)) } else { writer.null() }
            writer.real(Double(last.stage.probability))
            if hasAmount { writer.real(Double(sale.amount * last.stage.probability) / 100) } else { writer.null() }
            writer.day(sale.close / 86400, &ink)
            writer.value(missing: 30, &ink, &dice) { ink, dice in
                ink.write(dice.chance(60) ? "New Customer" : "Existing Customer - Upgrade")
            }
            writer.value(missing: 40, &ink, &dice) { ink, dice in
                ink.write(Words.leadSources[dice.below(Words.leadSources.count)])
            }
            writer.flag(sale.isClosed)
            writer.flag(sale.isWon)
            writer.text(last.stage.category)
            writer.text(last.stage.categoryName)
            if sale.steps.count > 1 { writer.moment(last.at, &ink) } else { writer.null() }
            writer.fiscalPeriod(ofDay: sale.close / 86400, &ink)
            let owner = owner(&dice)
            writer.audit(
                SeededLife(made: sale.made, changed: last.at),
                owner: owner,
                by: people.isEmpty ? administrator : owner,
                &ink
            )
            try writer.endRow()
        }
    }

    /// A row for each stage that an opportunity came to; the numbers of ids that are left over stay unused.
    var history: Crop {
        Crop(
            object: "OpportunityHistory",
            columns: [
                "Id", "OpportunityId", "StageName", "Amount", "ExpectedRevenue", "CloseDate", "Probability",
                "ForecastCategory", "CreatedDate", "CreatedById", "SystemModstamp",
            ],
            rows: plan.opportunities
        ) { row, ink, writer in
            let sale = SeededSale(self, row)
            for (position, step) in sale.steps.enumerated() {
                writer.text(id("OpportunityHistory", row * StageStep.most + position))
                writer.text(id("Opportunity", row))
                writer.text(step.stage.name)
                writer.real(Double(sale.amount))
                writer.real(Double(sale.amount * step.stage.probability) / 100)
                writer.day(sale.close / 86400, &ink)
                writer.real(Double(step.stage.probability))
                writer.text(step.stage.category)
                writer.moment(step.at, &ink)
                writer.text(people.first ?? administrator)
                writer.moment(step.at, &ink)
                try writer.endRow()
            }
        }
    }
}
