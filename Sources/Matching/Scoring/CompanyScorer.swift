/// Weighs one company against a record: Fellegi and Sunter's sum of evidence, with how rare each value is.
final class CompanyScorer: Sendable {
    /// How telling each value of the record is, in bits; looked up once for a record.
    struct Rarities {
        var names: [Float] = []
        /// Of each name, the ends of its words.
        var ends: [NameScore.WordEnds] = []
        var domains: [Float] = []
        var phones: [Float] = []
        var city: Float = 0
        var region: Float = 0
        var country: Float = 0
        var postcode: Float = 0
        var house = HouseRarity()
        var most: Float = 0
    }

    private let weights: CompanyWeights

    init(weights: CompanyWeights) { self.weights = weights }

    func score(_ record: CompanyView, _ rarities: borrowing Rarities, _ card: CompanyView, prior: Bits) -> Tally {
        var tally = Tally()
        tally.prior = prior
        let (mine, theirs) = (record.head.pointee, card.head.pointee)
        compareDomains(record, mine, rarities, card, theirs, &tally)
        compareNames(record, mine, rarities, card, theirs, &tally)
        if mine.phones > 0, theirs.phones > 0 { comparePhones(record, mine, rarities, card, theirs, &tally) }
        comparePlaces(mine, rarities, theirs, &tally)
        if mine.sizeHigh > 0, theirs.sizeHigh > 0 { compareSizes(mine, theirs, &tally) }
        if mine.ticker != 0, theirs.ticker != 0 {
            let isSame = mine.ticker == theirs.ticker
            tally.add(
                .ticker,
                isSame ? .same : .different,
                isSame ? rarities.most * 0.6 + weights.tickerSame : weights.tickerDifferent
            )
        }
        return tally
    }

    // MARK: Names

    private func compareNames(
        _ record: CompanyView,
        _ mine: CompanyHead,
        _ rarities: borrowing Rarities,
        _ card: CompanyView,
        _ theirs: CompanyHead,
        _ tally: inout Tally
    ) {
        var best = NameScore()
        var isForm = false
        let domainLevel = tally.level(.domain)
        let sharesDomain = domainLevel == .same || domainLevel == .stem || domainLevel == .near
        for index in 0..<Int(mine.names) {
            let one = record.name(index)
            guard one.part.pointee.kind != .domain else { continue }
            let (ends, sameBits) = (rarities.ends[index], rarities.names[index])
            for other in 0..<Int(theirs.names) {
                let two = card.name(other)
                let kind = two.part.pointee.kind
                var found = NameScore.compare(one, ends, two, sameBits: sameBits, weights)
                if kind == .domain {
                    guard found.level == .same || found.level == .partial && found.bits > 4 else { continue }
                    // Whoever has the domain is often called by it.
                    found.bits = sharesDomain ? min(2, found.bits) : found.bits + weights.nameDomain
                    found.level = .domainName
                } else if kind != .main {
                    if found.bits > 0 { found.bits += weights.nameOther }
                    if found.level != .different { found.level = .otherName }
                }
                if one.part.pointee.kind == .withoutNote, found.bits > 0 { found.bits += weights.nameWithoutNote }
                if sharesDomain { found.bits = min(found.bits, mostBesideDomain(found)) }
                if best.level == .blank || found.bits > best.bits {
                    best = found
                    isForm = one.part.pointee.form != 0 && two.part.pointee.form != 0
                    if isForm, found.level == .same || found.level == .reordered {
                        let same = one.part.pointee.form == two.part.pointee.form
                        tally.add(
                            .legalForm,
                            same ? .same : .different,
                            same ? weights.formSame : weights.formDifferent
                        )
                    } else {
                        tally.add(.legalForm, .blank, 0)
                    }
                }
            }
        }
        guard best.level != .blank else { return }
        // That the domain spells the name and the name is the same is one finding, not two.
        if tally.level(.domain) == .spellsName, best.bits > 0 {
            let domain = tally.bits(.domain).value
            best.bits = max(1, best.bits - Float(domain)) + 1
        }
        tally.add(.name, best.level, best.bits)
    }

    /// What a name can tell where the domain is the same: sisters share the domain and the brand, so that the brand tells
    /// nothing more, and another word on both sides speaks for a sister.
    private func mostBesideDomain(_ name: NameScore) -> Float {
        switch name.rest {
        case .none: weights.nameSameBesideDomain
        case .oneSided: weights.namePartBesideDomain
        case .bothSided: weights.nameCrossedBesideDomain
        }
    }

    // MARK: Domains

    private func compareDomains(
        _ record: CompanyView,
        _ mine: CompanyHead,
        _ rarities: borrowing Rarities,
        _ card: CompanyView,
        _ theirs: CompanyHead,
        _ tally: inout Tally
    ) {
        guard mine.domains > 0 else { return }
        for index in 0..<Int(mine.domains) {
            for other in 0..<Int(theirs.domains) where record.domains[index] == card.domains[other] {
                let bits = rarities.domains[index] + weights.domainSame
                if tally.level(.domain) == .blank || bits > Float(tally.bits(.domain).value) {
                    tally.add(.domain, .same, bits)
                }
            }
        }
        if tally.level(.domain) == .same { return }
        var level = theirs.domains > 0 ? Level.different : .blank
        var bits: Float = theirs.domains > 0 ? weights.domainDifferent : 0
        for index in 0..<Int(mine.names) where record.names[index].kind == .domain {
            let stem = record.name(index)
            let joined = stem.part.pointee.keys.joined
            for other in 0..<Int(theirs.names) {
                let name = card.name(other)
                let isDomain = name.part.pointee.kind == .domain
                var found: Float = -100
                if name.part.pointee.keys.joined == joined {
                    found = rarities.names[index] + (isDomain ? weights.domainStem : weights.domainSpellsName)
                } else if isDomain, stem.part.pointee.letters >= 6, name.part.pointee.letters >= 6 {
                    let limit = stem.part.pointee.letters >= 10 ? 2 : 1
                    let distance = EditDistance.bounded(stem.word(0).span, name.word(0).span, limit: limit)
                    if distance <= limit { found = weights.domainNear - 1.5 * Float(distance - 1) }
                }
                guard found > bits else { continue }
                bits = found
                level = isDomain ? (name.part.pointee.keys.joined == joined ? .stem : .near) : .spellsName
            }
        }
        if level != .blank { tally.add(.domain, level, bits) }
    }

    // MARK: Phones

    private func comparePhones(
        _ record: CompanyView,
        _ mine: CompanyHead,
        _ rarities: borrowing Rarities,
        _ card: CompanyView,
        _ theirs: CompanyHead,
        _ tally: inout Tally
    ) {
        let digits: UInt64 = ~(3 << 62)
        var level = Level.different
        var bits = weights.phoneDifferent
        for index in 0..<Int(mine.phones) {
            let one = record.phones[index] & digits
            for other in 0..<Int(theirs.phones) {
                let two = card.phones[other] & digits
                let isNational = (record.phones[index] >> 62 == 2) != (card.phones[other] >> 62 == 2)
                if one == two || isNational && one % 100_000_000 == two % 100_000_000 {
                    let found = rarities.phones[index] + weights.phoneSame
                    if found > bits { (level, bits) = (.same, found) }
                } else if one / 100 == two / 100, weights.phoneLine > bits {
                    (level, bits) = (.sameLine, weights.phoneLine)
                }
            }
        }
        tally.add(.phone, level, bits)
    }

    // MARK: Places

    private func comparePlaces(
        _ mine: CompanyHead,
        _ rarities: borrowing Rarities,
        _ theirs: CompanyHead,
        _ tally: inout Tally
    ) {
        let (one, two) = (mine.address, theirs.address)
        let isSameCity = one.city != 0 && one.city == two.city
        let isSameCode = one.postcode != .none && one.postcode == two.postcode
        let isSameStreet = one.street != 0 && one.street == two.street
        let isSameHouse = isSameStreet && one.door != 0 && one.door == two.door
        let isOtherLand = one.country != .none && two.country != .none && one.country != two.country
        if isOtherLand, !mine.isLandAssumed, !theirs.isLandAssumed {
            return tally.add(.place, .otherCountry, weights.otherCountry)
        }
        if isSameHouse, isSameCity || isSameCode {
            let house = max(isSameCity ? rarities.house.inCity : 0, isSameCode ? rarities.house.byCode : 0)
            return tally.add(.place, .address, house + weights.addressSame)
        }
        if isSameCode {
            let bits = max(rarities.postcode + weights.postcodeSame, isSameCity ? rarities.city + weights.citySame : 0)
            return tally.add(.place, .postcode, min(bits, 12) + (isSameStreet ? 1.5 : 0))
        }
        if isSameStreet, isSameCity { return tally.add(.place, .street, rarities.city + weights.streetSame) }
        if isSameCity { return tally.add(.place, .city, rarities.city + weights.citySame) }
        let (level, bits) = comparePlacesApart(mine, rarities, theirs)
        let house = isSameHouse ? max(0, rarities.house.anywhere + weights.houseSame) : 0
        tally.add(.place, house > 0 ? .house : level, bits + house)
    }

    /// Neither the town nor the postcode is the same.
    private func comparePlacesApart(
        _ mine: CompanyHead,
        _ rarities: borrowing Rarities,
        _ theirs: CompanyHead
    ) -> (level: Level, bits: Float) {
        let (one, two) = (mine.address, theirs.address)
        let isAlike =
            mine.cityHead != 0 && mine.cityHead == theirs.cityHead
            || mine.cityTail != 0 && mine.cityTail == theirs.cityTail
        if one.city != 0, two.city != 0, isAlike {
            return (.cityAlike, weights.cityAlike)
        }
        if one.postcode != .none, two.postcode != .none, one.postcode.area(3) == two.postcode.area(3) {
            return (.area, weights.areaSame)
        }
        let isSameRegion = one.region != .none && one.region == two.region && one.country == two.country
        if one.city != 0, two.city != 0 {
            let isOther = one.region != .none && one.country == two.country && two.region != .none && !isSameRegion
            return isOther
                ? (.otherRegion, weights.otherRegion)
                : (.otherCity, weights.otherCity + (isSameRegion ? 0.5 * rarities.region : 0))
        }
        if isSameRegion { return (.region, rarities.region + weights.regionSame) }
        if one.region != .none, two.region != .none, one.country == two.country {
            return (.otherRegion, weights.otherRegion)
        }
        if one.country != .none, one.country == two.country {
            return (.country, max(0, rarities.country + weights.countrySame))
        }
        return (.blank, 0)
    }

    // MARK: Sizes

    private func compareSizes(_ mine: CompanyHead, _ theirs: CompanyHead, _ tally: inout Tally) {
        let gap = max(0, Int(max(mine.sizeLow, theirs.sizeLow)) - Int(min(mine.sizeHigh, theirs.sizeHigh)))
        let step = gap == 0 ? 0 : gap <= 4 ? 1 : gap <= 8 ? 2 : gap <= 16 ? 3 : gap <= 27 ? 4 : 5
        tally.add(.size, step < 2 ? .same : step < 4 ? .near : .different, weights.size[step])
    }
}
