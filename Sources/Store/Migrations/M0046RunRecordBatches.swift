import Database

extension StoreMigrations {
    /// The records of one batch are found without those of the others, also how many of them are to be written.
    static let m0046RunRecordBatches = Migration(
        id: "0046-run-record-batches",
        sql: ["CREATE INDEX run_records_of_batch ON run_records (organisation_id, run_id, batch, fields)"]
    )
}
