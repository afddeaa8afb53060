import Database
import Telemetry

/// A lead that is to become a contact, with an account and, if wanted, an opportunity.
struct LeadConversion: Sendable {
    let leadID: String
    var status = "Closed - Converted"
    /// An account and a contact that are there already.
    var accountID: String?
    var contactID: String?
    var makesOpportunity = true
    var opportunityName: String?
    var ownerID: String?
}

/// What a conversion made.
struct LeadConversionResult: Sendable, Equatable {
    let leadID: String
    let accountID: String
    let contactID: String
    let opportunityID: String?
}

extension Org {
    func convert(_ conversion: LeadConversion, as caller: OrgCaller) async throws -> LeadConversionResult {
        try await database.write { db in try convert(conversion, as: caller, db) }
    }

    private func convert(
        _ conversion: LeadConversion,
        as caller: OrgCaller,
        _ db: isolated Connection
    ) throws -> LeadConversionResult {
        guard let lead = schema.object("Lead"), let id = RecordID.canonical(conversion.leadID) else {
            throw OrgError.missingRow
        }
        let fields = lead.fields.filter(\.isStored)
        let names = fields.map { "\(identifier: $0.name)" as SQL }.joined(separator: ", ")
        guard let row = try db.first(StoredRow.self, "SELECT \(sql: names) FROM \"Lead\" WHERE \"Id\" = \(id)") else {
            throw OrgError.missingRow
        }
        var values: [String: Scalar] = [:]
        for (field, value) in zip(fields, row.values) { values[field.name] = Scalar(value, as: field.type) }
        if values["IsDeleted"] == .flag(true) { throw OrgError.deleted }
        if values["IsConverted"] == .flag(true) {
            throw OrgError("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead", fields: [])
        }
        let isFinal = try db.first(
            Bool.self,
            "SELECT \"IsConverted\" FROM \"LeadStatus\" WHERE \"ApiName\" = \(conversion.status)"
        )
        guard isFinal == true else {
            throw OrgError("INVALID_STATUS", "invalid convertedStatus: \(conversion.status)", fields: [])
        }
        let owner = conversion.ownerID.map { Scalar.text($0) } ?? values["OwnerId"] ?? .null
        // A queue can own a lead, but nothing that comes of it.
        values["OwnerId"] = owner.text?.hasPrefix("00G") ?? true ? .text(caller.userID) : owner
        let account = try conversion.accountID ?? make("Account", LeadConversion.account, values, [:], caller, db)
        let contact =
            try conversion.contactID
            ?? make("Contact", LeadConversion.contact, values, ["AccountId": .text(account)], caller, db)
        var opportunity: String?
        if conversion.makesOpportunity {
            opportunity = try make(
                "Opportunity",
                ["LeadSource": "LeadSource", "OwnerId": "OwnerId"],
                values,
                [
                    "Name": conversion.opportunityName.map { .text($0) } ?? values["Company"] ?? .null,
                    "AccountId": .text(account), "StageName": .text(StageRule.fresh[0].name),
                    "ContactId": .text(contact),
                    "CloseDate": .text(endOfQuarter()),
                ],
                caller,
                db
            )
        }
        try finish(id, conversion.status, account, contact, opportunity, caller, db)
        return LeadConversionResult(leadID: id, accountID: account, contactID: contact, opportunityID: opportunity)
    }

    /// Makes a row of what the lead knows, through the same checks as any other.
    private func make(
        _ name: String,
        _ mapping: KeyValuePairs<String, String>,
        _ lead: [String: Scalar],
        _ extra: KeyValuePairs<String, Scalar>,
        _ caller: OrgCaller,
        _ db: isolated Connection
    ) throws -> String {
        guard let object = caller.schema.object(name) else { throw OrgError.noAccess }
        var columns: [RecordBatch.Column] = []
        var row: [Scalar?] = []
        for (target, source) in mapping {
            guard let value = lead[source], value != .null, let field = object.field(target), field.isCreateable else {
                continue
            }
            columns.append(.field(field))
            row.append(value)
        }
        for (target, value) in extra {
            guard let field = object.field(target) else { continue }
            columns.append(.field(field))
            row.append(value)
        }
        var options = SaveOptions()
        options.allowsDuplicates = true
        let batch = RecordBatch(object: object, operation: .insert, columns: columns, rows: [row])
        let result = try save(batch, options, as: caller, in: db)[0]
        guard let id = result.id else { throw result.errors.first ?? OrgError.notFound }
        return id
    }

    private func finish(
        _ id: String,
        _ status: String,
        _ account: String,
        _ contact: String,
        _ opportunity: String?,
        _ caller: OrgCaller,
        _ db: isolated Connection
    ) throws {
        let now = Log.current.clock.now().stored
        try db.run(
            """
            UPDATE "Lead" SET "IsConverted" = 1, "Status" = \(status), "ConvertedDate" = \(String(now.prefix(10))),
            "ConvertedAccountId" = \(account), "ConvertedContactId" = \(contact),
            "ConvertedOpportunityId" = \(opportunity), "IsUnreadByOwner" = 0, "LastModifiedDate" = \(now),
            "LastModifiedById" = \(caller.userID), "SystemModstamp" = \(now) WHERE "Id" = \(id)
            """
        )
        try db.run(
            """
            UPDATE "CampaignMember" SET "ContactId" = \(contact), "SystemModstamp" = \(now) WHERE "LeadId" = \(id)
            """
        )
        try db.run(
            """
            UPDATE "Task" SET "WhoId" = \(contact), "AccountId" = \(account), "SystemModstamp" = \(now)
            WHERE "WhoId" = \(id)
            """
        )
        try db.run(
            """
            UPDATE "Event" SET "WhoId" = \(contact), "AccountId" = \(account), "SystemModstamp" = \(now)
            WHERE "WhoId" = \(id)
            """
        )
    }

    private func endOfQuarter() -> String {
        let today = CivilDate(daysSince1970: Log.current.clock.now().seconds.floorDivided(by: 86400))
        let month = (today.month + 2) / 3 * 3
        let days = month == 6 || month == 9 ? 30 : 31
        return CivilDate(year: today.year, month: month, day: days)?.description ?? today.description
    }
}

extension LeadConversion {
    fileprivate static let account: KeyValuePairs = [
        "Name": "Company", "Phone": "Phone", "Fax": "Fax", "Website": "Website", "Industry": "Industry",
        "AnnualRevenue": "AnnualRevenue", "NumberOfEmployees": "NumberOfEmployees", "Rating": "Rating",
        "BillingStreet": "Street", "BillingCity": "City", "BillingState": "State", "BillingPostalCode": "PostalCode",
        "BillingCountry": "Country", "AccountSource": "LeadSource", "OwnerId": "OwnerId",
        "Loam_Company_ID__c": "Loam_Company_ID__c",
    ]
    fileprivate static let contact: KeyValuePairs = [
        "FirstName": "FirstName", "LastName": "LastName", "Salutation": "Salutation", "Title": "Title",
        "Email": "Email",
        "Phone": "Phone", "MobilePhone": "MobilePhone", "Fax": "Fax", "MailingStreet": "Street", "MailingCity": "City",
        "MailingState": "State", "MailingPostalCode": "PostalCode", "MailingCountry": "Country",
        "LeadSource": "LeadSource", "Description": "Description", "HasOptedOutOfEmail": "HasOptedOutOfEmail",
        "DoNotCall": "DoNotCall", "OwnerId": "OwnerId", "Loam_Contact_ID__c": "Loam_Contact_ID__c",
        "Loam_Company_ID__c": "Loam_Company_ID__c",
    ]
}
