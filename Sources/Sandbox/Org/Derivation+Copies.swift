import Database

/// Values that a row copies from the rows it refers to.
extension Derivation {
    private static let memberCopies = [
        "Salutation", "Name", "FirstName", "LastName", "Title", "Email", "Phone", "Fax", "MobilePhone", "Description",
        "DoNotCall", "HasOptedOutOfEmail", "HasOptedOutOfFax", "LeadSource",
    ]

    static func campaignMember(_ chunk: SaveChunk, _ db: isolated Connection) throws {
        let object = chunk.object
        guard let lead = object.field("LeadId"), let contact = object.field("ContactId"),
            let campaign = object.field("CampaignId"), let person = object.field("LeadOrContactId"),
            let owner = object.field("LeadOrContactOwnerId"), let type = object.field("Type"),
            let status = object.field("Status"), let responded = object.field("HasResponded"),
            let respondedDate = object.field("FirstRespondedDate"), let company = object.field("CompanyOrAccount")
        else { return }
        let copies = memberCopies.compactMap { object.field($0) }
        for row in chunk.soundRows {
            let hasResponded = chunk.value(row, status) == .text("Responded")
            chunk.set(row, responded, .flag(hasResponded))
            if hasResponded, chunk.value(row, respondedDate) == .null {
                chunk.set(row, respondedDate, .text(String(chunk.moment.prefix(10))))
            }
            guard chunk.operation == .insert else { continue }
            let people = [chunk.value(row, lead).text, chunk.value(row, contact).text].compactMap { $0 }
            guard let id = people.first, people.count == 1, let campaignID = chunk.value(row, campaign).text else {
                chunk.refuse(row, with: missing(["LeadId", "ContactId"]))
                continue
            }
            let isLead = id.hasPrefix("00Q")
            let source = isLead ? "Lead" : "Contact"
            let isMember = try db.first(
                Int.self,
                """
                SELECT 1 FROM "CampaignMember" WHERE "CampaignId" = \(campaignID) AND "LeadOrContactId" = \(id)
                AND "IsDeleted" = 0
                """
            )
            if isMember != nil {
                chunk.refuse(row, with: OrgError("DUPLICATE_VALUE", "Already a campaign member.", fields: []))
                continue
            }
            let names = (memberCopies + ["OwnerId", isLead ? "Company" : "AccountId"]).map {
                "\(identifier: $0)" as SQL
            }
            let stored = try db.first(
                StoredRow.self,
                "SELECT \(sql: names.joined(separator: ", ")) FROM \(identifier: source) WHERE \"Id\" = \(id)"
            )
            guard let stored else { continue }
            for (field, value) in zip(copies, stored.values) { chunk.set(row, field, Scalar(value, as: field.type)) }
            chunk.set(row, owner, Scalar(stored.values[copies.count], as: .reference))
            let last = Scalar(stored.values[copies.count + 1], as: .string)
            chunk.set(row, company, isLead ? last : try name("Account", last, db))
            chunk.set(row, type, .text(source))
            chunk.set(row, person, .text(id))
        }
    }

    static func product(_ chunk: SaveChunk, _ db: isolated Connection) throws {
        let object = chunk.object
        guard let product = object.field("Product2Id"), let name = object.field("Name"),
            let code = object.field("ProductCode"), let price = object.field("UnitPrice")
        else { return }
        for row in chunk.soundRows {
            if let entry = object.field("PricebookEntryId"), chunk.operation == .insert {
                let found = try db.first(
                    StoredRow.self,
                    """
                    SELECT "Product2Id", "UnitPrice" FROM "PricebookEntry" WHERE "Id" = \(chunk.value(row, entry).text ?? "")
                    """
                )
                if let found {
                    chunk.set(row, product, Scalar(found.values[0], as: .reference))
                    let listed = Scalar(found.values[1], as: .currency)
                    if let list = object.field("ListPrice") { chunk.set(row, list, listed) }
                    if chunk.value(row, price) == .null,
                        object.field("TotalPrice").map({ chunk.value(row, $0) == .null }) ?? true
                    {
                        chunk.set(row, price, listed)
                    }
                }
            }
            if let total = object.field("TotalPrice"), let quantity = object.field("Quantity"),
                let count = chunk.value(row, quantity).double
            {
                if let unit = chunk.value(row, price).double,
                    chunk.isChanged(row, price) || !chunk.isChanged(row, total)
                {
                    chunk.set(row, total, .number(unit * count))
                } else if let sum = chunk.value(row, total).double, count != 0 {
                    chunk.set(row, price, .number(sum / count))
                }
            }
            guard chunk.operation == .insert, let id = chunk.value(row, product).text else { continue }
            let found = try db.first(
                StoredRow.self,
                "SELECT \"Name\", \"ProductCode\" FROM \"Product2\" WHERE \"Id\" = \(id)"
            )
            guard let found else { continue }
            chunk.set(row, name, Scalar(found.values[0], as: .string))
            chunk.set(row, code, Scalar(found.values[1], as: .string))
        }
    }

    private static func name(_ object: String, _ id: Scalar, _ db: isolated Connection) throws -> Scalar {
        guard case .text(let id) = id else { return .null }
        let row = try db.first(StoredRow.self, "SELECT \"Name\" FROM \(identifier: object) WHERE \"Id\" = \(id)")
        return row.map { Scalar($0.values[0], as: .string) } ?? .null
    }
}
