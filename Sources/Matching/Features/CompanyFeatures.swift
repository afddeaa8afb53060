/// Reads the raw texts of a company or a record into a card: the same for both, so that they compare alike.
///
/// A workspace, one for each thread.
struct CompanyFeatures {
    /// The card, in the layout of `CompanyView`.
    private(set) var card = CardBuffer()
    /// The card that was read before, which stays as it is until the next is read.
    private var before = CardBuffer()
    /// How many cards were read.
    private(set) var turn = 0
    private(set) var hasFreeMail = false

    private var head = CompanyHead()
    private var domains: [UInt64] = []
    private var phones: [UInt64] = []
    private var names: [NamePart] = []
    private var tokens: [NameToken] = []
    private var letters: [UInt8] = []
    private var source: [UInt8] = []

    private var name = CompanyName()
    private var domain = Domain()
    private var mail = Email()
    private var address: Address

    init(places: Places) {
        address = Address(places: places)
        domains.reserveCapacity(16)
        phones.reserveCapacity(16)
        names.reserveCapacity(32)
        tokens.reserveCapacity(256)
        letters.reserveCapacity(4096)
    }

    @inline(__always)
    var view: CompanyView { CompanyView(base: UnsafeRawPointer(card.start)) }

    mutating func read(_ entry: CompanyEntry) {
        clear()
        head.number = entry.number
        head.parent = entry.parent ?? -1
        source.append(contentsOf: entry.sourceID.utf8.prefix(255))
        let parts = entry.address
        var (street, city, region) = (parts.street, parts.city, parts.region)
        var (postcode, country) = (parts.postcode, parts.country)
        street.withUTF8 { street in
            city.withUTF8 { city in
                region.withUTF8 { region in
                    postcode.withUTF8 { postcode in
                        country.withUTF8 { country in
                            address.read(
                                street: street.span,
                                city: city.span,
                                region: region.span,
                                postcode: postcode.span,
                                country: country.span
                            )
                        }
                    }
                }
            }
        }
        takeAddress()
        addName(entry.name, .main)
        for other in entry.otherNames { addName(other.text, NamePart.Kind(other.kind)) }
        for website in entry.websites + entry.emailDomains {
            var website = website
            website.withUTF8 { bytes in
                domain.read(bytes.span)
                addDomain()
            }
        }
        for phone in entry.phones {
            var phone = phone
            phone.withUTF8 { addPhone($0.span) }
        }
        takeSize(SizeBand(entry.employees))
        var ticker = entry.ticker
        ticker.withUTF8 { takeTicker($0.span) }
        encode()
    }

    /// Reads the company's part of a record; the place may be the person's where the company's is not said.
    mutating func read(_ question: borrowing Question) {
        clear()
        readAddress(question)
        question.each(.name) {
            addName($0, .main)
            addNamesWithoutNotes($0)
        }
        question.each(.otherName) { addName($0, .alias) }
        question.each(.website) { text in
            domain.read(text)
            if domain.kind == .freeMail { hasFreeMail = true }
            addDomain()
        }
        question.each(.email) { text in
            mail.read(text)
            if mail.domain.kind == .freeMail { hasFreeMail = true }
            domain = mail.domain
            addDomain()
        }
        question.each(.companyPhone) { addPhone($0) }
        question.each(.phone) { addPhone($0) }
        question.first(.employees) { if !$0.isEmpty { takeSize(SizeBand($0)) } }
        question.first(.ticker) { takeTicker($0) }
        encode()
    }

    private mutating func readAddress(_ question: borrowing Question) {
        let isCompanys =
            question.has(.companyCity) || question.has(.companyPostcode) || question.has(.companyCountry)
            || question.has(.companyStreet)
        let likely = likelyLand(question)
        let fields: [Question.Field] =
            isCompanys
            ? [.companyStreet, .companyCity, .companyRegion, .companyPostcode, .companyCountry]
            : [.street, .city, .region, .postcode, .country]
        question.first(fields[0]) { street in
            question.first(fields[1]) { city in
                question.first(fields[2]) { region in
                    question.first(fields[3]) { postcode in
                        question.first(fields[4]) { country in
                            address.read(
                                street: street,
                                city: city,
                                region: region,
                                postcode: postcode,
                                country: country,
                                likely: likely
                            )
                        }
                    }
                }
            }
        }
        takeAddress()
    }

    /// The land by a phone number's code or a domain's ending, looked for where a region stands without its land.
    private mutating func likelyLand(_ question: borrowing Question) -> Country {
        guard !question.has(.companyCountry), !question.has(.country),
            question.has(.companyRegion) || question.has(.region)
        else { return .none }
        var land = Country.none
        for field in [Question.Field.companyPhone, .phone] {
            question.each(field) { if land == .none { land = PhonePlan.land(of: PhoneDigits($0)) } }
        }
        guard land == .none else { return land }
        question.first(.website) { domain.read($0) }
        return domain.land
    }

    private mutating func takeAddress() {
        head.address = address.keys
        head.isLandAssumed = address.isLandAssumed
        let start = address.streetCount + 1
        let end = address.text.count
        guard end >= start + 5 else { return }
        let first = Hash.of(address.text.span, start..<start + 4) | 1
        let last = Hash.of(address.text.span, end - 4..<end) | 1
        (head.cityHead, head.cityTail) = (first, last)
    }

    private mutating func clear() {
        head = CompanyHead()
        hasFreeMail = false
        source.removeAll(keepingCapacity: true)
        domains.removeAll(keepingCapacity: true)
        phones.removeAll(keepingCapacity: true)
        names.removeAll(keepingCapacity: true)
        tokens.removeAll(keepingCapacity: true)
        letters.removeAll(keepingCapacity: true)
    }

    private mutating func addName(_ text: String, _ kind: NamePart.Kind) {
        var text = text
        text.withUTF8 { addName($0.span, kind) }
    }

    private mutating func addName(_ text: Span<UInt8>, _ kind: NamePart.Kind) {
        guard !text.isEmpty else { return }
        name.read(text)
        let (other, otherKind) = (name.otherName, name.other)
        add(name.text, name.tokens, name.keys, kind, form: name.form, wholeInitials: name.wholeInitials)
        guard !other.isEmpty, otherKind != .none else { return }
        name.read(other.span)
        let kindOfOther: NamePart.Kind = otherKind == .former ? .former : .trading
        add(name.text, name.tokens, name.keys, kindOfOther, form: name.form, wholeInitials: name.wholeInitials)
    }

    private mutating func addNamesWithoutNotes(_ text: Span<UInt8>) {
        var end = text.count
        for _ in 0..<3 {
            guard let start = NameNote.start(in: text, before: end) else { return }
            addName(text.extracting(..<start), .withoutNote)
            end = start
        }
    }

    private mutating func add(
        _ text: [UInt8],
        _ words: [NameToken],
        _ keys: NameKeys,
        _ kind: NamePart.Kind,
        form: UInt8,
        wholeInitials: UInt64 = 0
    ) {
        guard !words.isEmpty, names.count < 16 else { return }
        if names.contains(where: { $0.keys.joined == keys.joined }) { return }
        var part = NamePart()
        part.keys = keys
        part.wholeInitials = wholeInitials
        part.firstToken = UInt16(tokens.count)
        part.firstLetter = UInt16(letters.count)
        part.tokens = UInt8(words.count)
        part.letters = UInt8(text.count)
        part.kind = kind
        part.form = form
        names.append(part)
        for var word in words {
            word.form = 0
            tokens.append(word)
        }
        letters.append(contentsOf: text)
    }

    private mutating func addDomain() {
        guard domain.kind == .own, domains.count < 8, !domains.contains(domain.key) else { return }
        domains.append(domain.key)
        guard (2...63).contains(domain.stem.count) else { return }
        if names.contains(where: { $0.keys.joined == domain.stemKey }) { return }
        let stem = domain.stem
        var keys = NameKeys()
        keys.joined = domain.stemKey
        let hash = Skeleton.hash(of: stem.span, 0..<stem.count)
        keys.bag = Hash.spread(hash)
        add(stem, [NameToken(hash: hash, start: 0, length: UInt8(stem.count))], keys, .domain, form: 0)
    }

    private mutating func addPhone(_ text: Span<UInt8>) {
        guard !text.isEmpty, phones.count < 8 else { return }
        let phone = PhoneNumber(text, in: head.address.country)
        guard phone.kind != .none else { return }
        let packed = phone.digits | UInt64(phone.kind.rawValue) << 62
        if !phones.contains(packed) { phones.append(packed) }
    }

    private mutating func takeSize(_ band: SizeBand) {
        guard band.isKnown else { return }
        head.sizeLow = CompanyFeatures.eighths(max(1, band.low))
        head.sizeHigh = CompanyFeatures.eighths(max(1, band.high))
    }

    /// One more than eight times the logarithm to the base of two, 255 at most.
    private static func eighths(_ value: UInt64) -> UInt8 {
        let power = 63 - value.leadingZeroBitCount
        let rest = power >= 3 ? value >> UInt64(power - 3) & 7 : value << UInt64(3 - power) & 7
        return UInt8(min(255, power * 8 + Int(rest) + 1))
    }

    private mutating func takeTicker(_ text: Span<UInt8>) {
        guard text.count > 0, text.count <= 12 else { return }
        var hash = Hash.start
        for index in text.indices {
            let byte = text[index]
            hash = Hash.next(hash, byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
        }
        head.ticker = Hash.end(hash) | 1
    }

    private mutating func encode() {
        head.tokens = UInt16(tokens.count)
        head.letters = UInt16(letters.count)
        head.domains = UInt8(domains.count)
        head.phones = UInt8(phones.count)
        head.names = UInt8(names.count)
        head.source = UInt8(source.count)
        swap(&card, &before)
        turn += 1
        card.removeAll()
        card.put(one: head)
        card.put(domains)
        card.put(phones)
        card.put(names)
        card.put(tokens)
        card.put(letters)
        card.put(source)
        card.pad()
    }
}
