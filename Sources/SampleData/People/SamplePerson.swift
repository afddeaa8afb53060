/// A person as the catalogue holds them: one job, perhaps others before it.
package struct SamplePerson: Sendable {
    let number: Int
    let nation: Nation
    let name: PersonName
    let email: String
    let emailStatus: String
    let direct: SamplePhone?
    let mobile: SamplePhone?
    let job: SampleJob
    let employer: SampleCompany
    let since: Int
    let formerEmployers: [Int]
    let accuracy: Int
    let verified: String

    package var sourceID: String { SamplePerson.sourceID(number) }

    static func sourceID(_ number: Int) -> String {
        let digits = String(number + 1)
        return "P" + String(repeating: "0", count: max(0, 8 - digits.utf8.count)) + digits
    }
}

extension SampleWorld {
    /// Where a person works now.
    func employer(of person: Int) -> Int {
        var work = chance(.employer, person)
        return employer(&work)
    }

    /// A person, at their own employer or at the one given.
    package func person(_ number: Int, at company: Int? = nil) -> SamplePerson {
        var work = chance(.employer, number)
        let own = employer(&work)
        let employer = self.company(company ?? own)
        var former: [Int] = []
        while former.count < 3, work.happens(0.3) { former.append(self.employer(&work)) }

        var names = chance(.personName, number)
        let isFromAbroad = names.happens(0.12)
        let origin = isFromAbroad ? Nation.all[names.pickIndex(of: Nation.weights)] : employer.nation
        let name = PersonName(of: origin.culture, &names)

        var contact = chance(.personContact, number)
        let hasEmail = contact.happens(0.86)
        let email = hasEmail ? Mailbox.address(of: name, at: employer, &contact) : ""
        let status = contact.pick(["valid", "valid", "valid", "valid", "valid", "catch_all", "unverified", "invalid"])
        let hasSwitchboard = !employer.phone.national.isEmpty
        let direct = contact.happens(0.4) && hasSwitchboard ? self.direct(of: employer, &contact) : nil
        let mobilePattern = employer.nation.mobile
        let mobile =
            contact.happens(0.45)
            ? SamplePhone(
                nation: employer.nation,
                national: contact.fill(
                    mobilePattern.isEmpty ? contact.pick(employer.nation.places).phone : mobilePattern
                )
            ) : nil
        var facts = chance(.personFacts, number)
        let (month, day) = (1 + facts.below(12), 1 + facts.below(28))
        return SamplePerson(
            number: number,
            nation: employer.nation,
            name: name,
            email: email,
            emailStatus: hasEmail ? status : "",
            direct: direct,
            mobile: mobile,
            job: SampleJob(&facts),
            employer: employer,
            since: 2025 - Int(facts.fraction() * facts.fraction() * 25),
            formerEmployers: former,
            accuracy: 70 + facts.below(30),
            verified: String(2023 + facts.below(3)) + (month < 10 ? "-0" : "-") + String(month)
                + (day < 10 ? "-0" : "-") + String(day)
        )
    }

    /// A company of the catalogue: of two by chance the larger one, since there more people work.
    private func employer(_ chance: inout Chance) -> Int {
        let (one, other) = (chance.below(companies), chance.below(companies))
        return size(of: one) >= size(of: other) ? one : other
    }

    /// A number of the company's own, as extensions are: all but the last digits are the switchboard's.
    private func direct(of employer: SampleCompany, _ chance: inout Chance) -> SamplePhone {
        let kept = employer.phone.national.utf8.count - 3
        var digits = Array(employer.phone.national.utf8)
        for index in kept..<digits.count where digits[index] != UInt8(ascii: " ") {
            digits[index] = UInt8(ascii: "0") + UInt8(chance.below(10))
        }
        return SamplePhone(nation: employer.nation, national: String(decoding: digits, as: UTF8.self))
    }
}

/// How a company makes mailboxes of names.
enum Mailbox {
    static func address(of name: PersonName, at company: SampleCompany, _ chance: inout Chance) -> String {
        // One in twenty has another form than the house's.
        let pattern = chance.happens(0.05) ? chance.below(100) : company.mailPattern
        let domain = company.domain
        return local(of: name, pattern: pattern) + (chance.happens(0.02) ? String(2 + chance.below(8)) : "") + "@"
            + domain
    }

    static func local(of name: PersonName, pattern: Int) -> String {
        let (first, last) = (name.first.slug(), name.last.slug())
        return switch pattern {
        case 0..<46: first + "." + last
        case 46..<68: first.prefix(1) + last
        case 68..<74: first.prefix(1) + "." + last
        case 74..<80: first
        case 80..<85: first + last.prefix(1)
        case 85..<89: last
        case 89..<93: first + "_" + last
        case 93..<96: last + "." + first
        default: first + last
        }
    }
}
