/// How the org behaves where Salesforce orgs differ, or where nobody could check what Salesforce does.
package struct OrgSwitches: Sendable, Equatable, Codable {
    /// REST, SOAP and Bulk calls in 24 hours.
    package var dailyRequestLimit = 100_000
    /// Batches of both Bulk APIs in 24 hours, rows that they take in, and query jobs.
    package var dailyBulkBatches = 15_000
    package var dailyBulkRows = 150_000_000
    package var dailyBulkQueries = 10_000
    /// How many rows fit into the org's data storage; `nil` for any number.
    package var rowLimit: Int?
    /// State and country picklists with codes beside the names; read when the org opens.
    package var hasStatePicklists = false
    /// How long a save holds its rows and their parents after its work.
    package var lockHold: Duration = .zero
    /// How long a save waits for rows that are held before it says `UNABLE_TO_LOCK_ROW`.
    package var lockPatience: Duration = .seconds(10)

    /// How long a query's further pages are kept after the last was fetched.
    package var queryLocatorSeconds = 2 * 86_400
    /// How many queries of a user wait for further pages at most; the longest unused makes room.
    package var queryLocatorsPerUser = 10

    package init() {}
}
