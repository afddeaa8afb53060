/// Towns with what belongs to them, and telephone numbers from ranges that are kept free for fiction.
struct SeededPlace {
    let city: StaticString
    let state: StaticString
    let stateCode: StaticString
    let postalCode: StaticString
    let country: Country
    /// The area code and the beginning of the number; each `#` is a digit.
    let area: StaticString
    let local: StaticString

    enum Country {
        case unitedStates, canada, unitedKingdom, ireland, germany, france, sweden, australia

        var name: StaticString {
            switch self {
            case .unitedStates: "United States"
            case .canada: "Canada"
            case .unitedKingdom: "United Kingdom"
            case .ireland: "Ireland"
            case .germany: "Germany"
            case .france: "France"
            case .sweden: "Sweden"
            case .australia: "Australia"
            }
        }

        /// Other ways in which people write it.
        var nicknames: [StaticString] {
            switch self {
            case .unitedStates: ["USA", "US", "U.S.A.", "United States of America"]
            case .canada: ["CA", "CAN"]
            case .unitedKingdom: ["UK", "Great Britain", "England", "GB"]
            case .ireland: ["IE", "Eire"]
            case .germany: ["Deutschland", "DE", "GERMANY"]
            case .france: ["FR", "FRANCE"]
            case .sweden: ["SE", "Sverige"]
            case .australia: ["AU", "AUS"]
            }
        }

        var dialCode: StaticString {
            switch self {
            case .unitedStates, .canada: "1"
            case .unitedKingdom: "44"
            case .ireland: "353"
            case .germany: "49"
            case .france: "33"
            case .sweden: "46"
            case .australia: "61"
            }
        }

        var isNorthAmerican: Bool { self == .unitedStates || self == .canada }

        /// Legal forms, the long one and the short one.
        var legalForms: [(long: StaticString, short: StaticString)] {
            switch self {
            case .unitedStates:
                [("Incorporated", "Inc."), ("Corporation", "Corp."), ("LLC", "L.L.C."), ("Company", "Co.")]
            case .canada: [("Limited", "Ltd."), ("Inc.", "Inc")]
            case .unitedKingdom, .ireland: [("Limited", "Ltd"), ("PLC", "plc"), ("LLP", "L.L.P.")]
            case .germany: [("GmbH", "G.m.b.H."), ("AG", "Aktiengesellschaft"), ("GmbH & Co. KG", "GmbH u. Co KG")]
            case .france: [("S.A.", "SA"), ("SARL", "S.à r.l."), ("SAS", "S.A.S.")]
            case .sweden: [("AB", "Aktiebolag")]
            case .australia: [("Pty Ltd", "Pty. Limited"), ("Limited", "Ltd")]
            }
        }
    }

    private init(
        _ city: StaticString,
        _ state: StaticString,
        _ stateCode: StaticString,
        _ postalCode: StaticString,
        _ country: Country,
        _ area: StaticString,
        _ local: StaticString
    ) {
        self.city = city
        self.state = state
        self.stateCode = stateCode
        self.postalCode = postalCode
        self.country = country
        self.area = area
        self.local = local
    }

    static let all: [SeededPlace] = [
        .init("Chicago", "Illinois", "IL", "606##", .unitedStates, "312", "55501##"),
        .init("Springfield", "Illinois", "IL", "627##", .unitedStates, "217", "55501##"),
        .init("Austin", "Texas", "TX", "787##", .unitedStates, "512", "55501##"),
        .init("Dallas", "Texas", "TX", "752##", .unitedStates, "214", "55501##"),
        .init("Denver", "Colorado", "CO", "802##", .unitedStates, "303", "55501##"),
        .init("Boston", "Massachusetts", "MA", "021##", .unitedStates, "617", "55501##"),
        .init("Portland", "Oregon", "OR", "972##", .unitedStates, "503", "55501##"),
        .init("Portland", "Maine", "ME", "041##", .unitedStates, "207", "55501##"),
        .init("Seattle", "Washington", "WA", "981##", .unitedStates, "206", "55501##"),
        .init("Atlanta", "Georgia", "GA", "303##", .unitedStates, "404", "55501##"),
        .init("Miami", "Florida", "FL", "331##", .unitedStates, "305", "55501##"),
        .init("Columbus", "Ohio", "OH", "432##", .unitedStates, "614", "55501##"),
        .init("Nashville", "Tennessee", "TN", "372##", .unitedStates, "615", "55501##"),
        .init("New York", "New York", "NY", "100##", .unitedStates, "212", "55501##"),
        .init("Buffalo", "New York", "NY", "142##", .unitedStates, "716", "55501##"),
        .init("San Diego", "California", "CA", "921##", .unitedStates, "619", "55501##"),
        .init("San Francisco", "California", "CA", "941##", .unitedStates, "415", "55501##"),
        .init("Minneapolis", "Minnesota", "MN", "554##", .unitedStates, "612", "55501##"),
        .init("Phoenix", "Arizona", "AZ", "850##", .unitedStates, "602", "55501##"),
        .init("Raleigh", "North Carolina", "NC", "276##", .unitedStates, "919", "55501##"),
        .init("Toronto", "Ontario", "ON", "M5V #A#", .canada, "416", "55501##"),
        .init("Vancouver", "British Columbia", "BC", "V6B #C#", .canada, "604", "55501##"),
        .init("Montreal", "Quebec", "QC", "H3B #E#", .canada, "514", "55501##"),
        .init("London", "", "", "EC2A #BT", .unitedKingdom, "20", "79460###"),
        .init("Manchester", "", "", "M2 #WQ", .unitedKingdom, "161", "4960###"),
        .init("Leeds", "", "", "LS1 #DE", .unitedKingdom, "113", "4960###"),
        .init("Glasgow", "", "", "G2 #LH", .unitedKingdom, "141", "4960###"),
        .init("Dublin", "Dublin", "D", "D02 A###", .ireland, "20", "910####"),
        .init("Cork", "Cork", "CO", "T12 B###", .ireland, "20", "911####"),
        .init("Berlin", "Berlin", "BE", "101##", .germany, "30", "23125###"),
        .init("Hamburg", "Hamburg", "HH", "200##", .germany, "40", "66969###"),
        .init("München", "Bayern", "BY", "803##", .germany, "89", "99998###"),
        .init("Köln", "Nordrhein-Westfalen", "NW", "506##", .germany, "221", "4710###"),
        .init("Frankfurt am Main", "Hessen", "HE", "603##", .germany, "69", "90009###"),
        .init("Paris", "Île-de-France", "IDF", "750##", .france, "1", "9900####"),
        .init("Lille", "Hauts-de-France", "HDF", "590##", .france, "3", "5301####"),
        .init("Lyon", "Auvergne-Rhône-Alpes", "ARA", "690##", .france, "4", "6571####"),
        .init("Stockholm", "Stockholms län", "AB", "111 ##", .sweden, "8", "465004##"),
        .init("Göteborg", "Västra Götalands län", "O", "411 ##", .sweden, "31", "39006##"),
        .init("Malmö", "Skåne län", "M", "211 ##", .sweden, "40", "62804##"),
        .init("Sydney", "New South Wales", "NSW", "20##", .australia, "2", "5550####"),
        .init("Melbourne", "Victoria", "VIC", "30##", .australia, "3", "5550####"),
        .init("Brisbane", "Queensland", "QLD", "40##", .australia, "7", "5550####"),
    ]

    /// American towns come up more often than others, as they do in most orgs.
    static func any(_ dice: inout SeedDice) -> SeededPlace {
        dice.chance(40) ? all[dice.below(20)] : all[dice.below(all.count)]
    }
}

extension Ink {
    /// A number in one of the notations in which people type it.
    mutating func writePhone(_ place: SeededPlace, _ dice: inout SeedDice) {
        var local = Ink()
        local.write(pattern: place.local, &dice)
        let digits = local.bytes
        let cut = place.country.isNorthAmerican ? 3 : digits.count / 2
        let isInternational = dice.chance(50)
        switch (place.country.isNorthAmerican, isInternational, dice.below(4)) {
        case (_, true, 0): write("+", place.country.dialCode, " ", place.area, " ", digits, cut: cut, " ")
        case (_, true, 1): write("+", place.country.dialCode, "", place.area, "", digits, cut: cut, "")
        case (true, true, 2): write("", "1", "-", place.area, "-", digits, cut: cut, "-")
        case (true, true, _): write("+", "1", " (", place.area, ") ", digits, cut: cut, "-")
        case (false, true, 2): write("00", place.country.dialCode, " (0)", place.area, " ", digits, cut: cut, "")
        case (false, true, _): write("+", place.country.dialCode, " (0) ", place.area, "/", digits, cut: cut, " ")
        case (true, false, 0): write("", "", "(", place.area, ") ", digits, cut: cut, "-")
        case (true, false, 1): write("", "", "", place.area, ".", digits, cut: cut, ".")
        case (true, false, 2): write("", "", "", place.area, "", digits, cut: cut, "")
        case (true, false, _): write("", "", "", place.area, "-", digits, cut: cut, "-")
        case (false, false, 0): write("0", "", "", place.area, " ", digits, cut: cut, " ")
        case (false, false, 1): write("0", "", "", place.area, "/", digits, cut: cut, "")
        case (false, false, 2): write("(0", "", "", place.area, ") ", digits, cut: cut, " ")
        case (false, false, _): write("0", "", "", place.area, "-", digits, cut: cut, " ")
        }
        if dice.chance(4) {
            write(dice.chance(50) ? " x" : " ext. ")
            write(10 + dice.below(90))
        }
    }

    private mutating func write(
        _ start: StaticString,
        _ dialCode: StaticString,
        _ before: StaticString,
        _ area: StaticString,
        _ between: StaticString,
        _ digits: [UInt8],
        cut: Int,
        _ inside: StaticString
    ) {
        for word in [start, dialCode, before, area, between] { write(word) }
        for (index, digit) in digits.enumerated() {
            if index == cut { write(inside) }
            write(Int(digit) - 48)
        }
    }
}
