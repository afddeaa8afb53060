extension Soil {
    mutating func spoil(_ company: SampleCompany, of world: SampleWorld, into record: inout SampleRecord) {
        record.companyName = name(of: company)
        let parent = company.parent.map { world.company($0) }
        record.website = website(of: company, parent: parent, in: world)
        record.companyPhone = phone(of: company, parent: parent)
        record.address = address(of: company)
        let drift = befalls(.employeesDrifted) ? 60 + chance.below(110) : 100
        record.employees =
            befalls(.employeesMissing) ? "" : String(max(1, company.employees * drift / 100))
        record.ticker = company.ticker
    }

    private mutating func website(of company: SampleCompany, parent: SampleCompany?, in world: SampleWorld) -> String {
        var domain = company.domain
        if let parent, befalls(.websiteOfParent, if: !company.sharesDomain) { domain = parent.domain }
        if let former = company.formerNames.first, befalls(.websiteOld) {
            domain = former.slug().prefix(20) + "." + company.nation.domains[0]
        }
        if befalls(.websiteOfAnother) {
            domain = chance.pick([
                "facebook.com/" + company.name.core.slug(),
                "linkedin.com/company/" + company.name.core.slug(between: "-"),
                "google.com", world.identity(of: chance.below(world.companies)).domain,
            ])
        }
        let isMissing = befalls(.websiteMissing) || company.website.isEmpty
        guard !isMissing else { return "" }
        return switch chance.below(8) {
        case 0...1: "https://www." + domain
        case 2: "http://www." + domain + "/"
        case 3...4: "www." + domain
        case 5: domain
        case 6: domain.uppercased()
        default: "https://" + domain + "/contact?ref=crm"
        }
    }

    private mutating func phone(of company: SampleCompany, parent: SampleCompany?) -> String {
        var phone = company.phone
        if let parent, befalls(.phoneOfParent) { phone = parent.phone }
        if befalls(.phoneStale, if: !phone.national.isEmpty) { phone = phone.withOtherDigits(last: 4, &chance) }
        if befalls(.phoneMistyped, if: !phone.national.isEmpty) { phone = phone.withOtherDigits(last: 1, &chance) }
        let hasExtension = befalls(.phoneExtension, if: !phone.national.isEmpty)
        if befalls(.phoneMissing) || phone.national.isEmpty { return "" }
        return phone.typed(&chance) + (hasExtension ? " ext. " + String(100 + chance.below(900)) : "")
    }

    private mutating func address(of company: SampleCompany) -> SampleRecord.RecordAddress {
        let nation = company.nation
        var source = company.address
        if befalls(.moved) {
            let place = Nation.Place(
                city: source.city,
                regionCode: source.regionCode,
                region: source.region,
                postcode: nation.places.first { $0.regionCode == source.regionCode }?.postcode ?? "",
                phone: ""
            )
            source = SampleAddress(at: place, in: nation, &chance)
        }
        var city = source.city
        if befalls(.wrongCity) { city = chance.pick(nation.places).city }
        if befalls(.cityTypo) { city = Typing.mistyped(city, &chance) }
        if befalls(.cityMissing) { city = "" }
        let usesCode = chance.happens(0.5)
        let country = chance.happens(0.6) ? nation.name : chance.pick(nation.otherNames)
        return SampleRecord.RecordAddress(
            street: befalls(.streetMissing) ? "" : source.street,
            city: city,
            state: befalls(.regionMissing) ? "" : usesCode ? source.regionCode : source.region,
            postcode: befalls(.postcodeMissing) ? "" : source.postcode,
            country: befalls(.countryMissing) ? "" : country
        )
    }
}

extension SamplePhone {
    /// Another number of the same exchange.
    func withOtherDigits(last count: Int, _ chance: inout Chance) -> SamplePhone {
        var digits = Array(national.utf8)
        var left = count
        for index in digits.indices.reversed() where digits[index] != UInt8(ascii: " ") && left > 0 {
            let digit = digits[index] - UInt8(ascii: "0")
            digits[index] = UInt8(ascii: "0") + (digit + 1 + UInt8(chance.below(9))) % 10
            left -= 1
        }
        return SamplePhone(nation: nation, national: String(decoding: digits, as: UTF8.self))
    }

    /// As people type it: with the country's number or without, with blanks, hyphens, brackets or nothing between.
    func typed(_ chance: inout Chance) -> String {
        let parts = national.split(separator: " ", maxSplits: 1).map(String.init)
        let area = parts[0]
        let rest = parts.count > 1 ? parts[1] : ""
        let joined = national.split(separator: " ").joined()
        return switch chance.below(7) {
        case 0...1: international
        case 2: "+" + nation.calling + joined
        case 3: "(" + nation.trunk + area + ") " + rest
        case 4: nation.trunk + area + "-" + rest.split(separator: " ").joined(separator: "-")
        case 5: nation.trunk + joined
        default: "00" + nation.calling + " " + national
        }
    }
}
