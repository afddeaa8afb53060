extension Soil {
    mutating func spoil(
        _ person: SamplePerson,
        at company: SampleCompany,
        into record: inout SampleRecord,
        isLead: Bool
    ) {
        var (first, last) = (person.name.first, person.name.last)
        if !person.name.nicknames.isEmpty, befalls(.nickname) { first = chance.pick(person.name.nicknames) }
        if befalls(.personTypo) {
            if chance.happens(0.4) {
                first = Typing.mistyped(first, &chance)
            } else {
                last = Typing.mistyped(last, &chance)
            }
        }
        if befalls(.plainLetters, if: (first + last).utf8.contains { $0 > 0x7F }) {
            (first, last) = (first.withoutMarks, last.withoutMarks)
        }
        if befalls(.otherSurname) { last = PersonName.surname(of: person.nation.culture, &chance).latin }
        if befalls(.initialOnly) { first = first.prefix(1) + (chance.happens(0.5) ? "." : "") }
        if befalls(.namesSwapped) { swap(&first, &last) }
        (record.firstName, record.lastName) = (first, last)

        record.email =
            company.number == person.employer.number && !person.email.isEmpty
            ? person.email : Mailbox.address(of: person.name, at: company, &chance)
        if befalls(.freeMail) {
            let local = Mailbox.local(of: person.name, pattern: chance.below(100))
            let house = chance.pick([
                "gmail.com", "gmail.com", "gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com",
                "gmx.de", "web.de", "orange.fr",
            ])
            record.email = local + (chance.happens(0.5) ? String(chance.below(99)) : "") + "@" + house
        }
        if befalls(.emailMissing) { record.email = "" }

        record.phone = phone(person.direct ?? company.phone)
        record.mobile = person.mobile.map { phone($0) } ?? ""
        record.title = befalls(.titleOther) ? SampleJob(&chance).title : person.job.title
        if befalls(.titleMissing) { record.title = "" }
    }

    private mutating func phone(_ phone: SamplePhone) -> String {
        guard !phone.national.isEmpty else { return "" }
        let isStale = befalls(.personPhoneStale)
        let typed = isStale ? phone.withOtherDigits(last: 4, &chance).typed(&chance) : phone.typed(&chance)
        return befalls(.personPhoneMissing) ? "" : typed
    }
}
