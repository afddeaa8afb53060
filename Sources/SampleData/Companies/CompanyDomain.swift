/// How companies come by their domains.
enum CompanyDomain {
    /// A domain of the name's words: joined, with hyphens, shortened, by initials, with the town or a word before or after.
    static func derived(
        from name: CompanyName,
        in nation: Nation,
        at place: Nation.Place,
        _ chance: inout Chance
    ) -> String {
        let (brand, trade) = (name.brand.slug(), name.trade.slug())
        let whole = name.core.slug()
        var stem: String
        switch chance.below(100) {
        case 0..<60 where brand.isEmpty: stem = whole
        case 60..<100 where brand.isEmpty: stem = trade + "-" + place.city.slug()
        case 0..<26: stem = whole
        case 26..<36: stem = name.core.slug(between: "-")
        case 36..<50 where name.isCoined: stem = brand
        case 36..<56: stem = brand + trade
        case 56..<62: stem = brand + "-" + trade
        case 62..<70: stem = brand + String(trade.prefix(4))
        case 70..<76: stem = name.core.withoutMarks.initials.slug() + trade
        case 76..<81: stem = String(brand.prefix(5) + trade.prefix(5))
        case 81..<88: stem = brand + place.city.slug()
        case 88..<92: stem = ["the", "go", "my", "get"][chance.below(4)] + brand + trade.prefix(6)
        default: stem = brand + chance.pick(["group", "corp", "inc", "hq", "online", "co", "intl", "team"])
        }
        if stem.utf8.count < 3 { stem = whole }
        if stem.utf8.count > 26 { stem = String((brand.isEmpty ? whole : brand).prefix(12) + trade.prefix(8)) }
        // What a dozen others are called, too, is taken.
        if !name.isCoined, brand.isEmpty || chance.happens(0.9) {
            switch chance.below(6) {
            case 0: stem += place.regionCode.slug() + String(1 + chance.below(99))
            case 1: stem += "-" + place.city.slug()
            case 2: stem = name.core.withoutMarks.initials.slug() + "-" + stem
            case 3: stem += String(1 + chance.below(chance.happens(0.5) ? 99 : 2030))
            case 4: stem += chance.pick(Brands.middles) + chance.pick(Brands.ends)
            default: stem = chance.pick(Brands.starts).lowercased() + stem
            }
        }
        if stem.isEmpty { stem = "company" + String(chance.below(1_000_000)) }
        return stem + "." + chance.pick(nation.domains)
    }

    /// The same stem below another country's ending.
    static func sibling(of domain: String, in nation: Nation) -> String {
        domain.prefix { $0 != "." } + "." + (nation.domains.first { $0 != "com" } ?? nation.domains[0])
    }
}
