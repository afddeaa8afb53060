/// What of two records is compared.
package enum Comparison: UInt8, Sendable, CaseIterable {
    case name, legalForm, domain, phone, place, size, ticker
    case givenName, familyName, email, personPhone, company, title, birthDate, identity, home
}

/// How two agree in one comparison.
package enum Level: UInt8, Sendable, CaseIterable {
    case blank
    case same, reordered, otherName, domainName, acronym, partial, alike, different
    case stem, spellsName, near
    case address, postcode, street, house, city, cityAlike, area, region, country, otherCity, otherRegion, otherCountry
    case sameLine
    case initial, nickname, swapped, contained
}

/// The evidence for one candidate: a level and its bits for each comparison.
package struct Tally: Sendable {
    private(set) var levels = SIMD16<UInt8>(repeating: 0)
    /// In hundredths; no comparison comes to 327 bits.
    private(set) var bits = SIMD16<Int16>(repeating: 0)
    var prior = Bits.zero

    @inline(__always)
    mutating func add(_ comparison: Comparison, _ level: Level, _ bits: Float) {
        levels[Int(comparison.rawValue)] = level.rawValue
        self.bits[Int(comparison.rawValue)] = Int16(clamping: Bits(bits).hundredths)
    }

    @inline(__always)
    var total: Bits { Bits(hundredths: prior.hundredths &+ SIMD16<Int32>(truncatingIfNeeded: bits).wrappedSum()) }

    @inline(__always)
    package func level(_ comparison: Comparison) -> Level {
        Level(rawValue: levels[Int(comparison.rawValue)]) ?? .blank
    }

    @inline(__always)
    package func bits(_ comparison: Comparison) -> Bits { Bits(hundredths: Int32(bits[Int(comparison.rawValue)])) }

    /// What was compared, in the order of the comparisons. The prior and these add up to the score.
    package var evidence: [Evidence] {
        Comparison.allCases.compactMap { comparison in
            let level = level(comparison)
            return level == .blank ? nil : Evidence(comparison: comparison, level: level, bits: bits(comparison))
        }
    }
}

/// What one comparison tells.
package struct Evidence: Sendable, Hashable {
    package var comparison: Comparison
    package var level: Level
    package var bits: Bits

    package init(comparison: Comparison, level: Level, bits: Bits) {
        (self.comparison, self.level, self.bits) = (comparison, level, bits)
    }
}
