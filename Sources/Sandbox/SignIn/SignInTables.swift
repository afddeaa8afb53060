import Database

/// The tables in which the org keeps who may come in and who has. Tokens and codes are kept as their SHA-256 only.
enum SignInTables {
    static let statements: [SQL] = [
        """
        CREATE TABLE IF NOT EXISTS sign_in_apps (
            consumer_key TEXT NOT NULL PRIMARY KEY, consumer_secret TEXT NOT NULL, name TEXT NOT NULL,
            callbacks TEXT NOT NULL, scopes TEXT NOT NULL, certificate TEXT, run_as TEXT,
            permitted TEXT, needs_secret INTEGER NOT NULL, rotates INTEGER NOT NULL
        )
        """,
        """
        CREATE TABLE IF NOT EXISTS sign_in_passwords (
            user_id TEXT NOT NULL PRIMARY KEY, password TEXT NOT NULL, token_hash BLOB NOT NULL,
            failures INTEGER NOT NULL DEFAULT 0, locked_until INTEGER
        )
        """,
        """
        CREATE TABLE IF NOT EXISTS sign_in_approvals (
            consumer_key TEXT NOT NULL, user_id TEXT NOT NULL, scopes TEXT NOT NULL,
            PRIMARY KEY (consumer_key, user_id)
        )
        """,
        """
        CREATE TABLE IF NOT EXISTS sign_in_codes (
            hash BLOB NOT NULL PRIMARY KEY, consumer_key TEXT NOT NULL, user_id TEXT NOT NULL, scopes TEXT NOT NULL,
            redirect_uri TEXT NOT NULL, challenge TEXT, nonce TEXT, expires_at INTEGER NOT NULL
        )
        """,
        """
        CREATE TABLE IF NOT EXISTS sign_in_refresh_tokens (
            hash BLOB NOT NULL PRIMARY KEY, consumer_key TEXT NOT NULL, user_id TEXT NOT NULL, scopes TEXT NOT NULL,
            issued_at INTEGER NOT NULL
        )
        """,
        """
        CREATE INDEX IF NOT EXISTS sign_in_refresh_tokens_of
        ON sign_in_refresh_tokens (consumer_key, user_id, issued_at)
        """,
        """
        CREATE TABLE IF NOT EXISTS sign_in_sessions (
            hash BLOB NOT NULL PRIMARY KEY, kind TEXT NOT NULL, consumer_key TEXT, user_id TEXT NOT NULL,
            scopes TEXT NOT NULL, refresh_hash BLOB, issued_at INTEGER NOT NULL, expires_at INTEGER NOT NULL
        )
        """,
        "CREATE INDEX IF NOT EXISTS sign_in_sessions_of ON sign_in_sessions (refresh_hash)",
        """
        CREATE TABLE IF NOT EXISTS sign_in_secrets (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)
        """,
        APIUsage.table,
    ]
}
