import Enrichment
import Salesforce

/// The changes of a plan as the rows of Bulk jobs: only the fields that change, of the records that change.
struct WrittenRows: Sendable {
    /// In the order in which they are written: those with one parent beside each other.
    let records: [CRMID]
    /// What cannot be told to Salesforce, and why.
    let unspeakable: [CRMID: String]
    private let columns: [CRMField]
    private let rows: [CRMID: [CRMField: FieldContent]]

    init(_ plan: Plan) {
        var records: [CRMID] = []
        var rows: [CRMID: [CRMField: FieldContent]] = [:]
        var unspeakable: [CRMID: String] = [:]
        var columns: Set<CRMField> = []
        for outcome in plan.changed {
            var row: [CRMField: FieldContent] = [:]
            for entry in outcome.patch.changes { row[entry.field] = entry.after.content }
            guard !row.values.contains(.text(WrittenRows.emptiness)) else {
                unspeakable[outcome.record] =
                    "A value is #N/A, by which Salesforce's Bulk API means an empty field; change it in the catalogue."
                continue
            }
            columns.formUnion(row.keys)
            records.append(outcome.record)
            rows[outcome.record] = row
        }
        self.records = records
        self.rows = rows
        self.unspeakable = unspeakable
        self.columns = columns.sorted()
    }

    private static let emptiness = "#N/A"

    /// The same bytes for the same records, whoever makes them.
    func upload(_ records: [CRMID]) throws -> IngestRows.Upload {
        try WrittenRows.upload(records.map { rows[$0] ?? [:] }, ids: records, columns: columns)
    }

    /// Of rows for records that are there, or of new ones where there are no ids.
    static func upload(
        _ rows: [[CRMField: FieldContent]],
        ids: [CRMID]?,
        columns: [CRMField]? = nil
    ) throws -> IngestRows.Upload {
        let columns = columns ?? rows.reduce(into: Set<CRMField>()) { $0.formUnion($1.keys) }.sorted()
        let names = columns.compactMap { APIName($0.rawValue) }
        var ingest = IngestRows(columns: (ids == nil ? [] : [.id]) + names)
        for (place, row) in rows.enumerated() {
            let id = ids.map { [RecordID($0[place].text).map(FieldContent.reference)] } ?? []
            // What Bulk takes for an empty field is left out.
            try ingest.append(id + columns.map { row[$0] == .text(emptiness) ? nil : row[$0] })
        }
        let uploads = ingest.finish()
        guard let upload = uploads.first, uploads.count == 1 else {
            throw RunFailure(
                sentence: "A batch is larger than one job of Salesforce takes; choose a smaller batch size for the job."
            )
        }
        return upload
    }
}
