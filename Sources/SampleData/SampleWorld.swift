/// A made-up world of companies and people, the same for the same seed and sizes on every machine.
///
/// Nothing is kept: a row is made from its number, when it is asked for. Numbers past the end make rows as good as the
/// others that the catalogue does not hold.
package struct SampleWorld: Sendable {
    package let seed: UInt64
    package let companies: Int
    package let people: Int

    package init(seed: UInt64 = 1, companies: Int, people: Int) {
        (self.seed, self.companies, self.people) = (seed, max(1, companies), people)
    }

    func chance(_ purpose: Chance.Purpose, _ number: Int) -> Chance { Chance(seed, purpose, number) }
}
