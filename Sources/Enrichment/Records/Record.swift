package import Telemetry

/// A CRM record as it was read: what it is, what it holds, and when.
package struct Record: Sendable, Equatable {
    package var id: CRMID
    package var object: CRMObject
    /// Of the fields that were asked for, and no others: a field that is not here is not known, which is not blank.
    package var values: FieldValues
    package var readAt: Timestamp
    /// The CRM's own mark of the last change.
    package var version: String

    package init(id: CRMID, object: CRMObject, values: FieldValues, readAt: Timestamp, version: String) {
        self.id = id
        self.object = object
        self.values = values
        self.readAt = readAt
        self.version = version
    }

    package init(id: CRMID, object: CRMObject, values: [CRMField: FieldValue], readAt: Timestamp, version: String) {
        self.init(id: id, object: object, values: FieldValues(values), readAt: readAt, version: version)
    }
}
