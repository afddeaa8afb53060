/// What the parts of lands are called at home, from Debian's package `iso-codes`; without it they have their codes.
package enum RegionNames {
    private struct Place: Hashable {
        var country: Country
        var region: Region
    }

    private static let names: [Place: String] = {
        guard let parts = ReferenceFile.bytes("/usr/share/iso-codes/json/iso_3166-2.json") else { return [:] }
        var names: [Place: String] = [:]
        for entry in ReferenceFile.entries(parts) {
            guard let code = entry["code"], let name = entry["name"] else { continue }
            let place = Place(country: Country(String(code.prefix(2))), region: Region(String(code.dropFirst(3))))
            // "Bozen [Bolzano]", "Araba/Álava"
            names[place] = name.split(whereSeparator: { "[]/;".contains($0) }).first.map { first in
                String(first.last == " " ? first.dropLast() : first)
            }
        }
        return names
    }()

    package static func name(of region: Region, in country: Country) -> String {
        names[Place(country: country, region: region)] ?? region.description
    }
}
