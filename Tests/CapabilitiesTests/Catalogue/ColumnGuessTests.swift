import Store
import Testing

@testable import Capabilities

struct ColumnGuessTests {
    @Test(
        "X-07 · what a file holds is told by its columns",
        arguments: [
            ("source_id,name,website,phone,country", .companies),
            ("Company Name;Domain;Town", .companies),
            ("Id,Name,Website,BillingCity", .companies),
            ("first_name,last_name,email,company_source_id", .people),
            ("Full Name,Email,Job Title", .people),
            ("company_id,topic,score,date", .signals),
            ("company_id,type,description,published", .scoops),
            ("a,b,c", nil),
        ] as [(String, CatalogueKind?)]
    )
    func kinds(header: String, kind: CatalogueKind?) {
        #expect(ColumnGuess.kind(of: header.split { ",;".contains($0) }.map(String.init)) == kind)
    }

    @Test("X-07 · columns are known by many names, each for one field")
    func fields() {
        let columns = ["ID", "Company Name", "Domain", "Zip Code", "State/Province", "# Employees", "Ticker Symbol"]
        let mapping = ColumnGuess.mapping(of: columns, as: .companies)
        #expect(
            mapping.targets.mapValues(\.description) == [
                "ID": "id", "Company Name": "name", "Domain": "websites", "Zip Code": "postcode",
                "State/Province": "region", "# Employees": "employees", "Ticker Symbol": "ticker",
            ]
        )
    }

    @Test("X-07 · every column of our own sample means something")
    func sample() {
        let companies =
            "source_id,name,other_names,website,phone,street,city,region,postcode,country,industry,naics,sic,employees,"
            + "revenue,founded,ticker,parent_source_id,status,description,linkedin"
        let people =
            "source_id,first_name,last_name,email,email_status,direct_phone,mobile_phone,title,department,level,"
            + "company_source_id,company_name,company_domain,company_since,former_companies,city,region,country,"
            + "accuracy,last_verified"
        for (header, kind) in [(companies, CatalogueKind.companies), (people, .people)] {
            let columns = header.split(separator: ",").map(String.init)
            #expect(ColumnGuess.kind(of: columns) == kind)
            let mapping = ColumnGuess.mapping(of: columns, as: kind)
            #expect(columns.filter { mapping[$0] == nil } == [])
            #expect(Set(mapping.targets.values.map(\.field)).count == columns.count)
        }
    }

    @Test(
        "X-07 · public sources are known by their columns",
        arguments: [
            ("LEI,Entity.LegalName,Entity.LegalName.xmllang,Entity.HeadquartersAddress.City", "gleif"),
            ("cik_str,ticker,title", "sec-tickers"),
            ("CompanyName,CompanyNumber,RegAddress.CareOf,RegAddress.PostTown", "companies-house"),
            ("country,founded,id,industry,linkedin_url,locality,name,region,size,website", "people-data-labs"),
            ("item,itemLabel,website", "wikidata"),
        ]
    )
    func presets(header: String, name: String) throws {
        let columns = header.split(separator: ",").map(String.init)
        let preset = try #require(CataloguePreset.recognised(in: columns))
        #expect(preset.name == name)
        #expect(try preset.mapping(of: columns).flaw == nil)
    }

    @Test("X-07 · a mapping is kept as a document and read back; a field that there is not is refused")
    func document() throws {
        for preset in CataloguePreset.all {
            let mapping = try preset.mapping(of: preset.columns.map(\.column))
            #expect(try ColumnMapping(.companies, document: mapping.document) == mapping)
        }
        #expect(throws: Refusal.self) { try ColumnMapping.Target(parsing: "nothing", for: .companies) }
        #expect(throws: Refusal.self) { try ColumnMapping.Target(parsing: "name:former", for: .companies) }
        for text in ["", ":", "::id", ":name", "name:"] {
            #expect(throws: Refusal.self) { try ColumnMapping.Target(parsing: text, for: .companies) }
        }
    }
}
