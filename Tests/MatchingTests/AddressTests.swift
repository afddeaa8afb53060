import Testing

@testable import Matching

struct AddressTests {
    @Test(
        "S-08 · a street's words are written out, its number and suite apart",
        arguments: Cases.rows(AddressCases.streets)
    )
    func streets(_ row: Cases.Row) {
        let address = Address(Address.Parts(street: row.input))
        #expect(address.text[..<address.streetCount].elementsEqual(row.expected.utf8), "\(address.text.string)")
    }

    @Test("S-08 · a city has one name", arguments: Cases.rows(AddressCases.cities))
    func cities(_ row: Cases.Row) { #expect(Address(Address.Parts(city: row.input)).text.string == "|" + row.expected) }

    @Test("S-08 · a land is known by its names in many languages", arguments: Cases.rows(AddressCases.countries))
    func countries(_ row: Cases.Row) { #expect(Places.shared.country(row.input).description == row.expected) }

    @Test("S-08 · a region is known by its names and codes", arguments: Cases.rows(AddressCases.regions))
    func regions(_ row: Cases.Row) {
        let parts = row.input.split(separator: "|", omittingEmptySubsequences: false).map { String($0) }
        let keys = Address(Address.Parts(region: parts[0], country: parts[1])).keys
        #expect("\(keys.country)-\(keys.region)" == row.expected)
    }

    @Test("S-08 · a postcode has the length of its land", arguments: Cases.rows(AddressCases.postcodes))
    func postcodes(_ row: Cases.Row) {
        let parts = row.input.split(separator: "|", omittingEmptySubsequences: false).map { String($0) }
        #expect(Postcode(parts[0], in: Country(parts[1])).description == row.expected)
    }

    @Test("S-08 · spellings of one address have one key, other numbers another")
    func keys() {
        func keys(_ street: String) -> AddressKeys { Address(Address.Parts(street: street)).keys }
        #expect(keys("12 Main St., Suite 4") == keys("12 MAIN STREET STE 4"))
        #expect(keys("Hauptstr. 12a") == keys("Hauptstraße 12A"))
        #expect(keys("12 Mill Brook Lane").street == keys("12 Millbr ook Ln").street)
        #expect(
            keys("12 Main St").house != keys("14 Main St").house
                && keys("12 Main St").street == keys("14 Main St").street
        )
        #expect(keys("12 Main St Apt 4").unit != keys("12 Main St Apt 5").unit)
    }

    @Test(
        "S-08 · a region without its land is looked for where phone or website are at home, and two letters are no land",
        arguments: [
            ("PA", "+55 91 3222 1234", "", "BR-PA"), ("PA", "", "www.acme.com.br", "BR-PA"),
            ("PA", "", "acme.io", "US-PA"),
            ("PA", "", "", "US-PA"), ("BY", "0049 89 123456", "", "DE-BY"), ("MH", "", "", "-"),
            ("Bavaria", "", "acme.de", "DE-BY"), ("CA", "+1 415 555 2671", "acme.com", "US-CA"),
        ]
    )
    func likelyLand(_ region: String, _ phone: String, _ website: String, _ expected: String) {
        var features = CompanyFeatures(places: .shared)
        features.read(
            SmallCatalogue.question([.name: "Acme", .region: region, .phone: phone, .website: website])
        )
        let address = features.view.head.pointee.address
        #expect("\(address.country)-\(address.region)" == expected)
    }

    @Test("S-08 · without the package of names, one sentence says what is missing, and common names still serve")
    func missing() {
        let error = #expect(throws: Places.Missing.self) { try Places(folder: "/nowhere") }
        #expect(error?.description.contains("install the package iso-codes") == true)
        #expect(Places().country("Deutschland") == Country("DE"))
        #expect(Places.problem == nil)
    }
}

/// What is read, and what is expected of it.
private enum AddressCases {
    static let streets = """
        12 Main St -> 12 main street
        12 Main St. -> 12 main street
        12 MAIN STREET -> 12 main street
        350 5th Ave -> 350 fifth avenue
        350 Fifth Avenue -> 350 fifth avenue
        1600 Pennsylvania Ave NW -> 1600 pennsylvania avenue northwest
        1 Infinite Loop -> 1 infinite loop
        100 N. Main Blvd, Suite 200 -> 100 north main boulevard unit 200
        100 North Main Boulevard Ste 200 -> 100 north main boulevard unit 200
        12 St. James Rd -> 12 saint james road
        221B Baker Street -> 221b baker street
        Flat 4, 12 High Road -> 12 high road unit 4
        10 Downing St, London -> 10 downing street london
        P.O. Box 123 -> 123 pobox
        Postfach 12 34 -> 12 pobox 34
        Hauptstr. 12a -> 12a hauptstrasse
        Hauptstraße 12a -> 12a hauptstrasse
        Haupt Str. 12 -> 12 haupt street
        Am Markt 5 -> 5 markt
        Königsallee 92 -> 92 konigsallee
        12 rue de la Paix -> 12 street paix
        12, r. de la Paix -> 12 street paix
        15 bd Haussmann -> 15 boulevard haussmann
        15, Boulevard Haussmann -> 15 boulevard haussmann
        3 av. des Champs-Élysées -> 3 avenue champs elysees
        Calle Mayor 5 -> 5 street mayor
        C/ Mayor, 5 -> 5 street mayor
        Avda. de la Constitución 8 -> 8 avenue constitucion
        Via Roma 10 -> 10 street roma
        P.zza Duomo 1 -> 1 place duomo
        Rua Augusta, 100 -> 100 street augusta
        Av. Paulista 1578 -> 1578 avenue paulista
        Kerkstraat 7 -> 7 kerkstrasse
        ul. Marszałkowska 10 -> 10 street marszalkowska
        ул. Ленина, д. 5 -> 5 street lenina
        Storgatan 4 -> 4 storgatan
        Drottninggatan 71 -> 71 drottninggatan
        Istiklal Cad. 12 -> 12 istiklal avenue
         -> ∅
        """

    static let cities = """
        New York City -> new york
        NYC -> new york
        St. Louis -> saint louis
        St Louis -> saint louis
        Ft. Worth -> fort worth
        München -> munich
        Muenchen -> munich
        Munich -> munich
        Köln -> cologne
        Frankfurt am Main -> frankfurt
        Wien -> vienna
        Zürich -> zurich
        Genève -> geneva
        Praha 4 -> prague
        Paris 8e -> paris
        75008 Paris -> paris
        Lyon Cedex 03 -> lyon
        Dublin 2 -> dublin
        København -> copenhagen
        Göteborg -> gothenburg
        Warszawa -> warsaw
        Kraków -> cracow
        București -> bucharest
        Москва -> moscow
        Санкт-Петербург -> saint petersburg
        Київ -> kyiv
        Αθήνα -> athens
        İstanbul -> istanbul
        القاهرة -> cairo
        תל אביב -> tel aviv
        北京市 -> beijing
        上海 -> shanghai
        東京都 -> tokyo
        大阪市 -> osaka
        서울 -> seoul
        Milano -> milan
        Lisboa -> lisbon
        Sevilla -> seville
        São Paulo -> sao paulo
        Ciudad de México -> mexico city
        Bangalore -> bengaluru
        Bombay -> mumbai
        Den Haag -> the hague
        's-Gravenhage -> the hague
        Springfield -> springfield
        """

    static let countries = """
        US -> US
        USA -> US
        U.S.A. -> US
        United States -> US
        The United States of America -> US
        Estados Unidos -> US
        États-Unis -> US
        美国 -> US
        UK -> GB
        Great Britain -> GB
        England -> GB
        Scotland -> GB
        Germany -> DE
        Deutschland -> DE
        Allemagne -> DE
        Alemania -> DE
        ドイツ -> DE
        Германия -> DE
        DEU -> DE
        Schweiz -> CH
        Suisse -> CH
        Österreich -> AT
        Holland -> NL
        The Netherlands -> NL
        España -> ES
        Polska -> PL
        Česká republika -> CZ
        Magyarország -> HU
        Ελλάδα -> GR
        Россия -> RU
        Україна -> UA
        中国 -> CN
        P.R. China -> CN
        日本 -> JP
        대한민국 -> KR
        Korea, Republic of -> KR
        South Korea -> KR
        Viet Nam -> VN
        Brasil -> BR
        السعودية -> SA
        भारत -> IN
        Côte d'Ivoire -> CI
        Ivory Coast -> CI
        Türkiye -> TR
        Atlantis -> ∅
        """

    static let regions = """
        CA|US -> US-CA
        Calif.|USA -> US-CA
        California|US -> US-CA
        California| -> US-CA
        TX| -> US-TX
        Ontario|Canada -> CA-ON
        ON| -> CA-ON
        Québec|CA -> CA-QC
        England|UK -> GB-ENG
        Scotland| -> GB-SCT
        Bayern|Germany -> DE-BY
        Bavaria|DE -> DE-BY
        NRW|DE -> DE-NW
        Cataluña|Spain -> ES-CT
        Lombardia|IT -> IT-25
        New South Wales|AU -> AU-NSW
        NSW|Australia -> AU-NSW
        Maharashtra|India -> IN-MH
        Atlantis|US -> US-
        """

    static let postcodes = """
        94105|US -> 94105
        94105-1234|US -> 94105
        941051234|US -> 94105
        2139|US -> 02139
        D-80331|DE -> 80331
        1067|DE -> 01067
        SW1A 1AA|GB -> SW1A1AA
        sw1a1aa|GB -> SW1A1AA
        K1A 0B1|CA -> K1A0B1
        1012 AB|NL -> 1012AB
        CH-8001|CH -> 8001
        00-950|PL -> 00950
        100-0001|JP -> 1000001
        01310-100|BR -> 01310100
        FIN-00100|FI -> 00100
        F-75008|FR -> 75008
        00000|US -> ∅
        |US -> ∅
        x|US -> ∅
        """
}
