/// A movement of credits between accounts: what leaves one comes into another, so that any number of them sum to zero.
package struct CreditMovement: Sendable, Hashable {
    package enum Account: String, Sendable, Hashable, CaseIterable {
        /// What was granted and is not yet asked for.
        case available
        /// Set aside for a plan until it is written.
        case reserved
        case spent
        /// Where grants come from.
        case granted
    }

    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case grant, reserve, charge, release, refund

        /// From which account to which.
        package var route: (from: Account, to: Account) {
            switch self {
            case .grant: (.granted, .available)
            case .reserve: (.available, .reserved)
            case .charge: (.reserved, .spent)
            case .release: (.reserved, .available)
            case .refund: (.spent, .available)
            }
        }
    }

    package let kind: Kind
    package let credits: Int

    /// Nil for less than one credit.
    package init?(_ kind: Kind, _ credits: Int) {
        guard credits > 0 else { return nil }
        (self.kind, self.credits) = (kind, credits)
    }

    /// One line for each of the two accounts.
    package var postings: [(account: Account, credits: Int)] {
        [(kind.route.from, -credits), (kind.route.to, credits)]
    }
}
