/// A row of a CRM that is about a company, and perhaps a person, of the world: what somebody typed, and the truth.
struct SampleRecord: Sendable {
    var companyName = ""
    var website = ""
    var companyPhone = ""
    var address = RecordAddress()
    var employees = ""
    var ticker = ""
    var firstName = ""
    var lastName = ""
    var email = ""
    var phone = ""
    var mobile = ""
    var title = ""
    /// What it is about; nothing where the catalogue does not hold it.
    var company: Int?
    var person: Int?
    /// What was done to it, in order.
    var dirt: [Dirt] = []

    struct RecordAddress: Sendable {
        var street = ""
        var city = ""
        var state = ""
        var postcode = ""
        var country = ""
    }
}

/// Who a record is about.
struct Subject: Sendable {
    let company: Int
    let person: Int?
    let isDuplicate: Bool
}

/// Makes the records of one table, each from its number alone.
struct RecordMaker: Sendable {
    let world: SampleWorld
    let table: SampleTable
    let level: Dirt.Level

    private var purpose: Chance.Purpose {
        switch table {
        case .contacts: .contact
        case .leads: .lead
        default: .account
        }
    }

    func record(_ number: Int) -> SampleRecord {
        let subject = subject(number)
        var record = SampleRecord()
        var soil = Soil(level: level, chance: world.chance(.fields, number &* 4 &+ Int(purpose.rawValue)))
        if subject.isDuplicate { soil.note(.duplicate) }
        if subject.company >= world.companies { soil.note(.absentCompany) }
        var company = world.company(subject.company)
        if let number = subject.person {
            let isUnknown = number >= world.people
            if isUnknown, subject.company < world.companies { soil.note(.absentPerson) }
            let person = world.person(number, at: isUnknown ? subject.company : nil)
            record.person = isUnknown ? nil : number
            if let former = person.formerEmployers.first, soil.befalls(.changedEmployer) {
                company = world.company(former)
            }
            soil.spoil(person, at: company, into: &record, isLead: table == .leads)
        }
        record.company = subject.company < world.companies ? subject.company : nil
        soil.spoil(company, of: world, into: &record)
        record.dirt = soil.dirt
        return record
    }

    private func subject(_ number: Int) -> Subject {
        var chance = world.chance(purpose, number)
        let isDuplicate = number > 0 && chance.happens(Dirt.duplicate.rate(in: level))
        if isDuplicate { chance = world.chance(purpose, chance.below(number)) }
        // The same draw again for the one it doubles, whatever that one is itself.
        if isDuplicate { _ = chance.fraction() }
        if chance.happens(Dirt.absentCompany.rate(in: level)) {
            let company = world.companies + chance.below(world.companies)
            return Subject(
                company: company,
                person: table == .accounts ? nil : world.people + chance.below(max(1, world.people)),
                isDuplicate: isDuplicate
            )
        }
        guard table != .accounts, world.people > 0 else {
            return Subject(company: chance.below(world.companies), person: nil, isDuplicate: isDuplicate)
        }
        let isAbsent = chance.happens(Dirt.absentPerson.rate(in: level))
        let person = isAbsent ? world.people + chance.below(world.people) : chance.below(world.people)
        return Subject(company: world.employer(of: person), person: person, isDuplicate: isDuplicate)
    }
}
