import HTTP

extension Target {
    /// Path and query as they were sent.
    var text: String { queryText.isEmpty ? path : path + "?" + queryText }
}

/// An address that somebody brought along and that may only lead to a page of ours.
enum LocalAddress {
    /// The address, or the overview where it leads elsewhere. `//host` and `/\host` are other hosts to a browser.
    static func checked(_ address: String?) -> String {
        guard let address, address.hasPrefix("/"), !address.hasPrefix("//"), !address.hasPrefix("/\\"),
            address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return Paths.overview }
        return address
    }
}
