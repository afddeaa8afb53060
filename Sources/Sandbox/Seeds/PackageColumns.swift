import Database

/// The package's fields in seeded rows: most are empty, because most rows were never enriched.
enum PackageColumns {
    /// On companies, and on people.
    static let ofCompanies = [
        "Loam_Company_ID__c", "Loam_First_Updated__c", "Loam_Last_Updated__c", "Loam_Enrich_Status__c",
        "Loam_No_Match_Reason__c",
    ]
    static let ofPeople = ofCompanies + ["Loam_Contact_ID__c", "Loam_Person_Has_Moved__c"]

    static func write(
        _ row: Int,
        isPerson: Bool,
        _ life: SeededLife,
        _ ink: inout Ink,
        _ writer: inout RowWriter,
        _ dice: inout SeedDice
    ) {
        guard life.changed > life.made, dice.chance(25) else {
            for _ in isPerson ? ofPeople : ofCompanies { writer.null() }
            return
        }
        let isMatched = dice.chance(80)
        writer.value(missing: isMatched ? 0 : 100, &ink, &dice) { ink, dice in
            ink.write("C")
            ink.write(1_000_000 + dice.below(8_999_999))
        }
        writer.moment(life.made + Int64(dice.below(Int(life.changed - life.made))), &ink)
        writer.moment(life.changed, &ink)
        writer.text(isMatched ? (isPerson && dice.chance(20) ? "Company Match Only" : "Matched") : "No Match")
        writer.value(missing: isMatched ? 100 : 0, &ink, &dice) { ink, dice in
            ink.write(Words.noMatchReasons[dice.below(Words.noMatchReasons.count)])
        }
        guard isPerson else { return }
        writer.value(missing: isMatched ? 0 : 100, &ink, &dice) { ink, dice in
            ink.write("P")
            ink.write(1_000_000 + dice.below(8_999_999))
        }
        writer.text(dice.chance(6) ? "Yes" : dice.chance(10) ? "Uncertain" : "No")
    }
}
