extension Mapping {
    /// What goes into the package's own object, which holds every field of a profile: always overwritten, for no person
    /// writes there.
    package static func profileExport(for object: CRMObject, in schema: ObjectSchema) -> Mapping {
        let pairs: [(LoamField, CRMField)] = object.isPerson ? person + company : company
        let rows = pairs.filter { schema[$0.1]?.isWritable ?? false }.map { source, target in
            MappingRow(source, target, .overwrite, .whole)
        }
        return Mapping(object, rows)
    }

    private static let company: [(LoamField, CRMField)] = [
        (.company(.id), PackageField.companyID), (.company(.name), "Company_Name__c"),
        (.company(.website), "Website__c"), (.company(.phone), "Company_Phone__c"),
        (.company(.street), "Street__c"), (.company(.city), "City__c"), (.company(.state), "State__c"),
        (.company(.postcode), "Postal_Code__c"), (.company(.country), "Country__c"),
        (.company(.employees), "Employees__c"), (.company(.revenue), "Revenue__c"),
        (.company(.industry), "Industry__c"), (.run(.now), "Last_Updated__c"),
    ]

    private static let person: [(LoamField, CRMField)] = [
        (.person(.id), PackageField.contactID), (.person(.firstName), "First_Name__c"),
        (.person(.lastName), "Last_Name__c"), (.person(.title), "Job_Title__c"),
        (.person(.department), "Job_Function__c"), (.person(.level), "Management_Level__c"),
        (.person(.email), "Email__c"), (.person(.directPhone), "Direct_Phone__c"),
        (.person(.mobilePhone), "Mobile_Phone__c"), (.person(.social), "LinkedIn_URL__c"),
    ]
}

extension MappingRow.Options {
    /// The object follows the profile: cut off where it is too long, and emptied where nothing is known any more.
    fileprivate static let whole: Self = {
        var options = Self()
        options.truncates = true
        options.clearsUnknown = true
        return options
    }()
}
