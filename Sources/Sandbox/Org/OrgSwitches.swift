/// How the org behaves where Salesforce orgs differ, or where nobody could check what Salesforce does.
package struct OrgSwitches: Sendable, Equatable, Codable {
    /// REST, SOAP and Bulk calls in 24 hours.
    package var dailyRequestLimit = 100_000
    /// How many rows fit into the org's data storage; `nil` for any number.
    package var rowLimit: Int?

    package init() {}
}
