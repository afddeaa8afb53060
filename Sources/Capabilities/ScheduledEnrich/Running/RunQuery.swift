import Enrichment
import Salesforce

/// What is asked of an org for a run: which fields of which records, and how they are read.
struct RunQuery: Sendable {
    /// A column of the answer.
    struct Column: Sendable, Equatable {
        let field: CRMField
        let name: APIName
        let type: TargetType
    }

    let object: CRMObject
    /// Those of the records beside their ids and marks.
    let columns: [Column]
    /// Whether the records come in the order of their ids, as they must where a run may end before all have been looked at.
    let isOrdered: Bool
    /// The record from which the run begins; those before it come last.
    let start: RecordID?

    /// Asks for what is matched by, what may be written, and what is locked together; fields that the org does not have
    /// are left out. `parent` is the schema of accounts, for contacts.
    init(
        _ settings: JobSettings,
        _ inputs: MatchInputs,
        reading fields: Set<CRMField>,
        in schema: ObjectSchema,
        parent: ObjectSchema?,
        startingAt start: RecordID? = nil
    ) {
        var fields = fields
        // Whoever owns the record gets the task.
        if settings.jobChange.makes == .task { fields.insert("OwnerId") }
        object = settings.object
        columns = RunQuery.columns(object, inputs, fields, schema, parent)
        isOrdered = settings.credits.hasEnd
        self.start = isOrdered ? start : nil
    }

    /// Asks for records of any kind, outside of a run's own query.
    init(
        _ object: CRMObject,
        _ inputs: MatchInputs,
        reading fields: Set<CRMField>,
        in schema: ObjectSchema,
        parent: ObjectSchema?
    ) {
        self.object = object
        columns = RunQuery.columns(object, inputs, fields, schema, parent)
        (isOrdered, start) = (false, nil)
    }

    private static func columns(
        _ object: CRMObject,
        _ inputs: MatchInputs,
        _ fields: Set<CRMField>,
        _ schema: ObjectSchema,
        _ parent: ObjectSchema?
    ) -> [Column] {
        var wanted = fields.union(inputs.fields)
        if object == .contact { wanted.insert("AccountId") }
        return wanted.sorted().compactMap { field in
            let known =
                field.relationship == nil ? schema[field] : parent?[CRMField(String(field.rawValue.dropFirst(8)))]
            guard let known, let name = APIName(field.rawValue) else { return nil }
            return Column(field: field, name: name, type: known.type)
        }
    }

    /// The names of all columns, in their order.
    var names: [APIName] { [.id, .systemModstamp] + columns.map(\.name) }

    /// How many queries there are, one after the other.
    var parts: Int { start == nil ? 1 : 2 }

    /// One of the queries. `condition` says which records the job looks at.
    func statement(part: Int, where condition: SOQL?, scope: ListViewFilter? = nil) -> SOQL {
        var conditions = condition.map { [$0] } ?? []
        // A lead that was converted can be changed no more.
        if object == .lead { conditions.append("IsConverted = FALSE") }
        if let start { conditions.append(part == 0 ? "Id >= \(start)" : "Id < \(start)") }
        let also = conditions.isEmpty ? nil : SOQL.all(conditions)
        var query: SOQL
        if let scope {
            query = scope.query(names, from: object.name, also: also)
        } else {
            query = "SELECT \(names) FROM \(object.name)"
            if let also { query = query + " WHERE \(also)" }
        }
        return isOrdered ? query + " ORDER BY Id" : query
    }
}

extension CreditMode {
    /// Whether a run may come to the end of its credits.
    fileprivate var hasEnd: Bool { if case .perRun = self { true } else { false } }
}
