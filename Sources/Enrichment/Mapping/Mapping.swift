/// What goes where, and when it may overwrite: a document that is stored, compared, cloned and tested.
package struct Mapping: Sendable, Hashable, Codable {
    package var object: CRMObject
    /// In the order of the editor; rows with one target are a hierarchy, of which the first that has a value wins.
    package var rows: [MappingRow]

    package init(_ object: CRMObject, _ rows: [MappingRow]) { (self.object, self.rows) = (object, rows) }

    /// The place of a row in the hierarchy of its target, from 1; nil where the target has no other row.
    package func rank(ofRow position: Int) -> Int? {
        let target = rows[position].target
        guard rows.count(where: { $0.target == target }) > 1 else { return nil }
        return rows[...position].count { $0.target == target }
    }

    /// The rows of each target in their order, the targets as they first come.
    package var hierarchies: [(target: CRMField, rows: [MappingRow])] {
        var order: [CRMField] = []
        var rowsOf: [CRMField: [MappingRow]] = [:]
        for row in rows {
            if rowsOf[row.target] == nil { order.append(row.target) }
            rowsOf[row.target, default: []].append(row)
        }
        return order.map { ($0, rowsOf[$0] ?? []) }
    }

    /// Whether a row may not be removed: the only one that fills a field without which no record can be.
    package func isRequired(row position: Int) -> Bool {
        let target = rows[position].target
        return object.requiredFields.contains(target) && rows.count(where: { $0.target == target }) == 1
    }
}

extension CRMObject {
    /// Without which no record of this kind can be.
    package var requiredFields: [CRMField] {
        switch self {
        case .account: ["Name"]
        case .contact: ["LastName"]
        case .lead: ["LastName", "Company"]
        }
    }
}
