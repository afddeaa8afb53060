@testable import Enrichment
import Telemetry

/// A small org and a small catalogue, for the tests of the rules.
enum World {
    static let now = moment("2026-03-08T12:00:00Z")
    static let source = Provenance(source: "register", asOf: moment("2026-01-01T00:00:00Z"))

    static func moment(_ text: String) -> Timestamp { Timestamp(iso8601: text) ?? Timestamp(seconds: 0) }

    /// The id of the record of this number.
    static func id(_ number: Int, prefix: String = "001") -> CRMID {
        let digits = String(number)
        let text = prefix + String(repeating: "0", count: 12 - digits.utf8.count) + digits
        guard let id = CRMID(text) else { preconditionFailure("Fifteen letters and digits are an id.") }
        return id
    }

    static func field(
        _ name: CRMField,
        _ type: TargetType,
        length: Int = 0,
        _ change: (inout FieldSchema) -> Void = { _ in }
    ) -> FieldSchema {
        var field = FieldSchema(name, label: name.rawValue, type: type)
        field.length = length
        change(&field)
        return field
    }

    static let countries = [
        Choice("US", label: "United States"), Choice("CA", label: "Canada"), Choice("DE", label: "Germany"),
        Choice("SU", label: "Soviet Union", isActive: false),
    ]

    static let states = [
        Choice("MA", label: "Massachusetts", allowedWith: ["US"]), Choice("ME", label: "Maine", allowedWith: ["US"]),
        Choice("ON", label: "Ontario", allowedWith: ["CA"]), Choice("BY", label: "Bayern", allowedWith: ["DE"]),
        Choice("TX", label: "Texas", isActive: false, allowedWith: ["US"]),
    ]

    /// With `picklists`, State and Country are picklists in the org.
    static func account(picklists: Bool = false) -> ObjectSchema {
        var fields = [
            field("Name", .string, length: 255) { ($0.isNillable, $0.isRequired) = (false, true) },
            field("Phone", .phone, length: 40), field("Website", .url, length: 255),
            field("Description", .textarea, length: 60),
            field("NumberOfEmployees", .int) { $0.precision = 8 },
            field("AnnualRevenue", .currency) { $0.precision = 18 },
            field("TickerSymbol", .string, length: 20), field("Industry", .picklist, length: 255),
            field("Technologies__c", .multipicklist, length: 40) {
                $0.choices = ["PostgreSQL", "Kubernetes", "Swift"].map { Choice($0) }
                $0.isRestricted = true
            },
            field("Rank__c", .double) { ($0.precision, $0.scale) = (5, 2) },
            field("IsActive", .boolean),
            field("Secret__c", .string, length: 10) { ($0.isUpdateable, $0.isCreateable) = (false, false) },
            field("BillingStreet", .textarea, length: 255), field("BillingCity", .string, length: 40),
            field("BillingState", .string, length: 80), field("BillingPostalCode", .string, length: 20),
            field("BillingCountry", .string, length: 80),
        ]
        if picklists {
            fields.append(
                field("BillingCountryCode", .picklist, length: 10) { ($0.choices, $0.isRestricted) = (countries, true) }
            )
            fields.append(
                field("BillingStateCode", .picklist, length: 10) {
                    ($0.choices, $0.isRestricted, $0.controller) = (states, true, "BillingCountryCode")
                }
            )
        }
        return ObjectSchema(object: "Account", fields: fields + package(of: .account))
    }

    static let contact = ObjectSchema(
        object: "Contact",
        fields: [
            field("LastName", .string, length: 80) { $0.isNillable = false },
            field("FirstName", .string, length: 40), field("Title", .string, length: 128),
            field("Email", .email, length: 80), field("Phone", .phone, length: 40),
            field("MobilePhone", .phone, length: 40),
        ] + package(of: .contact)
    )

    static let lead = ObjectSchema(
        object: "Lead",
        fields: [
            field("LastName", .string, length: 80) { $0.isNillable = false },
            field("Company", .string, length: 255) { $0.isNillable = false },
            field("FirstName", .string, length: 40), field("Title", .string, length: 128),
            field("Email", .email, length: 80), field("Phone", .phone, length: 40), field("Website", .url, length: 255),
        ] + package(of: .lead)
    )

    /// The package's own object, with a few of its fields.
    static let profile = ObjectSchema(
        object: "Loam_Profile__c",
        fields: [
            field(PackageField.companyID, .string, length: 40), field(PackageField.contactID, .string, length: 40),
            field("Company_Name__c", .string, length: 255), field("Job_Title__c", .string, length: 128),
            field("Website__c", .url, length: 255), field("Last_Updated__c", .datetime),
        ]
    )

    static let export = Patcher(Mapping.profileExport(for: .contact, in: profile), in: profile)

    private static func package(of object: CRMObject) -> [FieldSchema] {
        [
            field(PackageField.companyID, .string, length: 40), field(PackageField.firstUpdated, .datetime),
            field(PackageField.lastUpdated, .datetime), field(PackageField.enrichStatus, .picklist, length: 255),
            field(PackageField.noMatchReason, .string, length: 255),
        ]
            + (object.isPerson
                ? [
                    field(PackageField.contactID, .string, length: 40),
                    field(PackageField.personHasMoved, .picklist, length: 40),
                ] : [])
    }

    static func schema(of object: CRMObject) -> ObjectSchema {
        switch object {
        case .account: account()
        case .contact: contact
        case .lead: lead
        }
    }

    static func company(_ number: Int64, _ columns: KeyValuePairs<String, String>) -> Profile {
        Profile(.company(number), columns: columns.map { ($0, [$1], source) })
    }

    static func person(_ number: Int64, _ columns: KeyValuePairs<String, String>) -> Profile {
        Profile(.person(number), columns: columns.map { ($0, [$1], source) })
    }

    static let brightwater = company(
        7,
        [
            "name": "Brightwater Instruments", "phones": "+1 781 555 0100", "websites": "www.brightwater.example",
            "city": "Waltham", "region": "MA", "country": "US", "employees": "1200", "street": "307 Oaks Road",
        ]
    )
    static let fernhill = company(
        8,
        ["name": "Fernhill Labs", "websites": "fernhill.example", "phones": "+1 617 555 0111"]
    )
    static let hila = person(
        70,
        [
            "first_name": "Hila", "last_name": "Navarro", "title": "VP Marketing", "emails": "hila@fernhill.example",
            "accuracy": "80",
        ]
    )

    /// A record of which all fields of a patcher were read: blank where nothing is said.
    static func record(
        _ id: CRMID,
        _ object: CRMObject,
        _ patcher: Patcher,
        _ values: [CRMField: FieldValue] = [:]
    ) -> Record {
        var all = Dictionary(uniqueKeysWithValues: patcher.fieldsToRead.map { ($0, FieldValue.blank) })
        all.merge(values) { $1 }
        return Record(id: id, object: object, values: all, readAt: now, version: "2026-03-08T11:00:00Z")
    }
}

extension World {
    static func record(_ id: CRMID, _ patcher: Patcher, _ values: [CRMField: FieldValue] = [:]) -> Record {
        record(id, .account, patcher, values)
    }
}

extension Patch {
    /// What happens with a field.
    func action(_ field: CRMField) -> Action? { entries.first { $0.field == field }?.action }
    func misfits(_ field: CRMField) -> [Misfit] { entries.first { $0.field == field }?.misfits.map(\.misfit) ?? [] }
}
