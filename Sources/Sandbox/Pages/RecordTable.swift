import HTML

/// Records under each other, a field a column.
struct RecordTable: Sendable {
    let object: ObjectType
    let fields: [Field]
    let records: [RecordReading.Record]
    let view: ValueView
    /// Makes the address that sorts by a field; without one the headings are no links.
    var sorting: (@Sendable (Field) -> String)?
    var sorted: (field: String, isDescending: Bool)?

    var html: HTML {
        """
        <div class="scroll"><table><thead><tr>\(each: fields, heading)</tr></thead>\
        <tbody>\(each: records, row)</tbody></table></div>
        """
    }

    private func heading(_ field: Field) -> HTML {
        let isSorted = sorted?.field == field.name
        let direction = isSorted ? (sorted?.isDescending == true ? "descending" : "ascending") : nil
        let mark: HTML = isSorted ? (sorted?.isDescending == true ? " ↓" : " ↑") : ""
        let label: HTML =
            if let sorting { "<a href=\"\(sorting(field))\">\(title(of: field))\(mark)</a>" } else {
                "\(title(of: field))"
            }
        return """
            <th scope="col"\(attribute: "class", field.isNumber ? "number" : nil)\
            \(attribute: "aria-sort", direction)>\(label)</th>
            """
    }

    /// `Account` for `Account ID`, because it is the account's name that stands there.
    private func title(of field: Field) -> String {
        field.type == .reference && field.label.hasSuffix(" ID") ? String(field.label.dropLast(3)) : field.label
    }

    private func row(_ record: RecordReading.Record) -> HTML {
        var cells = HTML.empty
        for (position, (field, value)) in zip(fields, record.values).enumerated() {
            if position == 0 {
                let name = value.text ?? record.id
                cells.append(
                    "<th scope=\"row\" class=\"line\"><a href=\"\(Paths.record(object, record.id))\">\(name)</a></th>"
                )
            } else {
                cells.append("<td class=\"\(field.isNumber ? "number" : "line")\">\(view.html(value, field))</td>")
            }
        }
        return "<tr>\(cells)</tr>"
    }
}

extension ObjectType {
    /// The fields that a list shows: its name, then what tells most about a row, as far as the visitor sees them.
    var listFields: [Field] {
        let telling = [
            "Field", "OldValue", "NewValue", "Company", "Title", "AccountId", "ContactId", "Email", "Phone", "Website",
            "Industry", "StageName", "Amount", "CloseDate", "Status", "Subject", "SobjectType", "Username", "ProfileId",
            "IsActive", "Active", "BillingCity", "City", "BillingCountry", "Country", "Type", "Rating", "OwnerId",
            "CreatedById", "CreatedDate", "LastModifiedDate",
        ]
        let name = nameField.flatMap { $0.isStored ? $0 : nil } ?? field("Id")
        let rest = telling.compactMap { field($0) }.filter { $0.isStored && $0.name != name?.name }
        return ([name].compactMap(\.self) + rest).prefix(8).map(\.self)
    }
}
