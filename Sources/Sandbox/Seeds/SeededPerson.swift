/// A made-up person: a few numbers from which names and addresses can be written.
struct SeededPerson {
    let title: Int
    private let firstName: Int
    private let surnameStart: Int
    private let surnameEnd: Int
    private let mailStyle: Int

    init(seed: UInt64, index: Int) {
        var dice = SeedDice(seed, 2, index)
        title = dice.below(Words.titles.count)
        firstName = dice.below(Words.firstNames.count)
        surnameStart = dice.below(Words.surnameStarts.count)
        surnameEnd = dice.below(Words.surnameEnds.count)
        mailStyle = dice.below(10)
    }

    /// How the names came to differ from the person's own ones.
    enum Spelling: Sendable {
        case own, nickname, misspelt, shouted, whispered, initial
    }

    static let otherSpellings: [Spelling] = [.nickname, .misspelt, .shouted, .whispered, .initial]

    func write(firstName spelling: Spelling, in ink: inout Ink) {
        let name = Words.firstNames[firstName]
        switch spelling {
        case .own, .misspelt: ink.write(name.full)
        case .nickname: ink.write(name.short)
        case .initial:
            name.full.withUTF8Buffer { letters in ink.write(initial: letters.first) }
            ink.write(".")
        case .shouted:
            ink.write(name.full)
            ink.shout()
        case .whispered:
            ink.write(name.full)
            ink.whisper()
        }
    }

    func write(lastName spelling: Spelling, in ink: inout Ink, _ dice: inout SeedDice) {
        ink.write(Words.surnameStarts[surnameStart])
        ink.write(Words.surnameEnds[surnameEnd])
        switch spelling {
        case .misspelt: ink.misspell(&dice)
        case .shouted: ink.shout()
        case .whispered: ink.whisper()
        case .own, .nickname, .initial: break
        }
    }

    /// The address at work, in the company's own way of making them.
    func writeMail(at company: SeededCompany, in ink: inout Ink) {
        let name = Words.firstNames[firstName]
        switch mailStyle {
        case 0...5:
            ink.writeSlug(name.full)
            ink.write(".")
            writeSurnameSlug(in: &ink)
        case 6...7:
            name.full.withUTF8Buffer { letters in ink.write(initial: letters.first.map { $0 | 0x20 }) }
            writeSurnameSlug(in: &ink)
        case 8: ink.writeSlug(name.short)
        default:
            writeSurnameSlug(in: &ink)
            ink.write(".")
            ink.writeSlug(name.full)
        }
        ink.write("@")
        company.writeDomain(in: &ink)
    }

    /// A private address, which names no company.
    func writePrivateMail(in ink: inout Ink, _ dice: inout SeedDice) {
        ink.writeSlug(Words.firstNames[firstName].short)
        writeSurnameSlug(in: &ink)
        ink.write(dice.below(100), digits: 2)
        ink.write("@mail.example")
    }

    /// `ada.lund`.
    func writeSlug(in ink: inout Ink) {
        ink.writeSlug(Words.firstNames[firstName].full)
        ink.write(".")
        writeSurnameSlug(in: &ink)
    }

    private func writeSurnameSlug(in ink: inout Ink) {
        ink.writeSlug(Words.surnameStarts[surnameStart])
        ink.writeSlug(Words.surnameEnds[surnameEnd])
    }
}

extension Ink {
    fileprivate mutating func write(initial letter: UInt8?) {
        if let letter { append(letter) }
    }
}
