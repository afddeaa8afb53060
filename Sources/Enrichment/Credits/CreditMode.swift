/// How many credits a run may spend.
package enum CreditMode: Sendable, Hashable {
    case noLimit
    /// Only profiles that are paid for already: no credit is spent.
    case ownedOnly
    /// So many; at the limit the rest waits for the next run.
    case perRun(Int)
}

extension CreditMode: Codable {
    private enum Key: String, CodingKey { case mode, limit }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        switch try values.decode(String.self, forKey: .mode) {
        case "no_limit": self = .noLimit
        case "owned_only": self = .ownedOnly
        case "per_run": self = .perRun(try values.decode(Int.self, forKey: .limit))
        default:
            throw DecodingError.dataCorruptedError(
                forKey: .mode,
                in: values,
                debugDescription: "The use of credits is no_limit, owned_only or per_run."
            )
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        switch self {
        case .noLimit: try values.encode("no_limit", forKey: .mode)
        case .ownedOnly: try values.encode("owned_only", forKey: .mode)
        case .perRun(let limit):
            try values.encode("per_run", forKey: .mode)
            try values.encode(limit, forKey: .limit)
        }
    }
}

/// What a profile costs.
package enum Price: String, Sendable, Hashable, CaseIterable {
    /// Nothing of a profile is written.
    case free
    /// The organisation has paid for the profile within the ownership period, or does so for another record of the run.
    case owned
    /// One credit.
    case credit
}

/// Why a record that has a match is not written.
package enum Hold: String, Sendable, Hashable, CaseIterable {
    case notOwned = "not_owned"
    case runLimit = "run_limit"
    case userLimit = "user_limit"

    /// Whether it comes first in the next run.
    package var isDeferred: Bool { self != .notOwned }

    package var sentence: String {
        switch self {
        case .notOwned: "The profile is not under management, and the job spends no credits."
        case .runLimit: "The credits of this run are spent; the record comes first in the next run."
        case .userLimit: "The credits of the user are spent; the record comes first once there are new ones."
        }
    }
}
