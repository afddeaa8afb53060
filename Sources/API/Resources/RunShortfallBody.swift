import Enrichment
import Store

/// What a run was to do beside its records and was refused, as it is answered.
struct RunShortfallBody: Encodable {
    let object: String
    let record: String
    let words: String

    init(_ one: RunShortfall) { (object, record, words) = (one.object, one.record.text, one.words) }

    static let schema = Schema.object([
        .init("object", .text, "The object in Salesforce whose records were to be made or deleted."),
        .init("record", .text, "The Salesforce id of the record that goes without, or that is still there."),
        .init("words", .text, "Why, in Salesforce's words."),
    ])
}

struct RunShortfallsBody: Encodable {
    let shortfalls: [RunShortfallBody]
    let next: String?
}
