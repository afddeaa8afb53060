import HTTP
import Telemetry

/// What providers published, kept for a while by this process: their documents and their keys.
package actor ProviderShelf {
    private struct Kept<Value: Sendable> {
        let value: Value
        let at: Timestamp
    }

    private var documents: [String: Kept<Discovery>] = [:]
    private var keys: [String: Kept<KeySet>] = [:]
    /// When a key was last looked for in vain: a token of an unknown key makes us ask at most so often.
    private var lastMiss: [String: Timestamp] = [:]

    static let documentLife: Duration = .hours(1)
    static let keysLife: Duration = .hours(24)
    static let missPause: Duration = .minutes(5)

    package init() {}

    func document(
        of issuer: String,
        at now: Timestamp,
        fetch: @Sendable (HTTPURL) async throws -> [UInt8]
    ) async throws -> Discovery {
        if let kept = documents[issuer], kept.at > now - ProviderShelf.documentLife { return kept.value }
        let document = try Discovery(
            parsing: try await fetch(try Discovery.address(ofIssuer: issuer)),
            ofIssuer: issuer
        )
        documents[issuer] = Kept(value: document, at: now)
        return document
    }

    /// Keys among which is the token's. Providers change keys without a word: one that is not known is asked for anew.
    func keys(
        for token: JSONWebToken,
        of provider: Discovery,
        at now: Timestamp,
        fetch: @Sendable (HTTPURL) async throws -> [UInt8]
    ) async throws -> KeySet {
        let address = provider.keys.text
        if let kept = keys[address], kept.at > now - ProviderShelf.keysLife {
            if kept.value.key(for: token) != nil { return kept.value }
            if let miss = lastMiss[address], miss > now - ProviderShelf.missPause { throw SignOnFault.unknownKey }
        }
        let fresh = try KeySet(parsing: try await fetch(provider.keys))
        keys[address] = Kept(value: fresh, at: now)
        if fresh.key(for: token) == nil { lastMiss[address] = now }
        return fresh
    }
}
