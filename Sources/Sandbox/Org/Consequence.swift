import Database

/// What the org writes into other tables because rows were saved.
enum Consequence {
    static func draw(_ chunk: SaveChunk, _ db: isolated Connection) throws {
        if chunk.object.isEvent { try PlatformEvent.forgetOld(of: chunk.object, db) }
        switch chunk.object.name {
        case "Opportunity":
            try stageHistory(chunk, db)
            try contactRole(chunk, db)
        case "OpportunityLineItem": try amount(chunk, db)
        case "Profile": try permissionSet(chunk, db)
        default: break
        }
    }

    /// A row for each change of stage, amount, probability or date.
    private static func stageHistory(_ chunk: SaveChunk, _ db: isolated Connection) throws {
        let names = ["StageName", "Amount", "Probability", "CloseDate", "ExpectedRevenue", "ForecastCategory"]
        let fields = names.compactMap { chunk.object.field($0) }
        guard fields.count == names.count else { return }
        let watched = fields.prefix(4)
        let rows = chunk.soundRows.filter { row in
            chunk.operation == .insert || watched.contains { chunk.isChanged(row, $0) }
        }
        guard !rows.isEmpty else { return }
        let first = try IDSequence.reserve(rows.count, prefix: "008", db)
        let table = Table(
            identifier: "OpportunityHistory",
            columns: ["Id", "OpportunityId"] + names
                + ["PrevAmount", "PrevCloseDate", "CreatedDate", "CreatedById", "SystemModstamp"]
        )
        try db.load(into: table) { writer in
            for (offset, row) in rows.enumerated() {
                writer.text(RecordID.make(prefix: "008", number: first + Int64(offset)))
                writer.text(chunk.id(row))
                for field in fields { writer.value(chunk.value(row, field).sqlValue) }
                writer.value(chunk.before(row, fields[1]).sqlValue)
                writer.value(chunk.before(row, fields[3]).sqlValue)
                writer.text(chunk.moment)
                writer.text(chunk.caller.userID)
                writer.text(chunk.moment)
                try writer.endRow()
            }
        }
        for (field, reference) in [
            (fields[1], "LastAmountChangedHistoryId"), (fields[3], "LastCloseDateChangedHistoryId"),
        ] where chunk.operation == .update {
            for (offset, row) in rows.enumerated() where chunk.isChanged(row, field) {
                try db.run(
                    """
                    UPDATE "Opportunity" SET \(identifier: reference)
                    = \(RecordID.make(prefix: "008", number: first + Int64(offset))) WHERE "Id" = \(chunk.id(row))
                    """
                )
            }
        }
    }

    /// The contact named with a new opportunity plays the first role in it.
    private static func contactRole(_ chunk: SaveChunk, _ db: isolated Connection) throws {
        guard chunk.operation == .insert, let contact = chunk.object.field("ContactId"), chunk.isTouched(contact) else {
            return
        }
        let rows = RowMaker(schema: chunk.schema, moment: chunk.moment, userID: chunk.caller.userID)
        for row in chunk.soundRows {
            guard let id = chunk.value(row, contact).text else { continue }
            try rows.insert(
                "OpportunityContactRole",
                ["OpportunityId": .text(chunk.id(row)), "ContactId": .text(id), "IsPrimary": .flag(true)],
                db
            )
        }
    }

    /// An opportunity with products is worth what they cost together.
    private static func amount(_ chunk: SaveChunk, _ db: isolated Connection) throws {
        guard let opportunity = chunk.object.field("OpportunityId") else { return }
        let ids = Set(chunk.soundRows.compactMap { chunk.value($0, opportunity).text })
        for id in ids { try sumProducts(of: id, chunk.moment, db) }
    }

    static func sumProducts(of opportunity: String, _ moment: String, _ db: isolated Connection) throws {
        let items: SQL = "FROM \"OpportunityLineItem\" WHERE \"OpportunityId\" = \(opportunity) AND \"IsDeleted\" = 0"
        try db.run(
            """
            UPDATE "Opportunity" SET "HasOpportunityLineItem" = EXISTS (SELECT 1 \(sql: items)),
            "Amount" = COALESCE((SELECT SUM("TotalPrice") \(sql: items)), "Amount"), "SystemModstamp" = \(moment)
            WHERE "Id" = \(opportunity)
            """
        )
        try db.run(
            """
            UPDATE "Opportunity" SET "ExpectedRevenue" = ROUND("Amount" * "Probability") / 100 WHERE "Id" = \(opportunity)
            """
        )
    }

    /// Each profile has a permission set that carries its permissions.
    private static func permissionSet(_ chunk: SaveChunk, _ db: isolated Connection) throws {
        let rows = RowMaker(schema: chunk.schema, moment: chunk.moment, userID: chunk.caller.userID)
        let permissions = chunk.object.fields.filter { $0.name.hasPrefix("Permissions") }
        for row in chunk.soundRows {
            if chunk.operation == .insert {
                var values: [String: Scalar] = [
                    "Name": .text("X" + chunk.id(row)), "Label": .text(chunk.id(row)),
                    "ProfileId": .text(chunk.id(row)),
                    "IsOwnedByProfile": .flag(true), "Type": "Profile",
                ]
                for field in permissions { values[field.name] = chunk.value(row, field) }
                try rows.insert("PermissionSet", values, db)
            } else {
                for field in permissions where chunk.isChanged(row, field) {
                    try db.run(
                        """
                        UPDATE "PermissionSet" SET \(identifier: field.name) = \(chunk.value(row, field))
                        WHERE "ProfileId" = \(chunk.id(row))
                        """
                    )
                }
            }
        }
    }
}
