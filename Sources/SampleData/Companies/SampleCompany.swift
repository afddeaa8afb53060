/// A company as the catalogue holds it.
package struct SampleCompany: Sendable {
    let number: Int
    let nation: Nation
    let name: CompanyName
    let formerNames: [String]
    let tradingNames: [String]
    let aliases: [String]
    let domain: String
    let sharesDomain: Bool
    let website: String
    let phone: SamplePhone
    let address: SampleAddress
    let industry: Industry
    let employees: Int
    let revenue: Int
    let founded: Int
    let ticker: String
    let parent: Int?
    let status: String
    let mailPattern: Int

    package var sourceID: String { SampleCompany.sourceID(number) }
    package var fullName: String { name.full }

    static func sourceID(_ number: Int) -> String {
        let digits = String(number + 1)
        return "C" + String(repeating: "0", count: max(0, 8 - digits.utf8.count)) + digits
    }
}

struct SampleAddress: Sendable {
    let street: String
    let city: String
    let regionCode: String
    let region: String
    let postcode: String

    init(at place: Nation.Place, in nation: Nation, _ chance: inout Chance) {
        street = SampleAddress.street(in: nation, &chance)
        (city, regionCode, region) = (place.city, place.regionCode, place.region)
        postcode = chance.fill(place.postcode)
    }

    private static func street(in nation: Nation, _ chance: inout Chance) -> String {
        var street = ""
        for part in chance.pick(nation.culture.streets).parts {
            switch part {
            case .text(let text): street += text
            case .gap("n"): street += String(1 + (chance.happens(0.7) ? chance.below(120) : chance.below(2400)))
            case .gap("m"): street += String(1 + chance.below(24))
            case .gap: street += chance.pick(nation.culture.surnames).latin
            }
        }
        return street
    }
}

/// A number of a country's plan, with the blanks that people put into it.
struct SamplePhone: Sendable {
    let nation: Nation
    let national: String

    var international: String { "+" + nation.calling + " " + national }
}

extension SampleWorld {
    package func company(_ number: Int) -> SampleCompany {
        let identity = identity(of: number)
        let nation = identity.nation
        let place = identity.place
        let name = identity.name
        var former: [String] = []
        var trading: [String] = []
        var aliases: [String] = []
        var names = chance(.companyFormerName, number)
        if names.happens(0.09) {
            let old = CompanyName.coined(in: nation, near: place, &names)
            former.append(old.full)
            if names.happens(0.15) { former.append(CompanyName.coined(in: nation, near: place, &names).full) }
        }
        if names.happens(0.08) {
            let short = name.brand == name.core || name.brand.isEmpty ? CompanyName.coinedWord(&names) : name.brand
            trading.append(names.happens(0.5) ? short : CompanyName.coinedWord(&names) + " " + name.trade)
        }
        if let native = name.native { aliases.append(native + (name.legalForm?.variants.last ?? "")) }
        if let spelledOut = name.spelledOut { aliases.append(spelledOut) }

        var web = chance(.companyWeb, number)
        let website =
            web.happens(0.06) && identity.parent == nil
            ? ""
            : identity.sharesDomain && web.happens(0.3)
                ? "https://" + nation.code.lowercased() + "." + identity.domain
                : (web.happens(0.7) ? "https://www." : web.happens(0.5) ? "http://www." : "https://") + identity.domain
        var facts = chance(.companyFacts, number)
        let address = SampleAddress(at: place, in: nation, &facts)
        let phone = SamplePhone(nation: nation, national: facts.happens(0.04) ? "" : facts.fill(place.phone))
        let employees = size(of: number)
        return SampleCompany(
            number: number,
            nation: nation,
            name: name,
            formerNames: former,
            tradingNames: trading,
            aliases: aliases,
            domain: identity.domain,
            sharesDomain: identity.sharesDomain,
            website: website,
            phone: phone,
            address: address,
            industry: Industry.all[name.industry],
            employees: employees,
            revenue: employees * (60 + facts.below(340)) * 1000,
            founded: 2024 - Int(facts.fraction() * facts.fraction() * 140),
            ticker: employees > 2000 && facts.happens(0.5)
                ? String(name.core.slug().uppercased().prefix(2 + facts.below(3))) : "",
            parent: identity.parent,
            status: facts.happens(0.05) ? "defunct" : facts.happens(0.01) ? "acquired" : "active",
            mailPattern: facts.below(100)
        )
    }

    /// How many work there: most firms are small.
    func size(of number: Int) -> Int {
        var chance = chance(.companySize, number)
        let bases = [2, 3, 5, 8, 12, 18, 25, 40, 60, 90, 150, 250, 400, 700, 1_200, 2_500, 6_000, 15_000, 60_000]
        let base = chance.pickSkewed(bases)
        return max(1, base * (75 + chance.below(50)) / 100)
    }
}
