import Database

extension StoreMigrations {
    /// Some providers end a session only for who shows the ID token that began it.
    static let m0071SignOutHints = Migration(
        id: "0071-sign-out-hints",
        sql: ["ALTER TABLE sign_on_sessions ADD COLUMN id_token TEXT"]
    )
}
