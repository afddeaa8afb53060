/// What a company does, in the words and numbers of the two American classifications.
struct Industry: Sendable {
    let key: String
    let name: String
    let lowercaseName: String
    let naics: String
    let sic: String

    static let all: [Industry] = table.parts("\n").map { line in
        let parts = line.parts("|")
        return Industry(
            key: parts[0],
            name: parts[1],
            lowercaseName: parts[1].lowercased(),
            naics: parts[2],
            sic: parts[3]
        )
    }

    static let numbers: [String: Int] = Dictionary(
        uniqueKeysWithValues: all.enumerated().map { ($0.element.key, $0.offset) }
    )

    private static let table = """
        construction|Construction|236220|1542
        plumbing|Plumbing and Heating|238220|1711
        electrical|Electrical Contractors|238210|1731
        roofing|Roofing and Carpentry|238160|1761
        machinery|Industrial Machinery|333249|3559
        metal|Metal Fabrication|332710|3599
        software|Software|513210|7372
        it|IT Services|541512|7373
        logistics|Logistics|488510|4731
        trucking|Road Freight|484121|4213
        law|Law Firms|541110|8111
        accounting|Accounting|541211|8721
        consulting|Management Consulting|541611|8742
        dental|Dental Practices|621210|8021
        health|Medical Practices|621111|8011
        pharma|Pharmaceuticals|325412|2834
        chemicals|Chemicals|325998|2899
        food|Food Production|311999|2099
        restaurants|Restaurants|722511|5812
        hotels|Hotels|721110|7011
        retail|Retail|455219|5399
        wholesale|Wholesale|423840|5085
        insurance|Insurance|524210|6411
        banking|Banking|522110|6021
        investment|Investment Management|523940|6282
        property|Real Estate|531210|6531
        architecture|Architecture|541310|8712
        engineering|Engineering|541330|8711
        marketing|Marketing and Advertising|541810|7311
        media|Media|512110|7812
        printing|Printing|323111|2752
        textiles|Textiles|313210|2211
        furniture|Furniture|337122|2511
        cars|Car Dealers|441110|5511
        garages|Car Repair|811111|7538
        farming|Agriculture|111998|0191
        wine|Wineries|312130|2084
        energy|Electric Power|221118|4911
        waste|Waste Management|562111|4953
        education|Higher Education|611310|8221
        telecom|Telecommunications|517111|4813
        electronics|Electronic Components|334419|3679
        biotech|Biotechnology Research|541714|8731
        cleaning|Cleaning|561720|7349
        security|Security|561612|7381
        travel|Travel Agencies|561510|4724
        charity|Charities|813219|8399
        sports|Sports and Fitness|713940|7991
        plastics|Plastics|326199|3089
        beauty|Hair and Beauty|812112|7231
        """
}
