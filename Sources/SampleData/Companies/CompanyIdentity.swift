/// What others need to know of a company to be named after it: its name, its country and its domain.
struct CompanyIdentity: Sendable {
    let nation: Nation
    let place: Nation.Place
    let name: CompanyName
    let domain: String
    let parent: Int?
    let sharesDomain: Bool
}

extension SampleWorld {
    func identity(of number: Int) -> CompanyIdentity {
        let kin = kin(of: number)
        var chance = chance(.companyPlace, number)
        switch kin {
        case .independent: return independent(number, &chance)
        case .outlet(let head):
            let chain = identity(of: head)
            let place = place(in: chain.nation, &chance)
            var name = chain.name
            name.legalForm = nil
            name.native = nil
            name.spelledOut = nil
            switch chance.below(10) {
            case 0...4: break
            case 5...7: name.core += " " + place.city
            default: name.core += " #" + String(100 + chance.below(900))
            }
            return CompanyIdentity(
                nation: chain.nation,
                place: place,
                name: name,
                domain: chain.domain,
                parent: head,
                sharesDomain: true
            )
        case .subsidiary(let head):
            return subsidiary(of: head, identity(of: head), number, &chance)
        }
    }

    private func independent(_ number: Int, _ chance: inout Chance) -> CompanyIdentity {
        let nation = Nation.all[chance.pickIndex(of: Nation.weights)]
        let place = place(in: nation, &chance)
        var names = self.chance(.companyName, number)
        let name = CompanyName.coined(in: nation, near: place, &names)
        let domain = CompanyDomain.derived(from: name, in: nation, at: place, &names)
        return CompanyIdentity(
            nation: nation,
            place: place,
            name: name,
            domain: domain,
            parent: nil,
            sharesDomain: false
        )
    }

    private func subsidiary(
        of number: Int,
        _ parent: CompanyIdentity,
        _ own: Int,
        _ chance: inout Chance
    ) -> CompanyIdentity {
        let isAbroad = chance.happens(0.4)
        let nation = isAbroad ? Nation.all[chance.pickIndex(of: Nation.weights)] : parent.nation
        let place = place(in: nation, &chance)
        var names = self.chance(.companyName, own)
        guard names.happens(0.85) else {
            // Bought, and left its name.
            let name = CompanyName.coined(in: nation, near: place, &names)
            let keepsDomain = names.happens(0.7)
            let domain = keepsDomain ? CompanyDomain.derived(from: name, in: nation, at: place, &names) : parent.domain
            return CompanyIdentity(
                nation: nation,
                place: place,
                name: name,
                domain: domain,
                parent: number,
                sharesDomain: !keepsDomain
            )
        }
        var name = parent.name
        let stem = name.brand.isEmpty ? name.core : name.brand
        let trade = names.pick(nation.culture.trades)
        switch names.below(20) {
        case 0...7: name.core = stem + " " + names.pick(nation.culture.groupWords)
        case 8...12: name.core = stem + " " + trade.word.latin
        case 13...15: name.core = stem + " " + place.city
        case 16...17 where isAbroad: name.core = parent.name.core + " " + nation.name
        default: name.core = stem + " " + trade.word.latin + " " + names.pick(nation.culture.groupWords)
        }
        name.trade = trade.word.latin
        name.industry = trade.industry
        name.native = nil
        name.spelledOut = nil
        name.legalForm = names.pickSkewed(nation.legalForms)
        let domain: String
        let draw = names.below(100)
        if draw < 60 {
            domain = parent.domain
        } else if draw < 80, isAbroad {
            domain = CompanyDomain.sibling(of: parent.domain, in: nation)
        } else {
            domain = CompanyDomain.derived(from: name, in: nation, at: place, &names)
        }
        return CompanyIdentity(
            nation: nation,
            place: place,
            name: name,
            domain: domain,
            parent: number,
            sharesDomain: domain == parent.domain
        )
    }

    /// A town of the list, or a smaller one near it.
    private func place(in nation: Nation, _ chance: inout Chance) -> Nation.Place {
        let place = chance.pickSkewed(nation.places)
        let culture = nation.culture
        guard chance.happens(0.45), !culture.townStarts.isEmpty else { return place }
        let start = chance.pick(culture.townStarts)
        let end = chance.pick(culture.townEnds)
        let isApart = start.hasSuffix(" ") || start.hasSuffix("-")
        return Nation.Place(
            city: start + (isApart ? end.prefix(1).uppercased() + end.dropFirst() : end),
            regionCode: place.regionCode,
            region: place.region,
            postcode: place.postcode,
            phone: place.phone
        )
    }
}
