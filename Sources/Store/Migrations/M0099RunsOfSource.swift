import Database

extension StoreMigrations {
    /// The page of a run asks what became of it: the run that carried out its plan, or took back what it wrote.
    static let m0099RunsOfSource = Migration(
        id: "0099-runs-of-source",
        sql: [
            "CREATE INDEX runs_of_source ON runs (organisation_id, source_run, id) WHERE source_run IS NOT NULL"
        ]
    )
}
