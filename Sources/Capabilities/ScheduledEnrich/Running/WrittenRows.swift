import Enrichment
import Salesforce

/// The changes of a plan as the rows of Bulk jobs: only the fields that change, of the records that change.
struct WrittenRows: Sendable {
    /// In the order in which they are written: those with one parent beside each other.
    let records: [CRMID]
    /// What cannot be told to Salesforce, and why.
    let unspeakable: [CRMID: String]
    private let columns: [CRMField]
    /// The changes of each record, in the order of the fields.
    private let rows: [[Patch.Entry]]

    init(_ plan: Plan) {
        var records: [CRMID] = []
        var rows: [[Patch.Entry]] = []
        var unspeakable: [CRMID: String] = [:]
        var columns: Set<CRMField> = []
        for outcome in plan.changed {
            let changes = outcome.patch.changes
            guard !changes.contains(where: { $0.after == .text(WrittenRows.emptiness) }) else {
                unspeakable[outcome.record] =
                    "A value is #N/A, by which Salesforce's Bulk API means an empty field; change it in the catalogue."
                continue
            }
            for entry in changes where !columns.contains(entry.field) { columns.insert(entry.field) }
            records.append(outcome.record)
            rows.append(changes)
        }
        self.records = records
        self.rows = rows
        self.unspeakable = unspeakable
        self.columns = columns.sorted()
    }

    private static let emptiness = "#N/A"

    /// The same bytes for the same records, whoever makes them.
    func upload(_ wanted: [CRMID]) throws -> IngestRows.Upload {
        // Nearly always it is all of them.
        let places =
            wanted == records ? nil : Dictionary(uniqueKeysWithValues: records.enumerated().map { ($1, $0) })
        var ingest = WrittenRows.ingest(columns, withIDs: true)
        var row: [FieldContent?] = []
        for (number, record) in wanted.enumerated() {
            row.removeAll(keepingCapacity: true)
            row.append(RecordID(record).map(FieldContent.reference))
            var changes = (places == nil ? rows[number] : places?[record].map { rows[$0] } ?? [])[...]
            for column in columns {
                if let next = changes.first, next.field == column {
                    row.append(next.after.content)
                    changes.removeFirst()
                } else {
                    row.append(nil)
                }
            }
            try ingest.append(row)
        }
        return try WrittenRows.only(ingest.finish())
    }

    /// Of rows for records that are there, or of new ones where there are no ids.
    static func upload(_ rows: [[CRMField: FieldContent]], ids: [CRMID]?) throws -> IngestRows.Upload {
        let columns = rows.reduce(into: Set<CRMField>()) { $0.formUnion($1.keys) }.sorted()
        var ingest = ingest(columns, withIDs: ids != nil)
        for (place, row) in rows.enumerated() {
            let id = ids.map { [RecordID($0[place]).map(FieldContent.reference)] } ?? []
            // What Bulk takes for an empty field is left out.
            try ingest.append(id + columns.map { row[$0] == .text(emptiness) ? nil : row[$0] })
        }
        return try only(ingest.finish())
    }

    private static func ingest(_ columns: [CRMField], withIDs: Bool) -> IngestRows {
        IngestRows(columns: (withIDs ? [.id] : []) + columns.compactMap { APIName($0.rawValue) })
    }

    private static func only(_ uploads: [IngestRows.Upload]) throws -> IngestRows.Upload {
        guard let upload = uploads.first, uploads.count == 1 else {
            throw RunFailure(
                sentence: "A batch is larger than one job of Salesforce takes; choose a smaller batch size for the job."
            )
        }
        return upload
    }
}

extension RecordID {
    /// As the client of the org knows it.
    fileprivate init?(_ id: CRMID) {
        let known = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: CRMID.length) { bytes in
            for place in 0..<CRMID.length { bytes[place] = id.byte(place) }
            return RecordID(utf8: UnsafeBufferPointer(bytes))
        }
        guard let known else { return nil }
        self = known
    }
}
