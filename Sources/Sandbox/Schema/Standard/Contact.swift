extension StandardObjects {
    static let contact = ObjectDraft(
        "Contact",
        "003",
        [.record, .mergeable, .feedEnabled, .owned, .active],
        [
            .reference("MasterRecordId", "Contact").readOnly.open,
            .reference("AccountId", "Account", children: "Contacts").cascading,
        ],
        personName,
        Field.address("Other"),
        Field.address("Mailing"),
        [
            .phone("Phone", "Business Phone"), .phone("Fax", "Business Fax"), .phone("MobilePhone"),
            .phone("HomePhone"),
            .phone("OtherPhone"), .phone("AssistantPhone", "Asst. Phone"),
            .reference("ReportsToId", "Contact", children: "ContactsReporting", label: "Reports To ID"),
            .email("Email").key, .string("Title", 128), .string("Department", 80),
            .string("AssistantName", 40, "Assistant's Name"), .pick("LeadSource", Values.leadSources),
            .date("Birthdate"), .area("Description", 32000, "Contact Description"),
            .flag("HasOptedOutOfEmail", "Email Opt Out"),
            .flag("HasOptedOutOfFax", "Fax Opt Out"), .flag("DoNotCall"),
            .datetime("LastCURequestDate", "Last Stay-in-Touch Request Date").readOnly.open,
            .datetime("LastCUUpdateDate", "Last Stay-in-Touch Save Date").readOnly.open,
            .string("EmailBouncedReason", 255).open, .datetime("EmailBouncedDate").open,
            .flag("IsEmailBounced").readOnly.open, .url("PhotoUrl", 255, "Photo URL").readOnly,
            .string("Jigsaw", 20, "Data.com Key"), .string("JigsawContactId", 20, "Jigsaw Contact ID").readOnly,
            .pick("CleanStatus", Values.cleanStatuses, length: 40).restricted, .pick("Pronouns", Values.pronouns),
            .pick("GenderIdentity", Values.genders), .flag("IsPriorityRecord").readOnly.open,
            .pick("ContactSource", ["Manual", "Import", "Lead Conversion"], length: 40, label: "Creation Source")
                .readOnly,
            .pick("TitleType", ["C-Level", "VP", "Director", "Manager", "Other"], length: 40).readOnly,
            .pick("DepartmentGroup", ["Engineering", "Finance", "HR", "IT", "Marketing", "Sales", "Other"], length: 40)
                .readOnly,
            .multipick("BuyerAttributes", ["Champion", "Decision Maker", "Economic Buyer", "Evaluator", "Influencer"]),
        ]
    )

    /// The parts of a person's name, and the whole, which the org puts together.
    static let personName: [Field] = [
        .string("LastName", 80).required.part(of: "Name"), .string("FirstName", 40).part(of: "Name"),
        .pick("Salutation", Values.salutations, length: 40).part(of: "Name"),
        .string("Name", 121, "Full Name").readOnly.naming.key.neverEmpty,
    ]
}
