extension StandardObjects {
    private static let activityTraits: ObjectTraits = [
        .writable, .audited, .undeletable, .softDeleted, .searchable, .replicateable, .layoutable, .feedEnabled, .owned,
        .listed,
    ]
    private static let subjects = ["Call", "Send Letter", "Send Quote", "Other"]
    private static let whatObjects = [
        "Account", "Opportunity", "Campaign", "Case", "Product2", "Loam_Profile__c", "Loam_Scoop__c", "Loam_Intent__c",
    ]

    private static func people(_ children: String) -> [Field] {
        var who = Field.reference("WhoId", "Contact", "Lead", children: children, label: "Name ID").open.cascading
        who.relationshipName = "Who"
        var what = Field.reference("WhatId", children: children, label: "Related To ID").open.cascading
        what.references = whatObjects
        what.relationshipName = "What"
        return [who, what]
    }

    static let task = ObjectDraft(
        "Task",
        "00T",
        activityTraits,
        people("Tasks"),
        [
            .combobox("Subject", subjects).naming, .date("ActivityDate", "Due Date Only"),
            .pick(
                "Status",
                ["Not Started", "In Progress", "Completed", "Waiting on someone else", "Deferred"],
                default: "Not Started"
            ).defaulted,
            .pick("Priority", ["High", "Normal", "Low"], length: 20, default: "Normal").defaulted,
            .flag("IsHighPriority", "High Priority").readOnly.open, .area("Description", 32000),
            .pick("Type", ["Call", "Email", "Meeting", "Other"], length: 40),
            .reference("AccountId", "Account").readOnly.open, .flag("IsClosed", "Closed").readOnly.open,
            .flag("IsArchived", "Archived").readOnly.open, .int("CallDurationInSeconds", 8, "Call Duration"),
            .pick("CallType", ["Internal", "Inbound", "Outbound"], length: 40),
            .string("CallDisposition", 255, "Call Result"),
            .string("CallObject", 255, "Call Object Identifier"), .datetime("ReminderDateTime", "Reminder Date/Time"),
            .flag("IsReminderSet", "Reminder Set"),
            .flag("IsRecurrence", "Create Recurring Series of Tasks").createOnly,
            .date("RecurrenceStartDateOnly", "Recurrence Start"), .date("RecurrenceEndDateOnly", "Recurrence End"),
            .pick(
                "RecurrenceType",
                [
                    "RecursDaily", "RecursEveryWeekday", "RecursMonthly", "RecursMonthlyNth", "RecursWeekly",
                    "RecursYearly",
                ],
                length: 40
            ), .int("RecurrenceInterval", 9),
            .pick(
                "TaskSubtype",
                ["Task", "Email", "ListEmail", "Cadence", "Call", "LinkedIn"],
                length: 40,
                default: "Task"
            ).createOnly.restricted, .datetime("CompletedDateTime", "Completed Date").readOnly.open,
        ]
    )

    static let event = ObjectDraft(
        "Event",
        "00U",
        activityTraits,
        people("Events"),
        [
            .combobox("Subject", subjects).naming, .string("Location", 255), .flag("IsAllDayEvent", "All-Day Event"),
            .datetime("ActivityDateTime", "Due Date Time"), .date("ActivityDate", "Due Date Only"),
            .int("DurationInMinutes", 8, "Duration"), .datetime("StartDateTime", "Start Date Time"),
            .datetime("EndDateTime", "End Date Time"), .date("EndDate").readOnly.open, .area("Description", 32000),
            .reference("AccountId", "Account").readOnly.open, .flag("IsPrivate", "Private"),
            .pick("ShowAs", ["Busy", "OutOfOffice", "Free"], length: 40, default: "Busy", label: "Show Time As")
                .restricted,
            .flag("IsChild").readOnly.open, .flag("IsGroupEvent", "Is Group Event").readOnly.open,
            .pick("GroupEventType", ["0", "1", "2", "3"], length: 40).readOnly.open,
            .pick("Type", ["Call", "Email", "Meeting", "Other"], length: 40),
            .flag("IsArchived", "Archived").readOnly.open,
            .datetime("ReminderDateTime", "Reminder Date/Time"), .flag("IsReminderSet", "Reminder Set"),
            .flag("IsRecurrence", "Create Recurring Series of Events").createOnly,
            .pick("EventSubtype", ["Event"], length: 40, default: "Event").createOnly.restricted,
            .flag("IsRecurrence2", "Repeat").readOnly.open, .datetime("Recurrence2PatternStartDate").readOnly.open,
        ]
    )
}
