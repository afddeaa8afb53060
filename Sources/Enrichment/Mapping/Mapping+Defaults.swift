extension Mapping {
    /// The default rows of an object that the org has the fields for: standard fields are completed if missing, and
    /// only the package's own are overwritten.
    package static func standard(for object: CRMObject, in schema: ObjectSchema) -> Mapping {
        Mapping(object, rows(for: object).filter { schema[$0.target]?.isWritable ?? false })
    }

    private static func rows(for object: CRMObject) -> [MappingRow] {
        switch object {
        case .account:
            [MappingRow(.company(.name), "Name")] + packageRows(for: object)
                + [MappingRow(.company(.description), "Description", .completeIfMissing, .cutOff)]
                + address(prefix: "Billing")
                + [
                    MappingRow(.company(.ticker), "TickerSymbol"),
                    MappingRow(.company(.phone), "Phone"),
                    MappingRow(.company(.website), "Website"),
                    MappingRow(.company(.industry), "Industry"),
                    MappingRow(.company(.employees), "NumberOfEmployees"),
                    MappingRow(.company(.revenue), "AnnualRevenue"),
                ]
        case .contact:
            [MappingRow(.person(.lastName), "LastName")] + packageRows(for: object)
                + [MappingRow(.person(.firstName), "FirstName"), MappingRow(.person(.title), "Title")]
                + address(prefix: "Mailing") + reaching
        case .lead:
            [MappingRow(.person(.lastName), "LastName"), MappingRow(.company(.name), "Company")]
                + packageRows(for: object)
                + [MappingRow(.person(.firstName), "FirstName"), MappingRow(.person(.title), "Title")]
                + address(prefix: "") + reaching
                + [
                    MappingRow(.company(.website), "Website"),
                    MappingRow(.company(.industry), "Industry"),
                    MappingRow(.company(.employees), "NumberOfEmployees"),
                    MappingRow(.company(.revenue), "AnnualRevenue"),
                ]
        }
    }

    private static func packageRows(for object: CRMObject) -> [MappingRow] {
        let people: [MappingRow] =
            object.isPerson
            ? [
                MappingRow(.person(.id), PackageField.contactID, .overwrite),
                MappingRow(.run(.personHasMoved), PackageField.personHasMoved, .overwrite),
            ] : []
        return people + [
            MappingRow(.company(.id), PackageField.companyID, .overwrite),
            MappingRow(.run(.now), PackageField.firstUpdated),
            MappingRow(.run(.now), PackageField.lastUpdated, .overwrite),
            MappingRow(.run(.status), PackageField.enrichStatus, .overwrite),
            MappingRow(.run(.noMatchReason), PackageField.noMatchReason, .overwrite, .clearing),
        ]
    }

    private static func address(prefix: String) -> [MappingRow] {
        [
            MappingRow(.company(.street), CRMField(prefix + "Street")),
            MappingRow(.company(.city), CRMField(prefix + "City")),
            MappingRow(.company(.state), CRMField(prefix + "State"), .completeIfMissing, .named),
            MappingRow(.company(.postcode), CRMField(prefix + "PostalCode")),
            MappingRow(.company(.country), CRMField(prefix + "Country"), .completeIfMissing, .named),
        ]
    }

    /// The direct phone first, the company's where there is none.
    private static let reaching = [
        MappingRow(.person(.directPhone), "Phone"),
        MappingRow(.company(.phone), "Phone"),
        MappingRow(.person(.mobilePhone), "MobilePhone"),
        MappingRow(.person(.email), "Email"),
    ]
}

extension MappingRow.Options {
    fileprivate static let cutOff: Self = {
        var options = Self()
        options.truncates = true
        return options
    }()

    fileprivate static let named: Self = {
        var options = Self()
        options.place = .name
        return options
    }()

    fileprivate static let clearing: Self = {
        var options = Self()
        options.clearsUnknown = true
        return options
    }()
}
