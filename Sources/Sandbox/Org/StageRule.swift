/// What a stage says about an opportunity.
struct StageRule: Sendable, Equatable {
    let name: String
    let probability: Double
    let isClosed: Bool
    let isWon: Bool
    let category: String
    let categoryName: String

    private static func open(_ name: String, _ probability: Double) -> StageRule {
        StageRule(
            name: name,
            probability: probability,
            isClosed: false,
            isWon: false,
            category: "Pipeline",
            categoryName: "Pipeline"
        )
    }

    /// The stages of a fresh org, in their order.
    static let fresh = [
        open("Prospecting", 10), open("Qualification", 10), open("Needs Analysis", 20), open("Value Proposition", 50),
        open("Id. Decision Makers", 60), open("Perception Analysis", 70), open("Proposal/Price Quote", 75),
        open("Negotiation/Review", 90),
        StageRule(
            name: "Closed Won",
            probability: 100,
            isClosed: true,
            isWon: true,
            category: "Closed",
            categoryName: "Closed"
        ),
        StageRule(
            name: "Closed Lost",
            probability: 0,
            isClosed: true,
            isWon: false,
            category: "Omitted",
            categoryName: "Omitted"
        ),
    ]
}
