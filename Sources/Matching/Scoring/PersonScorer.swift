/// Weighs one person of the catalogue against a record.
final class PersonScorer: Sendable {
    /// How telling each value of the record is, in bits.
    struct Rarities {
        var family: Float = 0
        var given: Float = 0
        var city: Float = 0
        var region: Float = 0
        var country: Float = 0
        var postcode: Float = 0
        var mails: [Float] = []
        var phones: [Float] = []
        /// How few people work at the record's company.
        var company: Float = 0
        var most: Float = 0
    }

    /// What is known of the record's company: the numbers that it may have in the catalogue.
    struct Employer {
        var numbers: [Int64] = []
    }

    private let weights: PersonWeights

    init(weights: PersonWeights) { self.weights = weights }

    func score(
        _ record: PersonView,
        _ rarities: borrowing Rarities,
        _ employer: borrowing Employer,
        _ card: PersonView,
        prior: Bits
    ) -> Tally {
        var tally = Tally()
        tally.prior = prior
        let (mine, theirs) = (record.head.pointee, card.head.pointee)
        compareNames(record, mine, rarities, card, theirs, &tally)
        compareMails(record, mine, rarities, card, theirs, &tally)
        comparePhones(record, mine, rarities, card, theirs, &tally)
        compareCompanies(mine, rarities, employer, card, theirs, &tally)
        comparePlaces(mine, rarities, theirs, &tally)
        compareTitles(mine, theirs, &tally)
        compareBirths(mine.birthDate, theirs.birthDate, &tally)
        compareIdentities(record, mine, rarities, card, theirs, &tally)
        return tally
    }

    // MARK: Names

    private func compareNames(
        _ record: PersonView,
        _ mine: PersonHead,
        _ rarities: borrowing Rarities,
        _ card: PersonView,
        _ theirs: PersonHead,
        _ tally: inout Tally
    ) {
        let family = families(record, mine, rarities, card, theirs)
        let given = givens(record, mine, rarities, card, theirs)
        if mine.whole != 0, mine.whole == theirs.whole, mine.family != theirs.family {
            tally.add(.familyName, .swapped, rarities.family + weights.swapped)
            tally.add(.givenName, .swapped, rarities.given + weights.givenSame)
            return
        }
        if family?.level == .different || given?.level == .different, isCrossed(record, mine, card, theirs) {
            tally.add(.familyName, .swapped, min(rarities.most, 13) + weights.swapped + weights.familyAlike)
            tally.add(.givenName, .swapped, min(rarities.most, 10) + weights.swapped + weights.givenAlike)
            return
        }
        if let family { tally.add(.familyName, family.level, family.bits) }
        if let given { tally.add(.givenName, given.level, given.bits) }
    }

    /// The names stand in each other's place, misspelled perhaps.
    private func isCrossed(_ record: PersonView, _ mine: PersonHead, _ card: PersonView, _ theirs: PersonHead) -> Bool {
        guard mine.family != 0, mine.given != 0, theirs.family != 0, theirs.given != 0 else { return false }
        let isFamily = mine.family == theirs.given || PersonScorer.areAlike(record.family, card.given)
        let isGiven = mine.given == theirs.family || PersonScorer.areAlike(record.given, card.family)
        return isFamily && isGiven
    }

    private static func areAlike(_ one: UnsafeBufferPointer<UInt8>, _ two: UnsafeBufferPointer<UInt8>) -> Bool {
        edits(one, two) != nil || contains(one, two)
    }

    private func families(
        _ record: PersonView,
        _ mine: PersonHead,
        _ rarities: borrowing Rarities,
        _ card: PersonView,
        _ theirs: PersonHead
    ) -> (level: Level, bits: Float)? {
        guard mine.family != 0, theirs.family != 0 else { return nil }
        if mine.family == theirs.family { return (.same, rarities.family + weights.familySame) }
        let (one, two) = (record.family, card.family)
        let bits = min(rarities.most - 1, 13)
        if let distance = PersonScorer.edits(one, two) {
            return (.alike, bits + weights.familyAlike - 2 * Float(distance))
        }
        if PersonScorer.contains(one, two) { return (.contained, bits + weights.familyAlike - 3) }
        if mine.sound != 0, mine.sound == theirs.sound { return (.alike, max(0, bits + weights.familySound - 4)) }
        return (.different, weights.familyDifferent)
    }

    private func givens(
        _ record: PersonView,
        _ mine: PersonHead,
        _ rarities: borrowing Rarities,
        _ card: PersonView,
        _ theirs: PersonHead
    ) -> (level: Level, bits: Float)? {
        guard mine.given != 0, theirs.given != 0 else { return nil }
        if mine.given == theirs.given {
            // Where a family name is at home, so are given names: a second one of the land is less rare than in the world.
            return (.same, max(weights.givenLeast, rarities.given - rarities.country + weights.givenSame))
        }
        let (one, two) = (record.given, card.given)
        if one.count == 1 || two.count == 1 {
            return one[0] == two[0] ? (.initial, weights.givenInitial) : (.different, weights.givenDifferent)
        }
        if mine.nicknameClasses.meets(theirs.nicknameClasses) {
            return (.nickname, max(2, min(rarities.given, 7) + weights.givenNickname))
        }
        if let distance = PersonScorer.edits(one, two) {
            return (.alike, max(1, min(rarities.most, 10) + weights.givenAlike - 2 * Float(distance)))
        }
        if PersonScorer.contains(one, two) { return (.contained, 2) }
        return (.different, weights.givenDifferent)
    }

    /// How many letters are wrong, when they are few for the length.
    private static func edits(_ one: UnsafeBufferPointer<UInt8>, _ two: UnsafeBufferPointer<UInt8>) -> Int? {
        let short = min(one.count, two.count)
        guard short >= 3 else { return nil }
        let limit = short >= 7 ? 2 : 1
        let distance = EditDistance.bounded(one.span, two.span, limit: limit)
        return distance <= limit ? distance : nil
    }

    /// One is a whole word of the other, or its beginning: *Meyer* in *Meyer Schulz*, *Alex* in *Alexander*.
    private static func contains(_ one: UnsafeBufferPointer<UInt8>, _ two: UnsafeBufferPointer<UInt8>) -> Bool {
        let (short, long) = one.count < two.count ? (one, two) : (two, one)
        guard short.count >= 3, short.count < long.count else { return false }
        if long.prefix(short.count).elementsEqual(short) { return true }
        return long.suffix(short.count).elementsEqual(short) && long[long.count - short.count - 1] == 0x20
    }

    // MARK: Ways to reach a person

    private func compareMails(
        _ record: PersonView,
        _ mine: PersonHead,
        _ rarities: borrowing Rarities,
        _ card: PersonView,
        _ theirs: PersonHead,
        _ tally: inout Tally
    ) {
        var best: (level: Level, bits: Float)?
        for index in 0..<Int(mine.mails) {
            let one = record.mails[index]
            guard one.key != 0 else { continue }
            for other in 0..<Int(theirs.mails) {
                let two = card.mails[other]
                guard two.key != 0 else { continue }
                var found = (level: Level.different, bits: weights.mailDifferent)
                if one.key == two.key {
                    found = (.same, rarities.mails[index] + weights.mailSame)
                } else if one.local != 0, one.local == two.local {
                    // Most are made of the name, and then tell what the name told.
                    found = (.near, tally.level(.familyName) == .same ? 0 : weights.mailLocal)
                }
                if let known = best, known.bits >= found.bits { continue }
                best = found
            }
        }
        if let best { tally.add(.email, best.level, best.bits) }
    }

    private func comparePhones(
        _ record: PersonView,
        _ mine: PersonHead,
        _ rarities: borrowing Rarities,
        _ card: PersonView,
        _ theirs: PersonHead,
        _ tally: inout Tally
    ) {
        guard mine.phones > 0, theirs.phones > 0 else { return }
        var best = weights.phoneDifferent
        var level = Level.different
        let digits: UInt64 = ~(3 << 62)
        for index in 0..<Int(mine.phones) {
            for other in 0..<Int(theirs.phones) {
                let (one, two) = (record.phones[index] & digits, card.phones[other] & digits)
                let isNational = (record.phones[index] >> 62 == 2) != (card.phones[other] >> 62 == 2)
                guard one == two || isNational && one % 100_000_000 == two % 100_000_000 else { continue }
                let bits = rarities.phones[index] + weights.phoneSame
                if bits > best { (level, best) = (.same, bits) }
            }
        }
        tally.add(.personPhone, level, best)
    }

    // MARK: Companies

    private func compareCompanies(
        _ mine: PersonHead,
        _ rarities: borrowing Rarities,
        _ employer: borrowing Employer,
        _ card: PersonView,
        _ theirs: PersonHead,
        _ tally: inout Tally
    ) {
        let isKnown = mine.companyJoined != 0 || mine.companyDomain != 0 || !employer.numbers.isEmpty
        let isTheirs = theirs.companyJoined != 0 || theirs.companyDomain != 0 || theirs.company >= 0
        guard isKnown, isTheirs else { return }
        let isSame =
            theirs.company >= 0 && employer.numbers.contains(theirs.company)
            || mine.companyJoined != 0 && mine.companyJoined == theirs.companyJoined
            || mine.companyBag != 0 && mine.companyBag == theirs.companyBag
            || mine.companyDomain != 0 && mine.companyDomain == theirs.companyDomain
        if isSame { return tally.add(.company, .same, rarities.company + weights.companySame) }
        if mine.companyJoined != 0 {
            for index in 0..<Int(theirs.formers) where card.formers[index] == mine.companyJoined {
                return tally.add(.company, .otherName, rarities.company + weights.companyFormer)
            }
        }
        tally.add(.company, .different, weights.companyDifferent)
    }

    // MARK: Places

    private func comparePlaces(
        _ mine: PersonHead,
        _ rarities: borrowing Rarities,
        _ theirs: PersonHead,
        _ tally: inout Tally
    ) {
        guard let (level, bits) = places(mine, rarities, theirs) else { return }
        // Colleagues share the town: beside the company it tells little more.
        let isCompanys = tally.level(.company) == .same
        tally.add(.place, level, isCompanys ? min(bits, weights.placeBesideCompany) : bits)
    }

    private func places(
        _ mine: PersonHead,
        _ rarities: borrowing Rarities,
        _ theirs: PersonHead
    ) -> (level: Level, bits: Float)? {
        let (one, two) = (mine.address, theirs.address)
        if one.country != .none, two.country != .none, one.country != two.country {
            return (.otherCountry, weights.countryDifferent)
        }
        let isSameCity = one.city != 0 && one.city == two.city
        let isSameCode = one.postcode != .none && one.postcode == two.postcode
        if one.street != 0, one.street == two.street, one.house == two.house, isSameCity || isSameCode {
            return (.address, weights.addressSame)
        }
        if isSameCode { return (.postcode, min(10, rarities.postcode) + weights.postcodeSame) }
        if isSameCity { return (.city, min(9, rarities.city) + weights.citySame) }
        let isAlike =
            mine.cityHead != 0 && mine.cityHead == theirs.cityHead
            || mine.cityTail != 0 && mine.cityTail == theirs.cityTail
        if isAlike { return (.cityAlike, weights.cityAlike) }
        if one.street != 0, one.street == two.street { return (.street, 6) }
        if one.region != .none, one.region == two.region {
            return (.region, min(4, rarities.region) + weights.regionSame)
        }
        if one.city != 0 && two.city != 0 || one.postcode != .none && two.postcode != .none {
            return (.otherCity, weights.placeDifferent)
        }
        return nil
    }

    // MARK: The rest

    private func compareTitles(_ mine: PersonHead, _ theirs: PersonHead, _ tally: inout Tally) {
        guard mine.level > 0 || mine.department > 0, theirs.level > 0 || theirs.department > 0 else { return }
        let isSameWork = mine.department == theirs.department
        let steps = abs(Int(mine.level) - Int(theirs.level))
        if isSameWork, steps == 0 { return tally.add(.title, .same, weights.titleSame) }
        if isSameWork || steps == 0 { return tally.add(.title, .near, weights.titleNear) }
        tally.add(.title, .different, weights.titleDifferent)
    }

    private func compareBirths(_ one: UInt32, _ two: UInt32, _ tally: inout Tally) {
        guard one != 0, two != 0 else { return }
        if one == two { return tally.add(.birthDate, .same, weights.birthSame) }
        let (year, month, day) = (one / 10_000, one / 100 % 100, one % 100)
        let isTurned = year == two / 10_000 && month == two % 100 && day == two / 100 % 100
        var (left, right) = (one, two)
        var wrong = 0
        while left > 0 || right > 0 {
            if left % 10 != right % 10 { wrong += 1 }
            (left, right) = (left / 10, right / 10)
        }
        if isTurned || wrong == 1 { return tally.add(.birthDate, .near, weights.birthNear) }
        if wrong == 2 { return tally.add(.birthDate, .near, weights.birthNear - 4) }
        tally.add(.birthDate, .different, weights.birthDifferent)
    }

    private func compareIdentities(
        _ record: PersonView,
        _ mine: PersonHead,
        _ rarities: borrowing Rarities,
        _ card: PersonView,
        _ theirs: PersonHead,
        _ tally: inout Tally
    ) {
        guard mine.identity != 0, theirs.identity != 0 else { return }
        if mine.identity == theirs.identity {
            return tally.add(.identity, .same, rarities.most + weights.identitySame)
        }
        let (one, two) = (record.identity, card.identity)
        let distance = EditDistance.bounded(one.span, two.span, limit: 2)
        if distance <= 2, min(one.count, two.count) >= 6 {
            return tally.add(.identity, .near, rarities.most + weights.identityNear * Float(distance))
        }
        tally.add(.identity, .different, weights.identityDifferent)
    }
}
