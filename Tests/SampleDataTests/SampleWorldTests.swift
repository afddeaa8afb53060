import Testing

@testable import SampleData

struct SampleWorldTests {
    private let world = SampleWorld(seed: 3, companies: 3_200, people: 2_000)

    @Test("no sign of a pattern stays in a postcode or a number")
    func patternsAreFilled() {
        for number in 0..<600 {
            let company = world.company(number)
            for text in [company.address.postcode, company.phone.national, company.address.street] {
                #expect(!text.contains { "%@{}".contains($0) })
            }
            #expect(!company.address.postcode.contains("#") && !company.phone.national.contains("#"))
        }
    }

    @Test("a group is never its own parent, and its head is a company of the catalogue")
    func groups() {
        var subsidiaries = 0
        var sharing = 0
        for number in 0..<3_200 {
            var (current, steps) = (number, 0)
            while let parent = world.kin(of: current).parent {
                #expect(parent >= 0 && parent < world.companies)
                (current, steps) = (parent, steps + 1)
                guard steps < 4 else { break }
            }
            #expect(steps < 4)
            guard steps > 0, number < 800 else { continue }
            subsidiaries += 1
            let identity = world.identity(of: number)
            if identity.sharesDomain, let parent = identity.parent {
                #expect(identity.domain == world.identity(of: parent).domain)
                sharing += 1
            }
        }
        #expect(sharing > subsidiaries / 3 && sharing < subsidiaries)
    }

    @Test("a person's mailbox is at the employer's domain, its local part made of the name")
    func mailboxes() {
        for number in 0..<300 {
            let person = world.person(number)
            guard !person.email.isEmpty else { continue }
            let parts = person.email.split(separator: "@")
            #expect(parts.count == 2 && parts[1] == person.employer.domain)
            #expect(
                parts[0].hasPrefix(person.name.first.slug().prefix(1))
                    || parts[0].hasPrefix(person.name.last.slug().prefix(1))
            )
        }
    }

    @Test("rows past the end are as good as the others, and the world's size leaves a name as it is")
    func absentCompanies() {
        let absent = world.company(world.companies + 5)
        #expect(!absent.fullName.isEmpty && absent.domain.contains("."))
        let larger = SampleWorld(seed: 3, companies: 6_400, people: 0)
        for head in stride(from: 0, to: 640, by: CompanyKin.headEvery) {
            #expect(world.company(head).fullName == larger.company(head).fullName)
        }
    }

    @Test("a slug keeps letters and digits, and spells out what has marks")
    func slugs() {
        #expect("Müller & Söhne GmbH".slug() == "muellersoehnegmbh")
        #expect("Müller & Söhne GmbH".slug(between: "-") == "mueller-soehne-gmbh")
        #expect("O'Brien Łódź S.A.".slug() == "obrienlodzsa")
        #expect("Öl AG".withoutMarks == "Oel AG")
    }
}
