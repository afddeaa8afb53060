/// What the Loam package brings into an org: fields on the people and companies, and objects of its own.
enum PackageObjects {
    static let all: [ObjectDraft] = [profile, scoop, intent, enrichRequest]

    /// The package's fields on an object of the org.
    static func fields(on object: String) -> [Field] {
        switch object {
        case "Account": tracking.filter { $0.name != "Loam_Contact_ID__c" && $0.name != "Loam_Person_Has_Moved__c" }
        case "Contact", "Lead": tracking
        default: []
        }
    }

    private static let tracking: [Field] = [
        .string("Loam_Company_ID__c", 40).externalID, .string("Loam_Contact_ID__c", 40).externalID,
        .datetime("Loam_First_Updated__c"), .datetime("Loam_Last_Updated__c"),
        .pick("Loam_Enrich_Status__c", ["Matched", "Company Match Only", "No Match", "Error"]).restricted,
        .string("Loam_No_Match_Reason__c", 255),
        .pick("Loam_Person_Has_Moved__c", ["Yes", "No", "Uncertain"]).restricted,
    ]

    private static func number(_ format: String, _ label: String) -> Field {
        var field = Field.string("Name", 80, label).readOnly.naming.key.neverEmpty
        field.isAutoNumber = true
        field.isDefaultedOnCreate = true
        field.displayFormat = format
        return field
    }

    private static func parents(_ children: String) -> [Field] {
        [
            .reference("Account__c", "Account", children: children),
            .reference("Contact__c", "Contact", children: children),
            .reference("Lead__c", "Lead", children: children),
        ]
    }

    private static func object(_ name: String, _ prefix: String, _ label: String, _ fields: [Field]...) -> ObjectDraft {
        var draft = ObjectDraft(name, prefix, label: label, [.record, .owned], fields.flatMap(\.self))
        draft.isCustom = true
        return draft
    }

    private static let profile = object(
        "Loam_Profile__c",
        "a00",
        "Loam Profile",
        [number("LP-{000000}", "Loam Profile Number")],
        parents("Loam_Profiles__r"),
        [
            .string("Loam_Company_ID__c", 40).externalID, .string("Loam_Contact_ID__c", 40).externalID,
            .string("First_Name__c", 40), .string("Last_Name__c", 80), .string("Job_Title__c", 128),
            .string("Job_Function__c", 80), .string("Management_Level__c", 80), .email("Email__c"),
            .phone("Direct_Phone__c"),
            .phone("Mobile_Phone__c"), .url("LinkedIn_URL__c"), .string("Company_Name__c", 255), .url("Website__c"),
            .phone("Company_Phone__c"), .string("Street__c", 255), .string("City__c", 80), .string("State__c", 80),
            .string("Postal_Code__c", 20), .string("Country__c", 80), .double("Employees__c", 18, 0),
            .currency("Revenue__c", 18, 0), .string("Industry__c", 255), .datetime("Last_Updated__c"),
        ]
    )

    private static let scoop = object(
        "Loam_Scoop__c",
        "a01",
        "Loam Scoop",
        [number("LS-{000000}", "Loam Scoop Number")],
        parents("Loam_Scoops__r"),
        [
            .string("Scoop_ID__c", 40).externalID.unique, .string("Scoop_Type__c", 255), .string("Department__c", 255),
            .string("Topic__c", 255), .area("Description__c", 32768), .url("Link__c"), .date("Published_Date__c"),
            .date("Original_Published_Date__c"),
        ]
    )

    private static let intent = object(
        "Loam_Intent__c",
        "a02",
        "Loam Intent",
        [number("LI-{000000}", "Loam Intent Number")],
        parents("Loam_Intents__r"),
        [
            .string("Intent_ID__c", 40).externalID.unique, .string("Topic__c", 255), .string("Category__c", 255),
            .double("Signal_Score__c", 3, 0), .pick("Audience_Strength__c", ["A", "B", "C", "D", "E"]),
            .date("Signal_Date__c"),
        ]
    )

    /// Published by whoever wants a record enriched now.
    private static let enrichRequest: ObjectDraft = {
        var draft = ObjectDraft(
            "Loam_Enrich_Request__e",
            "e00",
            label: "Loam Enrich Request",
            [.createable, .created, .permissioned, .event],
            PlatformEvent.fields,
            [.string("Record_ID__c", 18).required, .string("Object__c", 80), .string("Reason__c", 255)]
        )
        draft.isCustom = true
        return draft
    }()
}
