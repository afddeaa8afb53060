/// A list of rows under a name, as people keep them in the web pages of an org.
package struct ListView: Sendable, Codable, Equatable {
    package enum Scope: String, Sendable, Codable {
        case everything
        /// The rows that the caller owns.
        case mine
    }

    package var id: String?
    package var object: String
    package var developerName: String
    package var label: String
    package var scope: Scope
    package var columns: [String]
    package var filter: RecordFilter
    /// The column by which the rows are sorted before their ids are.
    package var order: String
}

extension ListView {
    /// The lists of a fresh org.
    static let fresh: [ListView] =
        plain("Account", "Accounts", ["Name", "BillingState", "Phone", "Type", "Owner.Alias"])
        + plain("Contact", "Contacts", ["Name", "Account.Name", "Phone", "Email", "Owner.Alias"])
        + plain("Lead", "Leads", ["Name", "Company", "State", "Email", "Status", "Owner.Alias"], open: "IsConverted")
        + plain(
            "Opportunity",
            "Opportunities",
            ["Name", "Account.Name", "Amount", "CloseDate", "StageName"],
            open: "IsClosed"
        )
        + plain("Case", "Cases", ["CaseNumber", "Subject", "Status", "Priority"], open: "IsClosed")
        + plain("Campaign", "Campaigns", ["Name", "Type", "Status", "StartDate"])

    /// All rows of an object, the open ones where there are closed ones, and the caller's.
    private static func plain(_ object: String, _ plural: String, _ columns: [String], open closed: String? = nil)
        -> [ListView]
    {
        func list(
            _ name: String,
            _ label: String,
            _ scope: Scope = .everything,
            _ filter: RecordFilter = RecordFilter()
        )
            -> ListView
        {
            ListView(
                object: object,
                developerName: name + plural,
                label: "\(label) \(plural)",
                scope: scope,
                columns: columns,
                filter: filter,
                order: columns[0]
            )
        }
        let open = closed.map {
            [list("AllOpen", "All Open", .everything, RecordFilter([.init($0, .equals, "false")]))]
        }
        return [list("All", "All")] + (open ?? []) + [list("My", "My", .mine)]
    }
}
