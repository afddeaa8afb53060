/// What is wrong with a mapping, and in which of its rows.
package struct MappingFault: Error, Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case empty
        case blankSource, blankTarget
        case unknownSource, unknownTarget
        case requiredMissing(CRMField)
        case notOffered(CRMObject)
        case notWritable
        case neverFits(FieldKind, TargetType)
        case twice
        case badSeparator
        case badCount
    }

    /// From 0; nil where it concerns the whole.
    package var row: Int?
    package var kind: Kind

    package init(row: Int? = nil, _ kind: Kind) { (self.row, self.kind) = (row, kind) }

    package var sentence: String {
        switch kind {
        case .empty: "The mapping has no rows, so nothing would be written; add at least one field."
        case .blankSource: "Choose a Loam field, or remove the row."
        case .blankTarget: "Choose a Salesforce field, or remove the row."
        case .unknownSource: "Loam has no such field; choose another or remove the row."
        case .unknownTarget:
            "The Salesforce field does not exist or the connected user may not see it; choose another or give access."
        case .requiredMissing(let field):
            "No row fills \(field), without which Salesforce keeps no record; add it or restore the defaults."
        case .notOffered(let object): "This Loam field says nothing of a record of \(object.rawValue); choose another."
        case .notWritable:
            "The connected user may not write this Salesforce field; choose another or give the user edit access."
        case .neverFits(let kind, let type):
            "A Loam field of the kind \(kind.rawValue) never fits a field of the type \(type.label); choose another."
        case .twice: "Another row maps the same two fields; remove one of them."
        case .badSeparator: "A separator must have one to five characters; it stands between the values of a list."
        case .badCount: "The number of values must be at least 1; leave it blank for all that fit."
        }
    }
}
