/// The index of a catalogue: what was written at first, and behind it what changed since.
///
/// A class, so that those who ask it thousands of times a second hand on where it lies, and do not copy it.
package final class CatalogueIndex: Sendable {
    let companies: Layers
    let people: Layers
    let places: Places

    init(companies: Layers, people: Layers, places: Places) {
        (self.companies, self.people, self.places) = (companies, people, places)
    }

    /// Has the files read in a row, for whoever is about to ask for many records; people only where they are asked for.
    package func readAhead(people asksPeople: Bool) {
        companies.readAhead()
        if asksPeople { people.readAhead() }
    }

    package var companyCount: Int { companies.live }
    package var personCount: Int { people.live }

    /// Hands over the id that a company had in its file; nothing when the index has no such company.
    package func withCompanySource(_ number: Int64, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        if let place = companies.place(ofNumber: number) { body(CompanyView(base: companies.card(place)).source) }
    }

    package func withPersonSource(_ number: Int64, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        if let place = people.place(ofNumber: number) { body(PersonView(base: people.card(place)).source) }
    }

    /// Where a person works, by the index; nil when it does not know the person or the company.
    package func employer(ofPerson number: Int64) -> Int64? {
        guard let place = people.place(ofNumber: number) else { return nil }
        let company = PersonView(base: people.card(place)).head.pointee.company
        return company >= 0 ? company : nil
    }
}
