import Database

extension StoreMigrations {
    /// The moment of a sign-in tells one from another, also when the account was withdrawn in between.
    static let m0022AccountSignIns = Migration(
        id: "0022-account-sign-ins",
        sql: ["ALTER TABLE org_accounts DROP COLUMN sign_ins"]
    )
}
