import Database

/// Where the rules of the org take part in a save. Each is called once for a chunk of up to 200 rows, inside the
/// transaction, with the rows as they are about to be saved; it may change them and refuse some.
struct SaveHooks: Sendable {
    typealias Hook = @Sendable (SaveChunk, isolated Connection) throws -> Void

    /// After the org's own checks: `FIELD_CUSTOM_VALIDATION_EXCEPTION` by `chunk.refuse(row, with: …)`.
    var validate: Hook?
    /// After validation and before the rows are kept: `DUPLICATES_DETECTED`.
    var findDuplicates: Hook?
    /// After the rows are kept: gives new owners by `chunk.set(row, owner, …)`.
    var assign: Hook?
    /// After everything: writes field history from `chunk.value`, `chunk.before` and `chunk.isChanged`.
    var track: Hook?
    /// Last, for rows that are new: what the package's triggers begin.
    var afterInsert: Hook?

    static let none = SaveHooks()
}
