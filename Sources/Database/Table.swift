/// Where a bulk load goes: a table and those of its columns that each row fills, in this order.
package struct Table: Sendable {
    let name: String
    let columns: [String]

    package init(_ name: StaticString, columns: [StaticString]) {
        self.name = name.description
        self.columns = columns.map(\.description)
    }

    /// A table whose name and columns are known only at run time; they are quoted, so that any text is only a name.
    package init(identifier name: String, columns: [String]) {
        self.name = name
        self.columns = columns
    }

    var columnList: String { columns.map(quoted(identifier:)).joined(separator: ", ") }

    var insertText: String {
        let places = (1...columns.count).map { "?\($0)" }.joined(separator: ", ")
        return "INSERT INTO \(quoted(identifier: name)) (\(columnList)) VALUES (\(places))"
    }

    var copyText: String { "COPY \(quoted(identifier: name)) (\(columnList)) FROM STDIN" }
}
