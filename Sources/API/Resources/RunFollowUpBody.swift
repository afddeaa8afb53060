import Enrichment
import Store

/// What follows from a record of a run, as it is answered.
struct RunFollowUpBody: Encodable {
    let run: ID<Run>
    let key: String
    let kind: String
    let cause: String
    let record: String
    let person: String
    let company: String
    let price: String
    let state: String
    let target: String?
    let words: String?

    init(_ one: RunFollowUp) {
        (run, key, kind, cause) = (one.run, one.key, one.kind.rawValue, one.cause.rawValue)
        (record, target) = (one.record.text, one.target?.text)
        (person, company) = (String(one.person.number), String(one.company.number))
        (price, state, words) = (one.price.rawValue, one.state.rawValue, one.words)
    }

    static let schema = Schema.object([
        .init("run", .id, "The run that planned it."),
        .init("key", .text, "The same for the same person at the same company, so that nobody is made twice."),
        .init("kind", .words(FollowUp.Kind.allCases.map(\.rawValue)), "What is made or enriched."),
        .init("cause", .words(FollowUp.Cause.allCases.map(\.rawValue)), "What it follows from."),
        .init("record", .text, "The Salesforce id of the record that it follows."),
        .init("person", .text, "The person's id in the catalogue."),
        .init("company", .text, "The id of the company where the person works now."),
        .init("price", .words(Price.allCases.map(\.rawValue)), "What it costs."),
        .init("state", .words(RunFollowUp.State.allCases.map(\.rawValue)), "What became of it."),
        .init("target", .text, optional: true, "The Salesforce id of the record that was made, enriched or removed."),
        .init("words", .text, optional: true, "Why nothing was done, or what went wrong."),
    ])
}

struct RunFollowUpsBody: Encodable {
    let followUps: [RunFollowUpBody]
    let next: String?
}
