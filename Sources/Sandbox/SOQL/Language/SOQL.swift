/// Salesforce's query language: texts become a tree here, and what the tree means to an org is `QueryRun`'s business.
enum SOQL {
    /// The longest statement that Salesforce takes, in characters.
    static let longestText = 100_000

    /// How deep brackets and functions may be nested; more is a query that nobody wrote by hand.
    static let deepestNesting = 60

    /// Reads a query; throws Salesforce's own words for what is wrong with it, and where.
    static func parse(_ text: String) throws(OrgError) -> Query {
        let source = Source(text)
        guard source.bytes.contains(where: { !$0.isSOQLSpace }) else {
            throw OrgError("MALFORMED_QUERY", "A query string has to be specified")
        }
        guard source.isShort(than: longestText) else {
            throw OrgError("QUERY_TOO_COMPLICATED", "SOQL statements cannot be longer than 100000 characters.")
        }
        var parser = Parser(source)
        return try parser.statement()
    }
}
