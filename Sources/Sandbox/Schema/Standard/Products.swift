extension StandardObjects {
    static let product = ObjectDraft(
        "Product2",
        "01t",
        label: "Product",
        .record,
        [
            .string("Name", 255, "Product Name").required.naming.key, .string("ProductCode", 255),
            .string("Description", 4000, "Product Description"), .flag("IsActive", "Active"),
            .pick("Family", ["None"], label: "Product Family"), .string("ExternalId", 255),
            .url("DisplayUrl", 1000, "Display URL"),
            .pick("QuantityUnitOfMeasure", ["Each"]), .string("StockKeepingUnit", 180, "Product SKU"),
            .flag("IsArchived", "Archived").readOnly.open, .pick("Type", ["Base"], length: 40).createOnly,
        ]
    )

    static let priceBook = ObjectDraft(
        "Pricebook2",
        "01s",
        label: "Price Book",
        .record,
        [
            .string("Name", 255, "Price Book Name").required.naming.key, .flag("IsActive", "Active"),
            .flag("IsArchived", "Archived").readOnly.open, .string("Description", 255),
            .flag("IsStandard", "Is Standard Price Book").readOnly.open,
        ]
    )

    static let priceBookEntry = ObjectDraft(
        "PricebookEntry",
        "01u",
        label: "Price Book Entry",
        plural: "Price Book Entries",
        .junction,
        accessAs: "Pricebook2",
        [
            .string("Name", 255, "Product Name").readOnly.naming,
            .reference("Pricebook2Id", "Pricebook2", children: "PricebookEntries", label: "Price Book ID").required
                .createOnly
                .cascading,
            .reference("Product2Id", "Product2", children: "PricebookEntries", label: "Product ID").required.createOnly
                .cascading, .currency("UnitPrice", 18, 2, "List Price").required, .flag("IsActive", "Active"),
            .flag("UseStandardPrice"), .string("ProductCode", 255).readOnly, .flag("IsArchived", "Archived").readOnly,
        ]
    )

    static let opportunityLineItem = ObjectDraft(
        "OpportunityLineItem",
        "00k",
        label: "Opportunity Product",
        .junction,
        accessAs: "Opportunity",
        [
            .reference("OpportunityId", "Opportunity", children: "OpportunityLineItems").required.createOnly.cascading,
            .int("SortOrder").readOnly,
            .reference(
                "PricebookEntryId",
                "PricebookEntry",
                children: "OpportunityLineItems",
                label: "Price Book Entry ID"
            )
            .required.createOnly,
            .reference("Product2Id", "Product2", children: "OpportunityLineItems", label: "Product ID").readOnly,
            .string("ProductCode", 255).readOnly, .string("Name", 376, "Opportunity Product Name").readOnly.naming,
            .double("Quantity", 12, 2).required, .currency("TotalPrice", 18, 2),
            .currency("UnitPrice", 18, 2, "Sales Price"),
            .currency("ListPrice", 18, 2).readOnly, .date("ServiceDate", "Date"),
            .string("Description", 255, "Line Description"), .percent("Discount", 5, 2),
        ]
    )
}
