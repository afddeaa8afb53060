/// Where a connection's tokens are kept, so that every process of Loam uses the same and a restart loses none.
package struct TokenShelf: Sendable {
    package let load: @Sendable () async throws -> Tokens?
    /// Returns once the tokens are safe: a refresh token that rotates is the only one from then on.
    package let save: @Sendable (Tokens) async throws -> Void

    package init(
        load: @escaping @Sendable () async throws -> Tokens?,
        save: @escaping @Sendable (Tokens) async throws -> Void
    ) {
        self.load = load
        self.save = save
    }
}
