/// A version of the API, as `v60.0`: what was asked for is what every address in the answer names.
struct APIVersion: Sendable, Hashable {
    let number: Int

    static let oldest = 31
    static let newest = 67
    private static let retired = 21..<oldest

    static let all = (oldest...newest).map { APIVersion(number: $0) }

    /// Reads the component of a path, as `v60.0`.
    init(pathComponent text: some StringProtocol) throws(OrgError) {
        let utf8 = text.utf8
        guard utf8.count == 5, utf8.first == UInt8(ascii: "v"), text.hasSuffix(".0"),
            let number = Int(text.dropFirst().dropLast(2))
        else { throw OrgError.notFound }
        if APIVersion.retired.contains(number) { throw OrgError.retiredVersion(number) }
        guard (APIVersion.oldest...APIVersion.newest).contains(number) else { throw OrgError.notFound }
        self.number = number
    }

    private init(number: Int) {
        self.number = number
    }

    /// The season and year in which it came: three a year, the first of these in summer '14.
    var label: String {
        let since = number - APIVersion.oldest
        let year = 14 + (since + 2) / 3
        return ["Summer", "Winter", "Spring"][since % 3] + " '\(year)"
    }

    /// As in `60.0`.
    var text: String { "\(number).0" }

    /// What the addresses of this version begin with.
    var path: String { "/services/data/v\(number).0" }
}

extension OrgError {
    fileprivate static func retiredVersion(_ number: Int) -> OrgError {
        OrgError(
            "UNSUPPORTED_API_VERSION",
            "Version \(number).0 of the API is retired. Use version \(APIVersion.oldest).0 or later.",
            status: 410
        )
    }
}
