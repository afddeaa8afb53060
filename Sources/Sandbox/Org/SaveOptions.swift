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
    /// Whether the values come from a CSV file, where all are texts, and the rows are kept in transactions of 10,000.
    var isBulk = false
    /// Cuts texts that are too long instead of refusing them.
    var truncatesTexts = false
    /// What the client calls itself.
    var clientName: String?
}

/// What became of one row.
struct SaveResult: Sendable, Equatable {
    var id: String?
    var isSuccess: Bool
    /// Whether an upsert made the row; `nil` for what is no upsert.
    var isCreated: Bool?
    var errors: [OrgError] = []
}
