package import Telemetry

/// How many rows of what an org is filled with; the same plan gives the same rows.
package struct SeedPlan: Sendable, Equatable {
    package var accounts: Int
    package var contacts: Int
    package var leads: Int
    package var seed: UInt64
    /// When the org's life so far ends; it began five years before.
    package var until: Timestamp

    package init(accounts: Int, contacts: Int, leads: Int, seed: UInt64, until: Timestamp = SeedPlan.standardEnd) {
        self.accounts = max(0, accounts)
        self.contacts = max(0, contacts)
        self.leads = max(0, leads)
        self.seed = seed
        self.until = until
    }

    /// A fixed day, so that a seed gives the same rows tomorrow.
    package static let standardEnd = Timestamp(seconds: 1_782_864_000)

    /// What comes along without being asked for.
    var opportunities: Int { min(accounts / 3, 60_000) }
    var tasks: Int { min((contacts + leads) / 3, 60_000) }
    var campaigns: Int { min((contacts + leads) / 100, 24) }
    var members: Int { campaigns == 0 ? 0 : min((contacts + leads) / 2, 40_000) }
    /// One user for every so many rows, and never fewer than a small team.
    var users: Int { accounts + contacts + leads == 0 ? 0 : min(6 + (accounts + contacts + leads) / 20_000, 40) }
    /// One lead in eight has become a contact.
    func isConverted(lead: Int) -> Bool { lead % 8 == 5 && accounts > 0 && contacts > 0 }
}

/// How many rows a plan made, by object.
package struct SeedReport: Sendable, Equatable {
    package internal(set) var counts: [(object: String, rows: Int)] = []

    package static func == (left: SeedReport, right: SeedReport) -> Bool {
        left.counts.elementsEqual(right.counts, by: ==)
    }
}
