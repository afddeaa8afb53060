/// Whose a company is: every sixteenth stands at the head of what may become a group, the others may belong to one.
enum CompanyKin {
    case independent
    case subsidiary(of: Int)
    /// One of many shops that carry the name and the domain of their chain.
    case outlet(of: Int)

    static let headEvery = 16

    var parent: Int? {
        switch self {
        case .independent: nil
        case .subsidiary(let parent), .outlet(let parent): parent
        }
    }
}

extension SampleWorld {
    func kin(of number: Int) -> CompanyKin {
        guard !number.isMultiple(of: CompanyKin.headEvery) else { return .independent }
        var chance = chance(.companyKin, number)
        let heads = (companies + CompanyKin.headEvery - 1) / CompanyKin.headEvery
        let isMiddle = number % CompanyKin.headEvery == 1
        let draw = chance.below(1000)
        if draw < 25, !isMiddle {
            let chains = max(1, heads / 40)
            return .outlet(of: skewed(chains, &chance) * 40 * CompanyKin.headEvery % (heads * CompanyKin.headEvery))
        }
        guard draw < (isMiddle ? 400 : 130) else { return .independent }
        let middles = (companies - 2) / CompanyKin.headEvery
        if !isMiddle, middles > 0, chance.happens(0.15) {
            return .subsidiary(of: chance.below(middles) * CompanyKin.headEvery + 1)
        }
        return .subsidiary(of: skewed(heads, &chance) * CompanyKin.headEvery)
    }

    /// A few groups are large, most are small.
    private func skewed(_ bound: Int, _ chance: inout Chance) -> Int {
        let fraction = chance.fraction()
        return Int(fraction * fraction * Double(bound))
    }
}
