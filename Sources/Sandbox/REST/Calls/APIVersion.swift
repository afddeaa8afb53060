/// A version of the API, as `v60.0`: what was asked for is what every address in the answer names.
struct APIVersion: Sendable, Hashable {
    let number: Int

    static let oldest = 31
    static let newest = 67
    private static let retired = 21..<oldest

    static let all = (oldest...newest).map { APIVersion(number: $0) }

    /// Reads the component of a path, as `v60.0`.
    init(pathComponent text: some StringProtocol) throws(OrgError) {
        var text = String(text)
        let digits = text.withUTF8 { bytes -> (UInt8, UInt8)? in
            guard bytes.count == 5, bytes[0] == UInt8(ascii: "v"), bytes[3] == UInt8(ascii: "."),
                bytes[4] == UInt8(ascii: "0"), (48...57).contains(bytes[1]), (48...57).contains(bytes[2])
            else { return nil }
            return (bytes[1] - 48, bytes[2] - 48)
        }
        guard let digits else { throw OrgError.notFound }
        let number = Int(digits.0 * 10 + digits.1)
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
