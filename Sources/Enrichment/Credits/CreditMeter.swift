/// Prices profiles one after the other, as far as the credits go.
package struct CreditMeter: Sendable, Equatable {
    package enum Answer: Sendable, Hashable {
        case price(Price)
        case hold(Hold)
    }

    private var owned: Set<ProfileID>
    private let mode: CreditMode
    private var runLeft: Int?
    private var userLeft: Int?
    package private(set) var spent = 0

    /// `spent` is what the run has spent before; `userLeft` is nil for a user without a limit.
    package init(_ mode: CreditMode, owned: Set<ProfileID>, spent: Int = 0, userLeft: Int? = nil) {
        self.mode = mode
        self.owned = owned
        self.userLeft = userLeft
        if case .perRun(let limit) = mode { runLeft = max(0, limit - spent) }
    }

    package mutating func price(of profile: ProfileID) -> Answer {
        if owned.contains(profile) { return .price(.owned) }
        if mode == .ownedOnly { return .hold(.notOwned) }
        if runLeft == 0 { return .hold(.runLimit) }
        if let userLeft, userLeft <= 0 { return .hold(.userLimit) }
        runLeft = runLeft.map { $0 - 1 }
        userLeft = userLeft.map { $0 - 1 }
        spent += 1
        // The next record of the same profile costs nothing.
        owned.insert(profile)
        return .price(.credit)
    }
}
