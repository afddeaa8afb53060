import Database

extension Seeding {
    // MARK: - Contacts

    /// One contact in twenty is an older one again: typed in twice at the same company, or now at another one.
    private func original(ofContact contact: Int) -> (contact: Int, hasMoved: Bool)? {
        guard contact % 20 == 13 else { return nil }
        var dice = SeedDice(plan.seed, 6, contact)
        let other = dice.below(contact)
        return (other % 20 == 13 ? other - 1 : other, dice.chance(40))
    }

    private func person(ofContact contact: Int) -> SeededPerson {
        SeededPerson(seed: plan.seed, index: original(ofContact: contact)?.contact ?? contact)
    }

    /// Some companies are known by many people, most by one or two.
    func account(ofContact contact: Int) -> Int? {
        if let original = original(ofContact: contact), !original.hasMoved {
            return account(ofContact: original.contact)
        }
        guard plan.accounts > 0 else { return nil }
        var dice = SeedDice(plan.seed, 7, contact)
        return dice.chance(3) ? nil : dice.chance(20) ? dice.below(min(plan.accounts, 50)) : dice.below(plan.accounts)
    }

    var contacts: Crop {
        Crop(
            object: "Contact",
            columns: [
                "Id", "AccountId", "Salutation", "FirstName", "LastName", "Name", "Title", "Department", "Email",
                "Phone",
                "MobilePhone", "MailingStreet", "MailingCity", "MailingState", "MailingPostalCode", "MailingCountry",
                "LeadSource", "HasOptedOutOfEmail", "CreatedDate", "CreatedById", "LastModifiedDate",
                "LastModifiedById",
                "SystemModstamp", "OwnerId",
            ] + PackageColumns.ofPeople,
            rows: plan.contacts
        ) { row, ink, writer in
            var dice = SeedDice(plan.seed, 8, row)
            let account = account(ofContact: row)
            let company = account.map(company(ofAccount:)) ?? SeededCompany(seed: plan.seed, index: -1 - row)
            let original = original(ofContact: row)
            let life = SeededLife(row: row, of: plan.contacts, until: plan.until, &dice)
            let owner = owner(&dice)
            writer.text(id("Contact", row))
            if let account { writer.text(id("Account", account)) } else { writer.null() }
            let isTypedAgain = original.map { !$0.hasMoved } ?? false
            Seeding.writeNames(person(ofContact: row), isTypedAgain: isTypedAgain, &ink, &writer, &dice)
            Seeding.writeWork(person(ofContact: row), hasDepartment: true, &ink, &writer, &dice)
            // Whoever has moved still has the address of the old company in half of the cases.
            let mailCompany =
                original.flatMap { $0.hasMoved && dice.chance(50) ? self.account(ofContact: $0.contact) : nil }
                .map(self.company(ofAccount:)) ?? company
            writer.value(missing: 14, &ink, &dice) { ink, dice in
                if dice.chance(8) {
                    person(ofContact: row).writePrivateMail(in: &ink, &dice)
                } else {
                    person(ofContact: row).writeMail(at: mailCompany, in: &ink)
                }
                if dice.chance(4) { ink.shout() }
            }
            writer.value(missing: 30, &ink, &dice) { ink, dice in ink.writePhone(company.place, &dice) }
            writer.value(missing: 60, &ink, &dice) { ink, dice in ink.writePhone(company.place, &dice) }
            Seeding.writeAddress(company.place, &ink, &writer, &dice)
            writer.value(missing: 40, &ink, &dice) { ink, dice in
                ink.write(Words.leadSources[dice.below(Words.leadSources.count)])
            }
            writer.flag(dice.chance(4))
            writer.audit(life, owner: owner, by: people.isEmpty ? administrator : owner, &ink)
            PackageColumns.write(row, isPerson: true, life, &ink, &writer, &dice)
            try writer.endRow()
        }
    }

    // MARK: - Leads

    /// Who a lead is: one in ten a contact that is known already, and whoever was converted.
    private func contact(ofLead lead: Int) -> Int? {
        guard plan.contacts > 0, lead % 10 == 3 || plan.isConverted(lead: lead) else { return nil }
        var dice = SeedDice(plan.seed, 9, lead)
        return dice.below(plan.contacts)
    }

    var leads: Crop {
        Crop(
            object: "Lead",
            columns: [
                "Id", "Salutation", "FirstName", "LastName", "Name", "Title", "Email", "Company", "Phone",
                "MobilePhone",
                "Street", "City", "State", "PostalCode", "Country", "Website", "LeadSource", "Status", "Industry",
                "NumberOfEmployees", "Rating", "IsConverted", "ConvertedDate", "ConvertedAccountId",
                "ConvertedContactId",
                "IsUnreadByOwner", "CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById",
                "SystemModstamp",
                "OwnerId",
            ] + PackageColumns.ofPeople,
            rows: plan.leads
        ) { row, ink, writer in
            var dice = SeedDice(plan.seed, 10, row)
            let contact = contact(ofLead: row)
            let account =
                contact.flatMap(account(ofContact:))
                ?? (plan.accounts > 0 && dice.chance(35) ? dice.below(plan.accounts) : nil)
            let company = account.map(company(ofAccount:)) ?? SeededCompany(seed: plan.seed, index: 1 << 40 + row / 2)
            let person = contact.map(person(ofContact:)) ?? SeededPerson(seed: plan.seed, index: 1 << 40 + row)
            let isConverted = plan.isConverted(lead: row) && account != nil
            let life = SeededLife(row: row, of: plan.leads, until: plan.until, &dice)
            let owner = owner(&dice)
            writer.text(id("Lead", row))
            Seeding.writeNames(person, isTypedAgain: contact != nil && !isConverted, &ink, &writer, &dice)
            Seeding.writeWork(person, hasDepartment: false, &ink, &writer, &dice)
            writer.value(missing: 16, &ink, &dice) { ink, dice in
                if dice.chance(12) {
                    person.writePrivateMail(in: &ink, &dice)
                } else {
                    person.writeMail(at: company, in: &ink)
                }
            }
            writer.value(&ink, &dice) { ink, dice in
                switch dice.below(100) {
                case 0...1: ink.write("[not provided]")
                case 2: ink.write("n/a")
                case 3...12:
                    company.write(
                        name: SeededCompany.otherSpellings[dice.below(SeededCompany.otherSpellings.count)],
                        in: &ink,
                        &dice
                    )
                default: company.write(name: .own, in: &ink, &dice)
                }
            }
            writer.value(missing: 35, &ink, &dice) { ink, dice in ink.writePhone(company.place, &dice) }
            writer.value(missing: 70, &ink, &dice) { ink, dice in ink.writePhone(company.place, &dice) }
            Seeding.writeAddress(company.place, &ink, &writer, &dice)
            writer.value(missing: 55, &ink, &dice) { ink, dice in company.writeWebsite(in: &ink, &dice) }
            writer.value(missing: 15, &ink, &dice) { ink, dice in
                ink.write(Words.leadSources[dice.skewed(Words.leadSources.count)])
            }
            writer.text(
                isConverted
                    ? "Closed - Converted"
                    : dice.chance(55)
                        ? "Open - Not Contacted" : dice.chance(60) ? "Working - Contacted" : "Closed - Not Converted"
            )
            writer.value(missing: 45, &ink, &dice) { ink, _ in ink.write(company.industry) }
            if dice.chance(60) { writer.null() } else { writer.integer(Int64(5 + dice.below(2000))) }
            writer.value(missing: 60, &ink, &dice) { ink, dice in ink.write(Words.ratings[dice.below(3)]) }
            writer.flag(isConverted)
            if isConverted, let account, let contact {
                writer.day(life.changed / 86400, &ink)
                writer.text(id("Account", account))
                writer.text(id("Contact", contact))
            } else {
                for _ in 0..<3 { writer.null() }
            }
            writer.flag(dice.chance(40))
            writer.audit(life, owner: owner, by: people.isEmpty ? administrator : owner, &ink)
            PackageColumns.write(row, isPerson: true, life, &ink, &writer, &dice)
            try writer.endRow()
        }
    }

    // MARK: - Both

    /// Salutation, first name, last name, and the whole name as the org puts it together.
    private static func writeNames(
        _ person: SeededPerson,
        isTypedAgain: Bool,
        _ ink: inout Ink,
        _ writer: inout RowWriter,
        _ dice: inout SeedDice
    ) {
        let spellings = SeededPerson.otherSpellings
        let spelling: SeededPerson.Spelling =
            isTypedAgain
            ? spellings[dice.below(spellings.count)] : dice.chance(2) ? .shouted : dice.chance(2) ? .whispered : .own
        writer.value(missing: 70, &ink, &dice) { ink, dice in
            ink.write(Words.salutations[dice.skewed(Words.salutations.count)])
        }
        var first = Ink()
        if dice.chance(96) { person.write(firstName: spelling, in: &first) }
        var last = Ink()
        person.write(lastName: spelling, in: &last, &dice)
        writer.text(first)
        writer.text(last)
        ink.clear()
        ink.write(first)
        if !first.bytes.isEmpty { ink.write(" ") }
        ink.write(last)
        writer.text(ink)
    }

    /// Title and, for a contact, department.
    private static func writeWork(
        _ person: SeededPerson,
        hasDepartment: Bool,
        _ ink: inout Ink,
        _ writer: inout RowWriter,
        _ dice: inout SeedDice
    ) {
        let title = Words.titles[person.title]
        writer.value(missing: 18, &ink, &dice) { ink, dice in ink.write(dice.chance(70) ? title.title : title.short) }
        guard hasDepartment else { return }
        writer.value(missing: 50, &ink, &dice) { ink, _ in ink.write(title.department) }
    }
}
