/// Draws which dirt befalls a record, and remembers it.
struct Soil {
    let level: Dirt.Level
    var chance: Chance
    private(set) var dirt: [Dirt] = []

    init(level: Dirt.Level, chance: Chance) { (self.level, self.chance) = (level, chance) }

    /// Draws even where nothing can come of it, so that each dirt stands by itself.
    mutating func befalls(_ kind: Dirt, if possible: Bool = true) -> Bool {
        let drawn = chance.happens(kind.rate(in: level))
        guard drawn, possible else { return false }
        dirt.append(kind)
        return true
    }

    mutating func note(_ kind: Dirt) { dirt.append(kind) }
}
