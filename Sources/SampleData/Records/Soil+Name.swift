extension Soil {
    mutating func name(of company: SampleCompany) -> String {
        let name = company.name
        var legalForm = name.legalForm
        var core = name.core
        if let former = company.formerNames.first, befalls(.formerName) { (core, legalForm) = (former, nil) }
        if let trading = company.tradingNames.first, befalls(.tradingName) { (core, legalForm) = (trading, nil) }
        if let native = name.native, befalls(.otherScript) { (core, legalForm) = (native, nil) }
        if befalls(.brandOnly, if: !name.brand.isEmpty && name.brand != name.core) {
            (core, legalForm) = (name.brand, nil)
        }
        let words = core.split(separator: " ").filter { $0.first?.isLetter == true }
        if befalls(.acronym, if: words.count > 2) { (core, legalForm) = (core.withoutMarks.initials.uppercased(), nil) }

        if befalls(.legalFormDropped, if: legalForm != nil) { legalForm = nil }
        let usesVariant = befalls(.legalFormVariant, if: legalForm != nil)
        if befalls(.abbreviated, if: words.count > 1) { core = Typing.abbreviated(core, &chance) }
        if befalls(.swappedWords, if: words.count > 1) { core = Typing.swapped(core, &chance) }
        if befalls(.joinedWords, if: words.count > 1) { core = Typing.joined(core, &chance) }
        if befalls(.typo) { core = Typing.mistyped(core, &chance) }
        if befalls(.secondTypo) { core = Typing.mistyped(core, &chance) }
        if befalls(.plainLetters, if: core.utf8.contains { $0 > 0x7F }) { core = core.withoutMarks }

        var written = core
        if let legalForm {
            let form = usesVariant ? chance.pick(legalForm.variants) : legalForm.written
            written += (chance.happens(0.1) ? ", " : " ") + form
        }
        if befalls(.townAdded) {
            written += chance.happens(0.5) ? " - " + company.address.city : " (" + company.address.city + ")"
        }
        if befalls(.noteAdded) {
            written += chance.pick([" (HQ)", " *", " - DUPLICATE", " (old)", " / Accounts Payable", " - do not call"])
        }
        if befalls(.shouted) { written = written.uppercased() }
        if befalls(.uncapitalised) { written = written.lowercased() }
        return written
    }
}
