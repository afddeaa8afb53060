extension ResourceSchema {
    /// A person, by RFC 7643, section 4.1.
    package static let user = ResourceSchema(
        urn: core + "User",
        name: "User",
        words: "A person",
        mark: "",
        attributes: [
            Attribute("userName", "What the person signs in with; unique whatever its case.") {
                $0.isRequired = true
                $0.uniqueness = .server
            },
            .complex(
                "name",
                "The parts of the person's name.",
                [
                    Attribute("formatted", "The whole name."), Attribute("familyName", "The family name."),
                    Attribute("givenName", "The given name."), Attribute("middleName", "The middle names."),
                    Attribute("honorificPrefix", "What stands before the name."),
                    Attribute("honorificSuffix", "What stands after the name."),
                ]
            ),
            Attribute("displayName", "The name as others read it."), Attribute("nickName", "A casual name."),
            Attribute("profileUrl", .reference, "A page about the person.") { $0.referenceTypes = ["external"] },
            Attribute("title", "The job title."), Attribute("userType", "How the person belongs to the organisation."),
            Attribute("preferredLanguage", "The language that the person prefers."),
            Attribute("locale", "How dates and numbers are written for the person."),
            Attribute("timezone", "The time zone, such as Europe/Berlin."),
            Attribute("active", .boolean, "Whether the person is assigned to Loam in the identity provider."),
            Attribute("password", "Taken and not kept: people sign in through the identity provider.") {
                $0.mutability = .writeOnly
                $0.returned = .never
            },
            .several("emails", "E-mail addresses.", value: Attribute("value", "The address."), types: places),
            .several(
                "phoneNumbers",
                "Phone numbers.",
                value: Attribute("value", "The number."),
                types: ["work", "home", "mobile", "fax", "pager", "other"]
            ),
            .several(
                "ims",
                "Addresses for messages.",
                value: Attribute("value", "The address."),
                types: ["aim", "gtalk", "icq", "xmpp", "msn", "skype", "qq", "yahoo"]
            ),
            .several(
                "photos",
                "Pictures.",
                value: Attribute("value", .reference, "The address of the picture.") {
                    $0.referenceTypes = ["external"]
                },
                types: ["photo", "thumbnail"]
            ),
            .complex(
                "addresses",
                "Postal addresses.",
                [
                    Attribute("formatted", "The whole address."), Attribute("streetAddress", "Street and number."),
                    Attribute("locality", "The city."), Attribute("region", "The state or region."),
                    Attribute("postalCode", "The postal code."), Attribute("country", "The country."),
                    Attribute("type", "What it is for.") { $0.canonicalValues = places },
                    Attribute("primary", .boolean, "Whether it is the preferred one."),
                ]
            ) { $0.isMultiValued = true },
            .complex(
                "groups",
                "The groups that the person is a member of; changed by changing the groups.",
                [
                    Attribute("value", "The group's id.") {
                        $0.mutability = .readOnly
                        $0.isCaseExact = true
                    },
                    Attribute("$ref", .reference, "The group's address.") {
                        $0.mutability = .readOnly
                        $0.referenceTypes = ["Group"]
                    },
                    Attribute("display", "The group's name.") { $0.mutability = .readOnly },
                    Attribute("type", "How the person belongs to it.") {
                        $0.mutability = .readOnly
                        $0.canonicalValues = ["direct"]
                    },
                ]
            ) {
                $0.isMultiValued = true
                $0.mutability = .readOnly
            },
            .several("entitlements", "What the person is entitled to.", value: Attribute("value", "The entitlement.")),
            .several("roles", "Roles that the identity provider knows.", value: Attribute("value", "The role.")),
            .several(
                "x509Certificates",
                "Certificates.",
                value: Attribute("value", .binary, "The certificate, in base64.")
            ),
        ]
    )

    private static let places = ["work", "home", "other"]

    /// What companies say of their people, by RFC 7643, section 4.3.
    package static let enterprise = ResourceSchema(
        urn: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
        name: "EnterpriseUser",
        words: "What a company knows of a person",
        mark: "enterprise:",
        attributes: [
            Attribute("employeeNumber", "The number that the company gave the person."),
            Attribute("costCenter", "The cost centre."), Attribute("organization", "The organisation."),
            Attribute("division", "The division."), Attribute("department", "The department."),
            .complex(
                "manager",
                "Whom the person reports to.",
                [
                    Attribute("value", "The manager's id.") { $0.isCaseExact = true },
                    Attribute("$ref", .reference, "The manager's address.") { $0.referenceTypes = ["User"] },
                    Attribute("displayName", "The manager's name.") { $0.mutability = .readOnly },
                ]
            ),
        ]
    )

    package static let loamURN = "urn:ietf:params:scim:schemas:extension:loam:2.0:User"

    /// What Loam itself wants to know of a person. Which products and roles there are is up to the organisation.
    package static func loam(products: [String], roles: [String]) -> ResourceSchema {
        ResourceSchema(
            urn: loamURN,
            name: "LoamUser",
            words: "Role, credits and products in Loam",
            mark: "loam:",
            attributes: [
                Attribute("role", "What the person may do.") {
                    $0.canonicalValues = roles
                    $0.isClosed = true
                },
                Attribute("creditPolicy", "Whether there is a limit. Counts when the person is created.") {
                    $0.canonicalValues = ["limited", "unlimited"]
                    $0.isClosed = true
                },
                Attribute("creditLimit", .integer, "The limit in credits. Counts when the person is created."),
                Attribute("usageReset", "When usage begins anew. Counts when the person is created.") {
                    $0.canonicalValues = ["monthly", "manual"]
                    $0.isClosed = true
                },
                Attribute("products", "The products that the person gets a seat of.") {
                    $0.isMultiValued = true
                    $0.canonicalValues = products
                },
                Attribute("platformActive", .boolean, "Whether the person holds a seat.") {
                    $0.mutability = .readOnly
                    $0.returned = .request
                },
            ]
        )
    }

    /// A group, by RFC 7643, section 4.2.
    package static let group = ResourceSchema(
        urn: core + "Group",
        name: "Group",
        words: "People who belong together",
        mark: "",
        attributes: [
            Attribute("displayName", "The group's name; unique whatever its case.") {
                $0.isRequired = true
                $0.uniqueness = .server
            },
            .complex(
                "members",
                "Who belongs to it.",
                [
                    Attribute("value", "The member's id.") {
                        $0.mutability = .immutable
                        $0.isCaseExact = true
                    },
                    Attribute("$ref", .reference, "The member's address.") {
                        $0.mutability = .immutable
                        $0.referenceTypes = ["User", "Group"]
                    },
                    Attribute("type", "What the member is.") {
                        $0.mutability = .immutable
                        $0.canonicalValues = ["User", "Group"]
                    },
                    Attribute("display", "The member's name.") {
                        $0.mutability = .readOnly
                        $0.returned = .request
                    },
                ]
            ) { $0.isMultiValued = true },
        ]
    )
}
