import Telemetry
import Testing

@testable import Sandbox

struct StandardObjectTests {
    private let schema = Schema(StandardObjects.all + PackageObjects.all, version: 1, modified: Timestamp(seconds: 0))

    @Test("X-04 · every reference leads to an object that is there, and names are told apart")
    func references() {
        for object in schema.objects {
            #expect(Set(object.fields.map { $0.name.lowercased() }).count == object.fields.count, "\(object.name)")
            for field in object.fields {
                for parent in field.references {
                    #expect(schema.object(parent) != nil, "\(object.name).\(field.name) refers to \(parent)")
                }
                if let compound = field.compound {
                    #expect(object.field(compound) != nil, "\(object.name).\(field.name)")
                }
            }
            let names = object.children.compactMap(\.name)
            #expect(Set(names).count == names.count, "children of \(object.name)")
        }
    }

    @Test(
        "X-04 · fields have Salesforce's types and lengths",
        arguments: [
            ("Account", "Name", FieldType.string, 255), ("Account", "BillingStreet", .textarea, 255),
            ("Account", "Description", .textarea, 32000), ("Contact", "LastName", .string, 80),
            ("Contact", "Email", .email, 80), ("Lead", "Company", .string, 255), ("Lead", "Street", .textarea, 255),
            ("Opportunity", "Name", .string, 120), ("User", "Email", .email, 128), ("Campaign", "Name", .string, 80),
        ]
    )
    func lengths(object: String, field: String, type: FieldType, length: Int) throws {
        let field = try #require(schema.object(object)?.field(field))
        #expect(field.type == type)
        #expect(field.length == length)
    }

    @Test(
        "X-04 · what must be given on create is what Salesforce asks for",
        arguments: [
            ("Account", ["Name"]), ("Contact", ["LastName"]), ("Lead", ["LastName", "Company"]),
            ("Opportunity", ["Name", "StageName", "CloseDate"]), ("Campaign", ["Name"]),
            (
                "User",
                [
                    "Username", "LastName", "Email", "Alias", "TimeZoneSidKey", "LocaleSidKey", "EmailEncodingKey",
                    "ProfileId",
                    "LanguageLocaleKey",
                ]
            ),
        ]
    )
    func required(object: String, fields: [String]) throws {
        let object = try #require(schema.object(object))
        #expect(object.fields.filter(\.isRequiredOnCreate).map(\.name) == fields)
    }

    @Test("X-04 · the package's objects hang under the records they are about")
    func package() throws {
        let account = try #require(schema.object("Account"))
        #expect(account.child("Loam_Scoops__r")?.childObject == "Loam_Scoop__c")
        #expect(schema.object("Contact")?.field("loam_person_has_moved__c")?.type == .picklist)
    }
}
