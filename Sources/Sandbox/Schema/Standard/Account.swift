extension StandardObjects {
    static let account = ObjectDraft(
        "Account",
        "001",
        [.record, .mergeable, .feedEnabled, .owned, .active],
        [
            .reference("MasterRecordId", "Account").readOnly.open,
            .string("Name", 255, "Account Name").required.naming.key,
            .pick(
                "Type",
                [
                    "Prospect", "Customer - Direct", "Customer - Channel", "Channel Partner / Reseller",
                    "Installation Partner",
                    "Technology Partner", "Other",
                ],
                label: "Account Type"
            ),
            .reference("ParentId", "Account", children: "ChildAccounts", label: "Parent Account ID"),
        ],
        Field.address("Billing"),
        Field.address("Shipping"),
        [
            .phone("Phone", "Account Phone"), .phone("Fax", "Account Fax"), .string("AccountNumber", 40),
            .url("Website"), .url("PhotoUrl", 255, "Photo URL").readOnly, .string("Sic", 20, "SIC Code"),
            .pick("Industry", Values.industries), .currency("AnnualRevenue", 18, 0),
            .int("NumberOfEmployees", 8, "Employees"),
            .pick("Ownership", ["Public", "Private", "Subsidiary", "Other"]), .string("TickerSymbol", 20),
            .area("Description", 32000, "Account Description"),
            .pick("Rating", Values.ratings, label: "Account Rating"),
            .string("Site", 80, "Account Site"), .string("Jigsaw", 20, "Data.com Key"),
            .string("JigsawCompanyId", 20, "Jigsaw Company ID").readOnly,
            .pick("CleanStatus", Values.cleanStatuses, length: 40).restricted,
            .pick("AccountSource", Values.leadSources), .string("DunsNumber", 9, "D-U-N-S Number"),
            .string("Tradestyle", 255), .string("NaicsCode", 8, "NAICS Code"),
            .string("NaicsDesc", 120, "NAICS Description"), .string("YearStarted", 4),
            .string("SicDesc", 80, "SIC Description"), .string("SourceSystemIdentifier", 85),
            .flag("IsPartner", "Partner Account").open, .flag("IsCustomerPortal", "Customer Portal Account").open,
        ]
    )
}
