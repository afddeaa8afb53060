/// Reads the raw texts of a person into a card; a workspace, one for each thread.
struct PersonFeatures {
    /// The card, in the layout of `PersonView`.
    private(set) var card = CardBuffer()
    /// The card that was read before, which stays as it is until the next is read.
    private var before = CardBuffer()
    /// How many cards were read.
    private(set) var turn = 0

    private var head = PersonHead()
    private var mails: [MailPart] = []
    private var phones: [UInt64] = []
    private var formers: [UInt64] = []
    private var letters: [UInt8] = []

    private var name = PersonName()
    private var company = CompanyName()
    private var mail = Email()
    private var domain = Domain()
    private var titles = JobTitleReader()
    private var address: Address

    init(places: Places) {
        address = Address(places: places)
        letters.reserveCapacity(512)
    }

    @inline(__always)
    var view: PersonView { PersonView(base: UnsafeRawPointer(card.start)) }

    mutating func read(_ entry: PersonEntry) {
        var question = Question()
        question.add(.first, entry.first)
        question.add(.last, entry.last)
        question.add(.fullName, entry.fullName)
        for mail in entry.emails { question.add(.email, mail) }
        for phone in entry.phones { question.add(.phone, phone) }
        question.add(.title, entry.title)
        question.add(.name, entry.companyName)
        question.add(.website, entry.companyDomain)
        question.add(.street, entry.address.street)
        question.add(.city, entry.address.city)
        question.add(.region, entry.address.region)
        question.add(.postcode, entry.address.postcode)
        question.add(.country, entry.address.country)
        question.add(.birthDate, entry.birthDate)
        question.add(.identity, entry.identity)
        readParts(question)
        head.number = entry.number
        head.company = entry.company ?? -1
        head.accuracy = entry.accuracy
        let count = letters.count
        letters.append(contentsOf: entry.sourceID.utf8.prefix(255))
        head.source = UInt8(letters.count - count)
        for former in entry.formerCompanies.prefix(8) {
            company = CompanyName(former)
            if company.keys.joined != 0 { formers.append(company.keys.joined) }
        }
        encode()
    }

    mutating func read(_ question: borrowing Question) {
        readParts(question)
        encode()
    }

    private mutating func readParts(_ question: borrowing Question) {
        head = PersonHead()
        mails.removeAll(keepingCapacity: true)
        phones.removeAll(keepingCapacity: true)
        formers.removeAll(keepingCapacity: true)
        letters.removeAll(keepingCapacity: true)
        readAddress(question)
        readName(question)
        question.each(.email) { text in
            mail.read(text)
            guard mail.key != 0, mails.count < 4, !mails.contains(where: { $0.key == mail.key }) else { return }
            let local = Hash.spread(Hash.of(mail.text.span, 0..<mail.localCount)) | 1
            let isOwn = mail.domain.kind == .own
            mails.append(
                MailPart(
                    key: mail.isRole ? 0 : mail.key,
                    local: mail.isRole || mail.localCount < 5 ? 0 : local,
                    domain: isOwn ? mail.domain.key : 0
                )
            )
            if isOwn, head.companyDomain == 0 { head.companyDomain = mail.domain.key }
        }
        question.each(.phone) { text in
            let phone = PhoneNumber(text, in: head.address.country)
            guard phone.kind != .none, phones.count < 6 else { return }
            let packed = phone.digits | UInt64(phone.kind.rawValue) << 62
            if !phones.contains(packed) { phones.append(packed) }
        }
        question.first(.title) { text in
            guard !text.isEmpty else { return }
            let title = titles.read(text)
            head.level = title.level.rawValue
            head.department = title.department
        }
        question.first(.name) { text in
            guard !text.isEmpty else { return }
            company.read(text)
            (head.companyJoined, head.companyBag) = (company.keys.joined, company.keys.bag)
        }
        question.first(.website) { text in
            guard !text.isEmpty else { return }
            domain.read(text)
            if domain.kind == .own { head.companyDomain = domain.key }
        }
        question.first(.birthDate) { head.birthDate = PersonFeatures.date($0) }
        question.first(.identity) { takeIdentity($0) }
    }

    private mutating func readName(_ question: borrowing Question) {
        question.first(.first) { first in
            question.first(.last) { last in
                question.first(.fullName) { full in
                    if first.isEmpty && last.isEmpty || last.isEmpty && !full.isEmpty {
                        name.read(full)
                    } else {
                        name.read(given: first, family: last)
                    }
                }
            }
        }
        let keys = name.keys
        head.whole = keys.whole
        (head.family, head.given) = (keys.family, keys.given)
        (head.sound, head.initials) = (keys.sound, keys.initials)
        let lines = unsafeBitCast(keys.nicknames.lines, to: SIMD2<UInt64>.self)
        head.nicknames = (lines[0], lines[1])
        letters.append(contentsOf: name.text[name.family].prefix(60))
        head.familyCount = UInt8(letters.count)
        letters.append(contentsOf: name.text[name.given].prefix(60))
        head.givenCount = UInt8(letters.count - Int(head.familyCount))
    }

    private mutating func readAddress(_ question: borrowing Question) {
        question.first(.street) { street in
            question.first(.city) { city in
                question.first(.region) { region in
                    question.first(.postcode) { postcode in
                        question.first(.country) { country in
                            address.read(
                                street: street,
                                city: city,
                                region: region,
                                postcode: postcode,
                                country: country
                            )
                        }
                    }
                }
            }
        }
        head.address = address.keys
        let start = address.streetCount + 1
        let end = address.text.count
        guard end >= start + 5 else { return }
        let first = Hash.of(address.text.span, start..<start + 4) | 1
        let last = Hash.of(address.text.span, end - 4..<end) | 1
        (head.cityHead, head.cityTail) = (first, last)
    }

    /// `19791231`, `1979-12-31`, `31.12.1979`: eight digits, the year where it can be told.
    static func date(_ text: Span<UInt8>) -> UInt32 {
        var groups: [(value: UInt32, count: Int)] = []
        var isOpen = false
        for index in 0..<min(text.count, 24) {
            let byte = text[index]
            guard TokenReader.isDigit(byte) else {
                // The time of day that may follow is not read.
                if byte == 0x54, !groups.isEmpty { break }
                isOpen = false
                continue
            }
            if !isOpen { groups.append((0, 0)) }
            isOpen = true
            guard groups[groups.count - 1].count < 8 else { return 0 }
            groups[groups.count - 1].value = groups[groups.count - 1].value * 10 + UInt32(byte - 0x30)
            groups[groups.count - 1].count += 1
        }
        if groups.count == 1, groups[0].count == 8 { return groups[0].value }
        guard groups.count >= 3 else { return 0 }
        let (one, two, three) = (groups[0], groups[1], groups[2])
        if one.count == 4 { return one.value * 10_000 + two.value % 100 * 100 + three.value % 100 }
        guard three.count == 4 else { return 0 }
        // Day first, unless only the second can be one.
        let (day, month) = two.value > 12 ? (two.value, one.value) : (one.value, two.value)
        return three.value * 10_000 + month % 100 * 100 + day % 100
    }

    private mutating func takeIdentity(_ text: Span<UInt8>) {
        let start = letters.count
        for index in 0..<min(text.count, 40) {
            let byte = text[index]
            let small = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
            if TokenReader.isWord(small) { letters.append(small) }
        }
        guard letters.count - start >= 4 else {
            letters.removeSubrange(start...)
            return
        }
        head.identityCount = UInt8(letters.count - start)
        head.identity = Hash.spread(Hash.of(letters.span, start..<letters.count)) | 1
    }

    private mutating func encode() {
        head.mails = UInt8(mails.count)
        head.phones = UInt8(phones.count)
        head.formers = UInt8(formers.count)
        swap(&card, &before)
        turn += 1
        card.removeAll()
        card.put(one: head)
        card.put(mails)
        card.put(phones)
        card.put(formers)
        card.put(letters)
        card.pad()
    }
}
