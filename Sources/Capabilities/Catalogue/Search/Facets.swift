import Matching

/// By what companies are narrowed down.
package enum CompanyFacet: String, Sendable, CaseIterable {
    case country, industry, size, status
}

/// By what people are narrowed down.
package enum PersonFacet: String, Sendable, CaseIterable {
    case function, level, country, emailStatus
}

/// Brings what sources write to the few values that a list can be narrowed down by.
package struct FacetReader {
    private let places = Places.shared
    private let functions = JobTitle.departments
    private var titles = JobTitleReader()

    /// The two letters of the country, however it is written.
    func country(_ text: String) -> String {
        text.isEmpty ? "" : places.country(text).description
    }

    /// The band that most know from forms.
    func size(_ employees: String) -> String {
        let band = SizeBand(employees)
        guard band.isKnown else { return "" }
        return FacetReader.bands.last { $0.from <= max(band.low, 1) }?.name ?? ""
    }

    /// As a number to sort by; 0 for what is not known.
    func count(_ text: String) -> UInt32 {
        let band = SizeBand(text)
        return band.isKnown ? UInt32(clamping: band.low) : 0
    }

    private static let bands: [(from: UInt64, name: String)] = [
        (1, "1-10"), (11, "11-50"), (51, "51-200"), (201, "201-500"), (501, "501-1000"), (1001, "1001-5000"),
        (5001, "5001-10000"), (10_001, "10001+"),
    ]

    static var sizes: [String] { bands.map(\.name) }

    /// Words such as `Active`, in whatever case.
    func word(_ text: String) -> String { text.lowercased() }

    /// A value as people read it.
    static func title(of value: String, in facet: String) -> String {
        switch facet {
        case CompanyFacet.country.rawValue: CountryNames.name(of: Country(value))
        case CompanyFacet.size.rawValue: value.replacing("-", with: "–")
        case PersonFacet.level.rawValue: levels[value] ?? value
        case CompanyFacet.status.rawValue, PersonFacet.emailStatus.rawValue:
            FacetReader.title(ofWord: value)
        default: value
        }
    }

    /// `catch_all` as "Catch all".
    package static func title(ofWord word: String) -> String {
        let words = word.lowercased().replacing("_", with: " ").replacing("-", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    private static let levels = [
        "cLevel": "C-level", "vp": "Vice president", "director": "Director", "manager": "Manager", "staff": "Staff",
    ]

    /// The level and the function that the title tells, or else what the source says of them.
    mutating func job(title: String, level: String, department: String) -> (level: String, function: String) {
        let read = read(title)
        let height = read.level == .unknown ? self.level(level) : read.level
        let function = read.department == 0 ? self.read(department).department : read.department
        return (height == .unknown ? "" : "\(height)", function == 0 ? "" : functions[Int(function)])
    }

    private mutating func level(_ text: String) -> JobTitle.Level {
        let letters = text.lowercased().filter(\.isLetter)
        return JobTitle.Level.allCases.first { "\($0)".lowercased() == letters } ?? read(text).level
    }

    private mutating func read(_ text: String) -> JobTitle {
        if text.isEmpty { return .unknown }
        let bytes = Array(text.utf8)
        return titles.read(bytes.span)
    }
}
