import HTTP

/// What a record shall hold: only fields that change are named, in a stable order.
package struct Draft: Hashable, Sendable {
    package let object: APIName
    /// The record to change; nil for a new one.
    package let id: RecordID?
    package let contents: [Content]

    package struct Content: Hashable, Sendable {
        package let field: APIName
        package let content: FieldContent

        package init(_ field: APIName, _ content: FieldContent) {
            self.field = field
            self.content = content
        }
    }

    package init(_ object: APIName, id: RecordID? = nil, _ contents: [Content]) {
        self.object = object
        self.id = id
        self.contents = contents
    }

    /// The members of the JSON object that stands for it, without its braces.
    func writeMembers(to json: inout JSONBuilder) {
        json.joined(contents) { $0.member($1.field.text, $1.content) }
    }

    /// As a body of its own, where the address says which record is meant.
    var body: [UInt8] {
        var json = JSONBuilder()
        json.raw("{")
        writeMembers(to: &json)
        json.raw("}")
        return json.bytes
    }
}

/// How records are saved: what of the org's own rules takes part.
package struct SaveOptions: Hashable, Sendable {
    /// Whether a record may be saved that a duplicate rule warns of. One that it blocks is refused all the same.
    package var savesDuplicates = false
    /// Whether the assignment rules may give the record another owner. Salesforce's own default would let them.
    package var assignsOwners = false

    package init() {}

    func apply(to call: inout Call) {
        call.fields["Sforce-Auto-Assign"] = assignsOwners ? "TRUE" : "FALSE"
        if savesDuplicates { call.fields["Sforce-Duplicate-Rule-Header"] = "allowSave=true" }
    }
}
