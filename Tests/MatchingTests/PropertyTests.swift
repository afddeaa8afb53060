import Testing

@testable import Matching

/// What holds of every normal form, whatever is read.
struct PropertyTests {
    private static let texts = Hostile.texts + Hostile.made(1500, seed: 1)

    @Test("S-08 · folding twice changes nothing, for every character there is")
    func folding() {
        var out = [UInt8](repeating: 0, count: Folding.room)
        var again = out
        var broken: [UInt32] = []
        for value in UInt32(0)...0x3134F {
            guard let scalar = Unicode.Scalar(value), !(0x13000...0x20000).contains(value),
                !(0x3400...0x9FFF).contains(value) || value % 3 == 0
            else { continue }
            let bytes = Array(String(scalar).utf8)
            let count = Folding.shared.fold(bytes.span, into: &out)
            let first = Array(out[..<count])
            let secondCount = Folding.shared.fold(first.span, into: &again)
            if !again[..<secondCount].elementsEqual(first) { broken.append(value) }
        }
        #expect(broken.isEmpty, "\(broken.prefix(20).map { String($0, radix: 16) })")
    }

    @Test("S-08 · normalising a company's name twice changes nothing")
    func companyNames() {
        var name = CompanyName()
        var again = CompanyName()
        let broken = Self.texts.filter { text in
            name.read(text.span)
            again.read(name.text.span)
            let isSound = name.text.isEmpty == (name.keys.joined == 0) && name.text.count <= 255
            return again.text != name.text || again.keys != name.keys || !isSound || !name.text.isText
        }
        #expect(broken.isEmpty, "\(broken.shown)")
    }

    @Test("S-08 · normalising a person's name twice changes nothing")
    func personNames() {
        var name = PersonName()
        var again = PersonName()
        let broken = Self.texts.filter { text in
            name.read(text.span)
            again.read(name.text.span)
            return again.text != name.text || again.keys != name.keys || !name.text.isText
        }
        #expect(broken.isEmpty, "\(broken.shown)")
    }

    @Test("S-08 · normalising a domain or an e-mail address twice changes nothing")
    func domains() {
        var (domain, domainAgain) = (Domain(), Domain())
        var (email, emailAgain) = (Email(), Email())
        let broken = Self.texts.filter { text in
            domain.read(text.span)
            domainAgain.read(domain.text.span)
            email.read(text.span)
            emailAgain.read(email.text.span)
            let isSound = domain.text.isEmpty == (domain.key == 0) && domain.text.isEmpty == (domain.kind == .none)
            return domainAgain.text != domain.text || domainAgain.key != domain.key || !isSound
                || domainAgain.stem != domain.stem || emailAgain.text != email.text || emailAgain.key != email.key
        }
        #expect(broken.isEmpty, "\(broken.shown)")
    }

    @Test("S-08 · normalising a phone number twice changes nothing")
    func phones() {
        var broken: [[UInt8]] = []
        for text in Self.texts.prefix(700) + Self.digits {
            for country in [Country.none, Country("US"), Country("DE"), Country("IT")] {
                let number = PhoneNumber(text.span, in: country)
                if PhoneNumber(number.text) != number { broken.append(text) }
            }
        }
        #expect(broken.isEmpty, "\(broken.shown)")
    }

    @Test("S-08 · normalising an address twice changes nothing")
    func addresses() {
        var (address, again) = (Address(), Address())
        var broken: [[UInt8]] = []
        for (index, text) in Self.texts.enumerated() {
            let other = Self.texts[(index &* 7) % Self.texts.count]
            address.read(
                street: text.span,
                city: other.span,
                region: text.span,
                postcode: other.span,
                country: text.span
            )
            let (street, city) = (
                Array(address.text[..<address.streetCount]), Array(address.text[(address.streetCount + 1)...])
            )
            let (region, postcode) = (
                Array(address.keys.region.description.utf8), Array(address.keys.postcode.description.utf8)
            )
            let country = Array(address.keys.country.description.utf8)
            again.read(
                street: street.span,
                city: city.span,
                region: region.span,
                postcode: postcode.span,
                country: country.span
            )
            if again.text != address.text || again.keys != address.keys { broken.append(text + [0x7C] + other) }
        }
        #expect(broken.isEmpty, "\(broken.shown)")
    }

    @Test("S-08 · blank stays blank, and is not equal or alike to blank")
    func blanks() {
        for text in ["", " ", "\t\n", "\u{200B}", "…", "()", "👍"] {
            let name = CompanyName(text)
            #expect(name.text.isEmpty && !name.keys.isJoined(name.keys) && !name.keys.isReordered(name.keys))
            #expect(name.keys.acronym == 0 && name.keys.initials == 0 && name.wholeInitials == 0)
            let person = PersonName(text)
            #expect(
                person.text.isEmpty && person.keys == PersonKeys()
                    && !person.keys.nicknames.meets(person.keys.nicknames)
            )
            #expect(Domain(text).kind == .none && Email(text).text.isEmpty && PhoneNumber(text) == .none)
            #expect(Address(Address.Parts(street: text, city: text)).keys == AddressKeys())
            #expect(JobTitle(text) == .unknown && !SizeBand(text).isKnown && !SizeBand(text).overlaps(SizeBand(text)))
        }
    }

    @Test("S-08 · a megabyte of nonsense takes no longer than it is long")
    func longTexts() {
        var (name, person, domain, email) = (CompanyName(), PersonName(), Domain(), Email())
        var (address, job) = (Address(), JobTitleReader())
        let blank: [UInt8] = []
        let clock = ContinuousClock()
        for text in Hostile.long {
            let start = clock.now
            name.read(text.span)
            person.read(text.span)
            domain.read(text.span)
            email.read(text.span)
            address.read(
                street: text.span,
                city: text.span,
                region: text.span,
                postcode: text.span,
                country: blank.span
            )
            let phone = PhoneNumber(text.span, in: Country("DE"))
            let title = job.read(text.span)
            let size = SizeBand(text.span)
            let time = clock.now - start
            #expect(phone == .none && title.function == 0 && size.low <= size.high, "\(text.prefix(8))")
            #expect(time < .milliseconds(500), "\(text.prefix(8))")
        }
    }

    @Test("X-11 · a workspace that has read other texts reads the same as a fresh one")
    func workspaces() {
        var (name, person, domain) = (CompanyName(), PersonName(), Domain())
        for text in Self.texts.prefix(400) {
            name.read(text.span)
            person.read(text.span)
            domain.read(text.span)
            var (freshName, freshPerson, freshDomain) = (CompanyName(), PersonName(), Domain())
            freshName.read(text.span)
            freshPerson.read(text.span)
            freshDomain.read(text.span)
            #expect(freshName.text == name.text && freshName.keys == name.keys && freshName.form == name.form)
            #expect(freshName.otherName == name.otherName && freshName.tokens == name.tokens)
            #expect(freshPerson.text == person.text && freshPerson.keys == person.keys)
            #expect(freshDomain.text == domain.text && freshDomain.stemKey == domain.stemKey)
        }
    }

    @Test("X-11 · many threads that read the same texts get the same answers")
    func threads() async {
        let texts = Array(Self.texts.prefix(300))
        let answers = await withTaskGroup(of: [[UInt8]].self) { group in
            for _ in 0..<4 {
                group.addTask {
                    var name = CompanyName()
                    return texts.map { text in
                        name.read(text.span)
                        return name.text
                    }
                }
            }
            return await group.reduce(into: [[[UInt8]]]()) { $0.append($1) }
        }
        #expect(Set(answers).count == 1)
    }

    private static let digits: [[UInt8]] = {
        var dice = Dice(2)
        return (0..<300).map { _ in
            var text: [UInt8] = dice.next(below: 3) == 0 ? [0x2B] : []
            for _ in 0..<(4 + dice.next(below: 12)) {
                text.append(UInt8(0x30 + dice.next(below: 10)))
                if dice.next(below: 5) == 0 { text += Array(dice.pick([" ", "-", ".", "(", ")", "/"]).utf8) }
            }
            return text
        }
    }()
}

extension [UInt8] {
    fileprivate var isText: Bool { String(validating: self, as: UTF8.self) != nil }
}

extension [[UInt8]] {
    /// The first few, for a failure's message.
    fileprivate var shown: [String] { prefix(5).map(\.string) }
}
