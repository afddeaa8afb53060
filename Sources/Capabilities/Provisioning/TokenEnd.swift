package import Store
package import Telemetry

/// How the end of an API token of an identity provider stands: what its page says of it.
package enum TokenEnd: Sendable, Equatable {
    /// It works, and goes on working for longer than a month or for ever.
    case far
    /// It works for so many days after this one, by the calendar.
    case soon(daysLeft: Int)
    case over
    case revoked

    package init(of token: ProvisioningToken, at now: Timestamp, in zone: Zone) {
        guard token.revokedAt == nil else {
            self = .revoked
            return
        }
        guard let end = token.expiresAt, end - now <= TokenWarning.first.time else {
            self = .far
            return
        }
        let days = zone.local(at: end).date.daysSince1970 - zone.local(at: now).date.daysSince1970
        self = end > now ? .soon(daysLeft: Int(days)) : .over
    }
}

/// That a token ends soon, as admins are told by mail: once for each of these.
package enum TokenWarning: String, CaseIterable, Sendable {
    case first, last

    /// How long before the end.
    package var time: Duration {
        switch self {
        case .first: .days(30)
        case .last: .days(7)
        }
    }

    /// The one that is due now. Of a token that was made for a shorter time than a warning's there is nothing to warn: who made
    /// it has just read when it ends.
    package static func due(for token: ProvisioningToken, at now: Timestamp) -> TokenWarning? {
        guard token.works(at: now), let end = token.expiresAt else { return nil }
        return allCases.last { warning in
            let moment = end - warning.time
            return moment <= now && moment > token.createdAt
        }
    }
}
