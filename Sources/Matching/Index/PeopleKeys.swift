/// By which keys a person is found, for the index and for a record alike.
enum PeopleKeys {
    /// All keys of a card, for the index.
    static func all(of view: PersonView, into keys: inout [PostingKey]) {
        let head = view.head.pointee
        own(view, into: &keys)
        if head.company >= 0 { atCompany(head, UInt64(head.company), into: &keys) }
        frequencies(head, into: &keys)
    }

    /// Keys that need nothing but the person's own card.
    static func own(_ view: PersonView, into keys: inout [PostingKey]) {
        let head = view.head.pointee
        for index in 0..<Int(head.mails) {
            let mail = view.mails[index]
            if mail.key != 0 { keys.append(PostingKey(.mail, mail.key)) }
            if mail.local != 0, head.address.city != 0 {
                keys.append(PostingKey(.mailLocalAndCity, mail.local, UInt64(head.address.city)))
            }
        }
        for index in 0..<Int(head.phones) {
            keys.append(phone(view.phones[index]))
        }
        if head.identity != 0 { keys.append(PostingKey(.identity, head.identity)) }
        if head.whole != 0 {
            keys.append(PostingKey(.name, head.whole))
            if head.address.city != 0 { keys.append(PostingKey(.nameAndCity, head.whole, UInt64(head.address.city))) }
            if head.address.postcode != .none {
                keys.append(PostingKey(.nameAndPostcode, head.whole, head.address.postcode.packed))
            }
        }
        let sound = soundAndInitial(head)
        if sound != 0 {
            if head.address.city != 0 { keys.append(PostingKey(.soundAndCity, sound, UInt64(head.address.city))) }
            if head.address.postcode != .none {
                keys.append(PostingKey(.soundAndPostcode, sound, head.address.postcode.packed))
            }
        }
        // Half of the name and the place, for those whose other half is wrong.
        if head.address.postcode != .none {
            let postcode = head.address.postcode.packed
            if head.family != 0 { keys.append(PostingKey(.halfAndPostcode, UInt64(head.family), postcode)) }
            if head.given != 0 { keys.append(PostingKey(.halfAndPostcode, UInt64(head.given), postcode)) }
            if head.sound != 0 { keys.append(PostingKey(.halfAndPostcode, UInt64(head.sound) << 32, postcode)) }
        }
        if head.companyDomain != 0 { atDomain(head, head.companyDomain, into: &keys) }
        for index in 0..<Int(head.mails) {
            let domain = view.mails[index].domain
            if domain != 0, domain != head.companyDomain { atDomain(head, domain, into: &keys) }
        }
        if head.companyJoined != 0 { atName(head, head.companyJoined, into: &keys) }
        for index in 0..<Int(head.formers) { atName(head, view.formers[index], into: &keys) }
        born(head, into: &keys)
        housed(head, into: &keys)
    }

    static func phone(_ packed: UInt64) -> PostingKey {
        PostingKey(.personPhone, (packed & ~(3 << 62)) % 100_000_000)
    }

    static func atCompany(_ head: PersonHead, _ number: UInt64, into keys: inout [PostingKey]) {
        if head.whole != 0 { keys.append(PostingKey(.nameAndCompany, head.whole, number)) }
        if head.family != 0 { keys.append(PostingKey(.familyAndCompany, UInt64(head.family), number)) }
        if head.given != 0 { keys.append(PostingKey(.familyAndCompany, UInt64(head.given), number)) }
        if head.sound != 0 { keys.append(PostingKey(.familyAndCompany, UInt64(head.sound) << 32, number)) }
    }

    private static func atDomain(_ head: PersonHead, _ domain: UInt64, into keys: inout [PostingKey]) {
        if head.whole != 0 { keys.append(PostingKey(.nameAndDomain, head.whole, domain)) }
        if head.family != 0 { keys.append(PostingKey(.familyAndDomain, UInt64(head.family), domain)) }
        if head.sound != 0 { keys.append(PostingKey(.soundAndDomain, UInt64(head.sound), domain)) }
    }

    private static func atName(_ head: PersonHead, _ company: UInt64, into keys: inout [PostingKey]) {
        if head.whole != 0 { keys.append(PostingKey(.nameAndCompanyName, head.whole, company)) }
        if head.family != 0 { keys.append(PostingKey(.familyAndCompanyName, UInt64(head.family), company)) }
        if head.sound != 0 { keys.append(PostingKey(.soundAndCompanyName, UInt64(head.sound), company)) }
    }

    private static func born(_ head: PersonHead, into keys: inout [PostingKey]) {
        guard head.birthDate != 0 else { return }
        let birth = UInt64(head.birthDate)
        if head.whole != 0 { keys.append(PostingKey(.nameAndBirth, head.whole, birth)) }
        if head.family != 0 { keys.append(PostingKey(.familyAndBirth, UInt64(head.family), birth)) }
        if head.sound != 0 { keys.append(PostingKey(.familyAndBirth, UInt64(head.sound) << 32, birth)) }
        if head.given != 0 { keys.append(PostingKey(.givenAndBirth, UInt64(head.given), birth)) }
        if head.address.postcode != .none {
            keys.append(PostingKey(.houseAndBirth, head.address.postcode.packed, birth))
        }
    }

    private static func housed(_ head: PersonHead, into keys: inout [PostingKey]) {
        guard head.address.street != 0, head.address.house != 0 else { return }
        let house = UInt64(head.address.street) << 32 | UInt64(head.address.house)
        if head.family != 0 { keys.append(PostingKey(.familyAndHouse, UInt64(head.family), house)) }
        if head.given != 0 { keys.append(PostingKey(.givenAndHouse, UInt64(head.given), house)) }
        if head.address.postcode != .none {
            keys.append(PostingKey(.house, house, head.address.postcode.packed))
        }
    }

    /// Kept for their number: how frequent a name or a place is.
    private static func frequencies(_ head: PersonHead, into keys: inout [PostingKey]) {
        if head.family != 0 { keys.append(PostingKey(.family, UInt64(head.family))) }
        if head.given != 0 { keys.append(PostingKey(.given, UInt64(head.given))) }
        CompanyKeys.places(head.address, into: &keys)
    }

    static func soundAndInitial(_ head: PersonHead) -> UInt64 {
        guard head.sound != 0, head.initials != 0 else { return 0 }
        var initial = head.initials
        while initial >= 32 { initial >>= 5 }
        return UInt64(head.sound) << 8 | UInt64(initial)
    }
}
