import Database

extension Seeding {
    /// One account in sixteen is an older one again, written differently.
    static func original(of account: Int, seed: UInt64) -> Int? {
        guard account % 16 == 11 else { return nil }
        var dice = SeedDice(seed, 4, account)
        let other = dice.below(account)
        return other % 16 == 11 ? other - 1 : other
    }

    /// The company that an account stands for.
    func company(ofAccount account: Int) -> SeededCompany {
        SeededCompany(seed: plan.seed, index: Seeding.original(of: account, seed: plan.seed) ?? account)
    }

    func write(companyOfAccount account: Int, in ink: inout Ink, _ dice: inout SeedDice) {
        let isTwin = Seeding.original(of: account, seed: plan.seed) != nil
        let spellings = SeededCompany.otherSpellings
        let spelling: SeededCompany.Spelling =
            isTwin
            ? spellings[dice.below(spellings.count)] : dice.chance(3) ? .shouted : dice.chance(2) ? .spaced : .own
        company(ofAccount: account).write(name: spelling, in: &ink, &dice)
    }

    var accounts: Crop {
        Crop(
            object: "Account",
            columns: [
                "Id", "Name", "Type", "ParentId", "BillingStreet", "BillingCity", "BillingState", "BillingPostalCode",
                "BillingCountry", "Phone", "Fax", "AccountNumber", "Website", "Industry", "AnnualRevenue",
                "NumberOfEmployees", "Rating", "AccountSource", "Description", "CreatedDate", "CreatedById",
                "LastModifiedDate", "LastModifiedById", "SystemModstamp", "OwnerId",
            ] + PackageColumns.ofCompanies,
            rows: plan.accounts
        ) { row, ink, writer in
            var dice = SeedDice(plan.seed, 5, row)
            let company = company(ofAccount: row)
            let place = company.place
            let life = SeededLife(row: row, of: plan.accounts, until: plan.until, &dice)
            let owner = owner(&dice)
            writer.text(id("Account", row))
            writer.value(&ink, &dice) { ink, dice in write(companyOfAccount: row, in: &ink, &dice) }
            writer.value(missing: 20, &ink, &dice) { ink, dice in
                ink.write(Words.accountTypes[dice.skewed(Words.accountTypes.count)])
            }
            if row > 10, dice.chance(5) { writer.text(id("Account", dice.below(row))) } else { writer.null() }
            Seeding.writeAddress(place, &ink, &writer, &dice)
            // Now and then the number stands in the wrong column, or in both.
            let isMisplaced = dice.chance(3)
            writer.value(missing: isMisplaced ? 100 : 12, &ink, &dice) { ink, dice in ink.writePhone(place, &dice) }
            writer.value(missing: isMisplaced ? 0 : 75, &ink, &dice) { ink, dice in ink.writePhone(place, &dice) }
            writer.value(missing: 60, &ink, &dice) { ink, _ in
                ink.write("AC-")
                ink.write(row + 1, digits: 6)
            }
            writer.value(missing: 22, &ink, &dice) { ink, dice in company.writeWebsite(in: &ink, &dice) }
            writer.value(missing: 25, &ink, &dice) { ink, dice in
                if dice.chance(98) { ink.write(company.industry) } else { ink.write("n/a") }
            }
            // Revenue and head count go together, where both are known.
            let size = dice.below(5)
            var employees = 5 + dice.below(20)
            for _ in 0..<size { employees *= 4 }
            let revenue = employees * (80_000 + dice.below(20) * 10_000)
            if dice.chance(45) { writer.null() } else { writer.real(Double(revenue)) }
            if dice.chance(35) { writer.null() } else { writer.integer(Int64(employees)) }
            writer.value(missing: 70, &ink, &dice) { ink, dice in ink.write(Words.ratings[dice.below(3)]) }
            writer.value(missing: 40, &ink, &dice) { ink, dice in
                ink.write(Words.leadSources[dice.below(Words.leadSources.count)])
            }
            writer.value(missing: 85, &ink, &dice) { ink, dice in
                // What belongs elsewhere ends up here.
                ink.write("See ")
                company.writeWebsite(in: &ink, &dice)
            }
            writer.audit(life, owner: owner, by: people.isEmpty ? administrator : owner, &ink)
            PackageColumns.write(row, isPerson: false, life, &ink, &writer, &dice)
            try writer.endRow()
        }
    }

    /// Street, city, state, postal code and country, each in its ways of being missing or untidy.
    static func writeAddress(_ place: SeededPlace, _ ink: inout Ink, _ writer: inout RowWriter, _ dice: inout SeedDice)
    {
        writer.value(missing: 25, &ink, &dice) { ink, dice in
            ink.write(1 + dice.below(980))
            ink.write(" ")
            ink.write(Words.streets[dice.below(Words.streets.count)])
            ink.write(dice.chance(60) ? " Street" : dice.chance(50) ? " St." : " Ave")
            if dice.chance(10) {
                ink.write(", Suite ")
                ink.write(100 + dice.below(800))
            }
        }
        let isWholeInCity = dice.chance(3) && !place.stateCode.isEmpty
        writer.value(missing: 10, &ink, &dice) { ink, dice in
            ink.write(place.city)
            if isWholeInCity {
                ink.write(", ")
                ink.write(place.stateCode)
            } else if dice.chance(3) {
                ink.shout()
            }
        }
        writer.value(missing: isWholeInCity ? 100 : 15, &ink, &dice) { ink, dice in
            ink.write(dice.chance(55) ? place.stateCode : place.state)
        }
        writer.value(missing: 20, &ink, &dice) { ink, dice in ink.write(pattern: place.postalCode, &dice) }
        writer.value(missing: 12, &ink, &dice) { ink, dice in
            let nicknames = place.country.nicknames
            if dice.chance(25) {
                ink.write(nicknames[dice.below(nicknames.count)])
            } else {
                ink.write(place.country.name)
            }
        }
    }
}

extension StaticString {
    var isEmpty: Bool { utf8CodeUnitCount == 0 }
}
