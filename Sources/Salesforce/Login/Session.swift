import Telemetry

/// The session of one connected org, renewed when it has ended, by one caller for all who wait.
package actor Session {
    package nonisolated let signIn: SignIn
    private let renewal: Renewal
    private let shelf: TokenShelf
    private var tokens: Tokens
    private var renewing: Task<Tokens, any Error>?

    package init(_ tokens: Tokens, signIn: SignIn, renewal: Renewal = .refreshToken, shelf: TokenShelf) {
        self.tokens = tokens
        self.signIn = signIn
        self.renewal = renewal
        self.shelf = shelf
    }

    package var current: Tokens { tokens }

    /// Tokens in place of those that Salesforce refused. Whoever comes meanwhile waits for the same renewal.
    package func renewed(after refused: Tokens) async throws -> Tokens {
        // Somebody has renewed them since they were handed out.
        if tokens.access != refused.access { return tokens }
        if let renewing { return try await renewing.value }
        let task = Task { try await self.renew(refused) }
        renewing = task
        return try await task.value
    }

    private func renew(_ refused: Tokens) async throws -> Tokens {
        defer { renewing = nil }
        // Another process may have renewed them, and with rotation ours would be dead.
        if let kept = try await shelf.load(), kept.access != refused.access {
            tokens = kept
            return kept
        }
        do {
            let new = try await signIn.renew(refused, by: renewal)
            try await shelf.save(new)
            tokens = new
            Log.info("the session at Salesforce was renewed")
            return new
        } catch let error as SalesforceError where error.code == .invalidGrant {
            // The two of us may have renewed at the same moment, and the other was faster.
            guard let kept = try await shelf.load(), kept.access != refused.access else { throw error }
            tokens = kept
            return kept
        }
    }
}
