/// The tables by which companies and addresses are read. Each is made when it is first asked for, and whoever else asks waits.
package enum ReadingTables {
    /// Makes all of them: threads that begin at different ones share the work.
    package static func make(beginningAt turn: Int) {
        let parts = [makeOfNames, makeOfPlaces]
        for part in parts.indices { parts[(part + turn) % parts.count]() }
    }

    private static func makeOfNames() { _ = CompanyWords.shared }

    private static func makeOfPlaces() { _ = (PublicSuffixes.shared, DomainLists.shared, StreetWords.shared) }
}
