/// What countries are called in English, from Debian's package `iso-codes`; without it they have their codes.
package enum CountryNames {
    private static let names: [Country: String] = {
        guard let lands = ReferenceFile.bytes("/usr/share/iso-codes/json/iso_3166-1.json") else { return [:] }
        var names: [Country: String] = [:]
        for entry in ReferenceFile.entries(lands) {
            guard let code = entry["alpha_2"], let name = entry["common_name"] ?? entry["name"] else { continue }
            // "Korea, Republic of"
            names[Country(String(code))] = name.split(separator: ",", maxSplits: 1).first.map(String.init)
        }
        // What the comma kept apart.
        for (code, name) in [
            ("KR", "South Korea"), ("KP", "North Korea"), ("CD", "Congo (Kinshasa)"), ("CG", "Congo (Brazzaville)"),
        ] { names[Country(code)] = name }
        return names
    }()

    package static func name(of country: Country) -> String { names[country] ?? country.description }
}
