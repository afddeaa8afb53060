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
        let names = columns.compactMap { APIName($0.rawValue) }
        var ingest = IngestRows(columns: [.id] + names)
        for record in records {
            guard let row = rows[record], let id = RecordID(record.text) else { continue }
            try ingest.append([.reference(id)] + columns.map { row[$0] })
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
