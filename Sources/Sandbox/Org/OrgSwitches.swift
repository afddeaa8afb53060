/// How the org behaves where Salesforce orgs differ, or where nobody could check what Salesforce does.
package struct OrgSwitches: Sendable, Equatable, Codable {
    /// REST, SOAP and Bulk calls in 24 hours.
    package var dailyRequestLimit = 100_000
    /// How many rows fit into the org's data storage; `nil` for any number.
    package var rowLimit: Int?
    /// How long a query's further pages are kept after the last was fetched.
    package var queryLocatorSeconds = 2 * 86_400
    /// How many queries of a user wait for further pages at most; the longest unused makes room.
    package var queryLocatorsPerUser = 10

    package init() {}
}
