import Store

/// How a public source publishes its companies.
package struct CataloguePreset: Sendable {
    package let name: String
    /// As people call it.
    package let title: String
    /// Columns that no other source has together.
    let signature: [String]
    let columns: [(column: String, target: String)]
    /// Values of fields that the files leave empty; `{id}` stands for the row's own id.
    var constants: [String: String] = [:]

    package static let all = [gleif, secTickers, companiesHouse, peopleDataLabs, wikidata]

    package static func named(_ name: String) -> CataloguePreset? { all.first { $0.name == name } }

    /// The preset whose signature the columns bear.
    static func recognised(in columns: [String]) -> CataloguePreset? {
        let columns = Set(columns)
        return all.first { $0.signature.allSatisfy(columns.contains) }
    }

    func mapping(of columns: [String]) throws -> ColumnMapping {
        let present = Set(columns)
        var mapping = ColumnMapping(.companies, constants: constants)
        for (column, target) in self.columns where present.contains(column) {
            mapping[column] = try ColumnMapping.Target(parsing: target, for: .companies)
        }
        return mapping
    }

    private static let gleif = CataloguePreset(
        name: "gleif",
        title: "GLEIF level 1, the golden copy as CSV",
        signature: ["LEI", "Entity.LegalName"],
        columns: [
            ("LEI", "id"), ("Entity.LegalName", "name"),
            ("Entity.HeadquartersAddress.FirstAddressLine", "street"),
            ("Entity.HeadquartersAddress.AdditionalAddressLine.1", "street"),
            ("Entity.HeadquartersAddress.City", "city"), ("Entity.HeadquartersAddress.Region", "region"),
            ("Entity.HeadquartersAddress.PostalCode", "postcode"), ("Entity.HeadquartersAddress.Country", "country"),
            ("Entity.RegistrationAuthority.RegistrationAuthorityEntityID", "registration"),
            ("Entity.EntityStatus", "status"), ("Entity.EntityCreationDate", "founded"),
            ("Registration.LastUpdateDate", "as_of"),
        ] + numbered(1...5, "Entity.OtherEntityNames.OtherEntityName.", "", "other_names:alias")
            + numbered(
                1...5,
                "Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName.",
                "",
                "other_names:alias"
            ),
        constants: ["lei": "{id}"]
    )

    private static let secTickers = CataloguePreset(
        name: "sec-tickers",
        title: "SEC company tickers, as JSON",
        signature: ["cik_str", "ticker", "title"],
        columns: [("cik_str", "id"), ("ticker", "ticker"), ("title", "name")],
        constants: ["registration": "{id}"]
    )

    private static let companiesHouse = CataloguePreset(
        name: "companies-house",
        title: "Companies House basic company data",
        signature: ["CompanyName", "CompanyNumber", "RegAddress.PostTown"],
        columns: [
            ("CompanyNumber", "id"), ("CompanyName", "name"), ("RegAddress.AddressLine1", "street"),
            ("RegAddress.AddressLine2", "street"), ("RegAddress.PostTown", "city"), ("RegAddress.County", "region"),
            ("RegAddress.PostCode", "postcode"), ("RegAddress.Country", "country"), ("CompanyStatus", "status"),
            ("IncorporationDate", "founded"), ("SICCode.SicText_1", "sic"), ("SICCode.SicText_2", "sic"),
            ("SICCode.SicText_3", "sic"), ("SICCode.SicText_4", "sic"),
        ] + numbered(1...10, "PreviousName_", ".CompanyName", "other_names:former"),
        constants: ["country": "United Kingdom", "registration": "{id}"]
    )

    private static let peopleDataLabs = CataloguePreset(
        name: "people-data-labs",
        title: "People Data Labs, the free company set",
        signature: ["name", "industry", "locality", "country"],
        columns: [
            ("id", "id"), ("name", "name"), ("domain", "websites"), ("website", "websites"),
            ("year founded", "founded"), ("founded", "founded"), ("industry", "industry"), ("size", "employees"),
            ("size range", "employees"), ("locality", "city"), ("region", "region"), ("country", "country"),
            ("linkedin url", "social"), ("linkedin_url", "social"),
        ]
    )

    private static let wikidata = CataloguePreset(
        name: "wikidata",
        title: "the answer to a query of Wikidata, as CSV or JSON",
        signature: ["item", "itemLabel"],
        columns: [
            ("item", "id"), ("itemLabel", "name"), ("itemAltLabel", "other_names:alias"),
            ("itemDescription", "description"), ("website", "websites"), ("officialWebsite", "websites"),
            ("countryLabel", "country"), ("country", "country"), ("headquartersLabel", "city"),
            ("headquartersLocationLabel", "city"), ("cityLabel", "city"), ("industryLabel", "industry"),
            ("inception", "founded"), ("employees", "employees"), ("ticker", "ticker"), ("tickerSymbol", "ticker"),
            ("lei", "lei"), ("parent", "parent_id"), ("parentOrganization", "parent_id"), ("phone", "phones"),
        ]
    )

    /// Columns that differ by a number.
    private static func numbered(
        _ numbers: ClosedRange<Int>,
        _ before: String,
        _ after: String,
        _ target: String
    ) -> [(column: String, target: String)] {
        numbers.map { (before + String($0) + after, target) }
    }
}
