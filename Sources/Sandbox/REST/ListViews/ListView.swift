/// A list of rows under a name, as people keep them in the web pages of an org.
struct ListView: Sendable, Equatable {
    struct Condition: Sendable, Equatable {
        let field: String
        let value: String
        let isText: Bool
    }

    let object: String
    let developerName: String
    let label: String
    /// `everything`, or `mine` for the rows that the caller owns.
    let scope: String
    let columns: [String]
    let condition: Condition?
    /// The column by which the rows are sorted before their ids are.
    let order: String

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
        let condition = closed.map { Condition(field: $0, value: "false", isText: false) }
        func list(_ name: String, _ label: String, scope: String, _ condition: Condition?) -> ListView {
            ListView(
                object: object,
                developerName: name,
                label: label,
                scope: scope,
                columns: columns,
                condition: condition,
                order: columns[0]
            )
        }
        var lists = [list("All" + plural, "All \(plural)", scope: "everything", nil)]
        if closed != nil {
            lists.append(list("AllOpen" + plural, "All Open \(plural)", scope: "everything", condition))
        }
        lists.append(list("My" + plural, "My \(plural)", scope: "mine", nil))
        return lists
    }
}

extension ListView {
    /// The fields that every list brings along without showing them.
    private static let hidden = ["Id", "CreatedDate", "LastModifiedDate", "SystemModstamp"]

    struct Column: Sendable {
        let path: String
        let label: String
        let field: Field
        let isHidden: Bool
        /// As it stands in the query: a picklist by its label.
        let item: String
    }

    /// The columns that the caller may see.
    func columns(_ type: ObjectType, _ schema: Schema) -> [Column] {
        (columns.map { ($0, false) } + ListView.hidden.map { ($0, true) }).compactMap { path, isHidden in
            guard let field = ListView.field(path, of: type, schema) else { return nil }
            let isPicklist = field.type == .picklist || field.type == .multipicklist
            return Column(
                path: path,
                label: path.contains(".") ? path.split(separator: ".")[0] + " " + field.label : field.label,
                field: field,
                isHidden: isHidden,
                item: isPicklist ? "toLabel(\(path))" : path
            )
        }
    }

    /// The statement that the list stands for.
    func query(_ type: ObjectType, _ schema: Schema) -> String {
        var text = "SELECT " + columns(type, schema).map(\.item).joined(separator: ", ") + " FROM " + type.name
        if scope != "everything" { text += " USING SCOPE " + scope }
        if let condition {
            text += " WHERE \(condition.field) = " + (condition.isText ? "'\(condition.value)'" : condition.value)
        }
        return text + " ORDER BY \(order) ASC NULLS FIRST, Id ASC NULLS FIRST"
    }

    private static func field(_ path: String, of type: ObjectType, _ schema: Schema) -> Field? {
        let parts = path.split(separator: ".")
        guard parts.count == 2 else { return type.field(path) }
        guard let reference = type.parent(parts[0]), let name = reference.references.last,
            let parent = schema.object(name)
        else { return nil }
        return parent.field(parts[1])
    }
}
