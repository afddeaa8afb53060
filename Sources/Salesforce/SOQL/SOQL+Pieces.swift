extension SOQL {
    /// Splits ids over as many queries as are needed for each to stay within so many bytes.
    ///
    /// The closure makes the query for some of them. Ids keep their order, and none is left out.
    package static func pieces(
        of ids: [RecordID],
        within bytes: Int = AddressLimit.query,
        _ make: ([RecordID]) -> SOQL
    ) -> [SOQL] {
        // Each id costs the same: 18 characters, two quotes and a comma.
        let room = max(bytes - make([]).text.utf8.count, 21)
        return stride(from: 0, to: ids.count, by: room / 21).map { start in
            make(Array(ids[start..<min(start + room / 21, ids.count)]))
        }
    }
}

/// How long an address may be; Salesforce refuses one that has, with the header fields, more than 16,384 bytes.
package enum AddressLimit {
    /// Leaves room for the token, the host, and for what is not a letter becoming three characters.
    package static let query = 4000
    /// A whole address.
    package static let address = 12_000
}
