import HTTP
import Salesforce
import Store
import Synchronization
import Telemetry

/// What this process has open of the connected orgs: all who call an org share its session, what is known of its schema,
/// and the count of their calls.
final class OpenOrgs: Sendable {
    /// An account of a connection, as it was signed in at the last time.
    struct Key: Hashable, Sendable {
        let connection: ID<OrgConnection>
        let holder: OrgAccount.Holder
    }

    /// Which sign-in a session came of; another one begins a session anew.
    struct Version: Hashable, Sendable {
        /// How often somebody has signed in as the service account, or ended that.
        let signIns: Int
        let connectedAt: Timestamp
        let app: Int
    }

    private struct Open {
        let version: Version
        let session: Salesforce.Session
        /// With the allowance by which its calls are made: another budget makes another.
        var schemas: [APIUse: (allowance: Allowance, schema: Schema)] = [:]
    }

    private struct Count {
        let counter = CallCounter()
        /// What was taken of it so far.
        var rest = 0
        var bulk = 0
    }

    private struct CountKey: Hashable {
        let connection: ID<OrgConnection>
        let use: APIUse
    }

    private struct State {
        var client: HTTPClient?
        var open: [Key: Open] = [:]
        var counts: [CountKey: Count] = [:]
    }

    private let options: HTTPClient.Options
    private let state = Mutex(State())

    init(_ options: HTTPClient.Options) { self.options = options }

    /// The one client of the process for Salesforce, made when it is asked for first.
    func client() throws -> HTTPClient {
        try state.withLock { state in
            if let client = state.client { return client }
            let client = try HTTPClient(options)
            state.client = client
            return client
        }
    }

    func session(_ key: Key, _ version: Version) -> Salesforce.Session? {
        state.withLock { state in
            guard let open = state.open[key], open.version == version else { return nil }
            return open.session
        }
    }

    /// Keeps the session, unless another call was faster with the same; either way the one that all use from now on.
    func keep(_ session: Salesforce.Session, _ key: Key, _ version: Version) -> Salesforce.Session {
        state.withLock { state in
            if let open = state.open[key], open.version == version { return open.session }
            state.open[key] = Open(version: version, session: session)
            return session
        }
    }

    /// What is known of the org's schema, described by calls that count for this use.
    func schema(_ key: Key, _ use: APIUse, of org: Org) -> Schema {
        state.withLock { state in
            if let known = state.open[key]?.schemas[use], known.allowance == org.options.allowance {
                return known.schema
            }
            let schema = Schema(org)
            state.open[key]?.schemas[use] = (org.options.allowance, schema)
            return schema
        }
    }

    /// Lets go of all that is open of a connection.
    func close(_ connection: ID<OrgConnection>) {
        state.withLock { state in state.open = state.open.filter { $0.key.connection != connection } }
    }

    func counter(_ connection: ID<OrgConnection>, _ use: APIUse) -> CallCounter {
        state.withLock { state in
            let key = CountKey(connection: connection, use: use)
            let count = state.counts[key] ?? Count()
            state.counts[key] = count
            return count.counter
        }
    }

    /// What was counted since it was taken last.
    func take(_ connection: ID<OrgConnection>, _ use: APIUse) -> (rest: Int, bulk: Int, usage: Usage?) {
        state.withLock { state in
            let key = CountKey(connection: connection, use: use)
            guard let count = state.counts[key] else { return (0, 0, nil) }
            let now = count.counter.counts
            state.counts[key]?.rest = now.rest
            state.counts[key]?.bulk = now.bulk
            return (now.rest - count.rest, now.bulk - count.bulk, now.usage)
        }
    }

    /// Puts back what was taken and could not be kept.
    func putBack(rest: Int, bulk: Int, _ connection: ID<OrgConnection>, _ use: APIUse) {
        state.withLock { state in
            let key = CountKey(connection: connection, use: use)
            state.counts[key]?.rest -= rest
            state.counts[key]?.bulk -= bulk
        }
    }

    /// Tells all counters of the connection what the org has told one of them.
    func note(_ usage: Usage, _ connection: ID<OrgConnection>) {
        let counters = state.withLock { state in
            state.counts.filter { $0.key.connection == connection }.values.map(\.counter)
        }
        for counter in counters { counter.note(usage) }
    }
}
