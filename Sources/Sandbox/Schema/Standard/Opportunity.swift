extension StandardObjects {
    static let opportunity = ObjectDraft(
        "Opportunity",
        "006",
        plural: "Opportunities",
        [.record, .feedEnabled, .owned, .active],
        [
            .reference("AccountId", "Account", children: "Opportunities").cascading, .flag("IsPrivate", "Private"),
            .string("Name", 120).required.naming.key, .area("Description", 32000),
            .pick("StageName", Values.stages, label: "Stage").required,
            .currency("Amount", 18, 2), .percent("Probability", 3, 0, "Probability (%)"),
            .currency("ExpectedRevenue", 18, 2, "Expected Amount").readOnly,
            .double("TotalOpportunityQuantity", 18, 2, "Quantity"), .date("CloseDate").required,
            .pick(
                "Type",
                [
                    "Existing Customer - Upgrade", "Existing Customer - Replacement", "Existing Customer - Downgrade",
                    "New Customer",
                ],
                label: "Opportunity Type"
            ), .string("NextStep", 255), .pick("LeadSource", Values.leadSources),
            .flag("IsClosed", "Closed").readOnly.open, .flag("IsWon", "Won").readOnly.open,
            .pick("ForecastCategory", Values.forecastCategories, length: 40).readOnly.open.restricted,
            .pick("ForecastCategoryName", Values.forecastCategoryNames, label: "Forecast Category").restricted.open,
            .reference("CampaignId", "Campaign", children: "Opportunities"),
            .flag("HasOpportunityLineItem", "Has Line Item").readOnly.open,
            .reference("Pricebook2Id", "Pricebook2", children: "Opportunities", label: "Price Book ID").open,
            .int("PushCount").readOnly, .datetime("LastStageChangeDate").readOnly,
            .int("FiscalQuarter").readOnly.open, .int("FiscalYear").readOnly.open,
            .string("Fiscal", 6, "Fiscal Period").readOnly.open,
            .reference("ContactId", "Contact").createOnly,
            .flag("HasOpenActivity").readOnly.open, .flag("HasOverdueTask").readOnly.open,
            .reference("LastAmountChangedHistoryId", "OpportunityHistory", label: "Opportunity History ID").readOnly
                .open,
            .reference("LastCloseDateChangedHistoryId", "OpportunityHistory", label: "Opportunity History ID").readOnly
                .open,
        ]
    )

    static let opportunityHistory = ObjectDraft(
        "OpportunityHistory",
        "008",
        label: "Opportunity: Stage History",
        plural: "Opportunity: Stage History",
        [.created, .stamped, .softDeleted, .replicateable],
        accessAs: "Opportunity",
        [
            .reference("OpportunityId", "Opportunity", children: "OpportunityHistories").readOnly.cascading,
            .pick("StageName", Values.stages, label: "Stage").readOnly, .currency("Amount", 18, 2).readOnly,
            .currency("ExpectedRevenue", 18, 2).readOnly, .date("CloseDate").readOnly,
            .percent("Probability", 3, 0).readOnly,
            .pick("ForecastCategory", Values.forecastCategories, length: 40, label: "To ForecastCategory").readOnly,
            .currency("PrevAmount", 18, 2).readOnly, .date("PrevCloseDate").readOnly,
        ]
    )

    static let opportunityStage = ObjectDraft(
        "OpportunityStage",
        "01J",
        .setup,
        [
            .string("MasterLabel", 255).readOnly.naming, .string("ApiName", 255, "API Name").readOnly.key,
            .flag("IsActive").readOnly, .int("SortOrder").readOnly, .flag("IsClosed").readOnly, .flag("IsWon").readOnly,
            .pick("ForecastCategory", Values.forecastCategories, length: 40).readOnly,
            .pick("ForecastCategoryName", Values.forecastCategoryNames).readOnly,
            .percent("DefaultProbability", 3, 0, "Probability (%)").readOnly, .string("Description", 255).readOnly,
        ]
    )

    static let opportunityContactRole = ObjectDraft(
        "OpportunityContactRole",
        "00K",
        .junction,
        accessAs: "Opportunity",
        [
            .reference("OpportunityId", "Opportunity", children: "OpportunityContactRoles").required.createOnly
                .cascading,
            .reference("ContactId", "Contact", children: "OpportunityContactRoles").required.cascading,
            .pick("Role", Values.contactRoles, length: 40), .flag("IsPrimary", "Primary"),
        ]
    )
}
