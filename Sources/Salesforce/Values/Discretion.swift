// What holds values of records says, when it is printed or dumped by accident, which it is and nothing of what it holds.

extension Row: CustomStringConvertible, CustomReflectable {
    package var description: String { "‹row \(object ?? "of an aggregate") \(id?.text ?? "")›" }
    package var customMirror: Mirror { Mirror(self, children: ["id": id as Any], displayStyle: .struct) }
}

extension Draft: CustomStringConvertible, CustomReflectable {
    package var description: String { "‹draft of \(object) \(id?.text ?? "")›" }
    package var customMirror: Mirror {
        Mirror(self, children: ["object": object.text, "fields": contents.map(\.field.text)], displayStyle: .struct)
    }
}

extension SOQL: CustomStringConvertible, CustomReflectable {
    package var description: String { "‹query of \(text.utf8.count) bytes›" }
    package var customMirror: Mirror { Mirror(self, children: ["bytes": text.utf8.count], displayStyle: .struct) }
}

extension UserInfo: CustomStringConvertible, CustomReflectable {
    package var description: String { "‹user \(userID)›" }
    package var customMirror: Mirror { Mirror(self, children: ["userID": userID.text], displayStyle: .struct) }
}

extension BulkJob: CustomStringConvertible, CustomReflectable {
    package var description: String { "‹Bulk job \(id), \(state.rawValue), \(processed) processed, \(failed) failed›" }
    package var customMirror: Mirror {
        Mirror(self, children: ["id": id.text, "state": state.rawValue], displayStyle: .struct)
    }
}
