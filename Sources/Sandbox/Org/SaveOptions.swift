/// How a batch is saved.
struct SaveOptions: Sendable {
    /// Which assignment rule gives new owners to leads.
    enum Assignment: Sendable, Equatable {
        case none
        case active
        case rule(String)
    }

    /// One wrong row undoes all.
    var allOrNone = false
    var assignment = Assignment.none
    /// Saves in spite of duplicates where the rule only warns.
    var allowsDuplicates = false
    /// Puts the fields of the duplicates into the error.
    var includesDuplicateDetails = false
    /// Whether the values come from a CSV file, where all are texts; then the whole batch is one transaction.
    var isBulk = false
    /// Whether the request is about one row, so that a missing one is a missing resource.
    var isSingleRow = false
    /// Cuts texts that are too long instead of refusing them.
    var truncatesTexts = false
    /// Takes the dates and the people of creation and last change from the batch, whoever asks.
    var setsAuditFields = false
    /// Leaves the rules of the org out, as when a seed is planted.
    var skipsRules = false
    /// An upsert that finds nothing is an error.
    var updateOnly = false
    /// What the client calls itself.
    var clientName: String?
}

/// What became of one row.
struct SaveResult: Sendable, Equatable {
    var id: String?
    var isSuccess: Bool
    /// Whether an upsert made the row; `nil` for what is no upsert.
    var isCreated: Bool?
    /// Why it was refused. Of an event that was published, the receipt.
    var errors: [OrgError] = []
}
