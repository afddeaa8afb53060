import Synchronization

@testable import Matching

// Two workspaces of each kind live as long as the program: what one input leaves behind must not show in the next.
private let companyNames = Mutex((CompanyName(), CompanyName()))
private let personNames = Mutex((PersonName(), PersonName()))
private let domains = Mutex((Domain(), Domain()))
private let emails = Mutex((Email(), Email()))
private let addresses = Mutex((Address(), Address()))

/// Whatever people write into the fields by which records are matched.
let matchingTargets: [FuzzTarget] = [
    FuzzTarget("company-name") { bytes in
        companyNames.withLock { names in
            names.0.read(bytes.span)
            let text = names.0.text
            names.1.read(text.span)
            check(names.1.text == text, "a normal form is its own normal form")
            check(names.1.keys == names.0.keys, "a normal form has the keys of what it was made from")
            check(text.isEmpty == (names.0.keys.joined == 0), "only a blank has no key")
            check(String(validating: text, as: UTF8.self) != nil, "a normal form is text")
            var end = bytes.count
            while let start = NameNote.start(in: bytes.span, before: end) {
                check(start > 0 && start < end, "what stands before a note is shorter, and not nothing")
                end = start
            }
        }
    },
    FuzzTarget("person-name") { bytes in
        personNames.withLock { names in
            names.0.read(bytes.span)
            let text = names.0.text
            names.1.read(text.span)
            check(names.1.text == text, "a normal form is its own normal form")
            check(names.1.keys == names.0.keys, "a normal form has the keys of what it was made from")
            check(String(validating: text, as: UTF8.self) != nil, "a normal form is text")
        }
    },
    FuzzTarget("domain") { bytes in
        domains.withLock { domains in
            domains.0.read(bytes.span)
            let text = domains.0.text
            domains.1.read(text.span)
            check(domains.1.text == text, "a domain is its own normal form")
            check(domains.1.key == domains.0.key, "a domain has the key of what it was made from")
            check(text.allSatisfy { (0x21...0x7E).contains($0) }, "a domain is ASCII")
        }
    },
    FuzzTarget("written-email") { bytes in
        emails.withLock { emails in
            emails.0.read(bytes.span)
            let text = emails.0.text
            emails.1.read(text.span)
            check(emails.1.text == text, "an address is its own normal form")
            check(emails.1.key == emails.0.key, "an address has the key of what it was made from")
        }
    },
    FuzzTarget("phone-number") { bytes in
        let number = PhoneNumber(bytes.span, in: Country("US"))
        check(PhoneNumber(number.text) == number, "a number is its own normal form")
        let digits = PhoneDigits(bytes.span)
        if digits.isPlain, let quick = PhonePlan.read(digits, in: Country("DE")) {
            check(quick == PhoneLibrary.ask(bytes.span, in: Country("DE")), "the short way agrees with the library")
        }
    },
    FuzzTarget("postal-address") { bytes in
        addresses.withLock { addresses in
            let blank: [UInt8] = []
            addresses.0.read(
                street: bytes.span,
                city: bytes.span,
                region: blank.span,
                postcode: blank.span,
                country: blank.span
            )
            let text = addresses.0.text
            let street = Array(text[..<addresses.0.streetCount])
            let city = Array(text[(addresses.0.streetCount + 1)...])
            addresses.1.read(
                street: street.span,
                city: city.span,
                region: blank.span,
                postcode: blank.span,
                country: blank.span
            )
            check(addresses.1.text == text, "an address is its own normal form")
            check(addresses.1.keys == addresses.0.keys, "an address has the keys of what it was made from")
        }
    },
    .text("job-title") { text in
        let title = JobTitle(text)
        check(Int(title.function) < JobTitle.functions.count, "a function is one of those known")
        let postcode = Postcode(text, in: Country("US"))
        check(Postcode(postcode.description, in: Country("US")) == postcode, "a postcode is its own normal form")
        let band = SizeBand(text)
        check(band.low <= band.high, "a band has its ends in order")
    },
]
