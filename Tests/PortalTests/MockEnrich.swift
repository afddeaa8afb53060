import Capabilities
import Enrichment
import Jobs
import Store
import Telemetry

@testable import Portal

/// Jobs of Scheduled Enrich as a busy installation would have them.
extension Mock {
    static func enrichJobs(_ viewer: Viewer = viewer(), isEmpty: Bool = false, isConnected: Bool = true)
        -> EnrichJobsPage
    {
        EnrichJobsPage(
            viewer: viewer,
            query: query("/enrich/jobs", ["name", "object", "status"]),
            lines: isEmpty
                ? []
                : [
                    job(
                        "All customers <EMEA> with a name that is much longer than any column of this table is wide",
                        description:
                            "Everything that the sales teams of the region look at, and a little more besides.",
                        next: moment("in 3 hours"),
                        isOn: true
                    ),
                    job("Leads of the fair", trouble: "The connection is switched off.", isOn: true),
                    job("Tried once", isOn: false),
                ],
            hasJobs: !isEmpty,
            isConnected: isConnected
        )
    }

    private static func job(
        _ name: String,
        description: String = "",
        trouble: String? = nil,
        next: Moment? = nil,
        isOn: Bool
    ) -> EnrichJobsPage.Line {
        EnrichJobsPage.Line(
            id: userID,
            name: name,
            description: description,
            object: "Accounts",
            orgName: "Production",
            trouble: trouble,
            interval: next == nil ? "By hand" : "Weekly",
            schedule: next == nil ? "" : "every Friday at 00:00, America/New_York",
            created: moment("12 Jan"),
            creator: "Ada Lovelace",
            next: next,
            isOn: isOn,
            alerts: isOn
        )
    }

    static let leadSchema = schema(
        "Lead",
        [
            ("LastName", "Last Name", .string, 80), ("Company", "Company", .string, 255),
            ("FirstName", "First Name", .string, 40), ("Title", "Title", .string, 128),
            ("Street", "Street", .textarea, 255), ("State", "State/Province", .string, 80),
            ("Country", "Country", .string, 80), ("Phone", "Phone", .phone, 40), ("Email", "Email", .email, 80),
            ("Technologies__c", "Technologies <in use>", .multipicklist, 4099),
            ("NumberOfEmployees", "Employees", .int, 0),
        ]
    )

    static let accountSchema = schema(
        "Account",
        [
            ("Name", "Account Name", .string, 255), ("Phone", "Phone", .phone, 40),
            ("BillingState", "Billing State/Province", .string, 80), ("BillingCountry", "Billing Country", .string, 80),
        ]
    )

    static let contactSchema = schema(
        "Contact",
        [("LastName", "Last Name", .string, 80), ("Email", "Email", .email, 80)]
    )

    static let schemas: [CRMObject: ObjectSchema] = [
        .account: accountSchema, .contact: contactSchema, .lead: leadSchema,
    ]

    private static func schema(_ object: String, _ fields: [(String, String, TargetType, Int)]) -> ObjectSchema {
        ObjectSchema(
            object: object,
            fields: fields.map { name, label, type, length in
                var field = FieldSchema(CRMField(name), label: label, type: type)
                field.length = length
                return field
            }
        )
    }

    static let connectionID = ID<OrgConnection>(rawValue: "01970000-0000-7000-8000-0000000000aa")

    /// A job of leads in which much is wrong.
    static var faultyEditor: JobEditorPage {
        var form = JobForm(on: connectionID, Mapping.standard(for: .lead, in: leadSchema))
        form.records = "criteria"
        form.criteria = [.init(field: "NumberOfEmployees", comparison: .greater, text: "many"), .init()]
        form.mapping.rows.append(MappingDraft.Row(source: "company.technologies", target: "Technologies__c"))
        form.mapping.rows.append(MappingDraft.Row(source: "", target: ""))
        form.jobChange = .newContact
        form.newcomers = MappingRows(Mapping.standard(for: .contact, in: contactSchema))
        var page = editor(form)
        page.faults = form.reading.faults(with: form.reading.draft.settings.faults(in: schemas))
        page.fresh = "m.\(form.mapping.rows.count - 1)"
        return page
    }

    /// A job of accounts with everything that accounts can have.
    static var fullEditor: JobEditorPage {
        var form = JobForm(on: connectionID, Mapping.standard(for: .account, in: accountSchema))
        form.revision = 4
        form.name = "All customers"
        form.description = "First line\nSecond <line>"
        form.schedule.every = "month"
        form.credits = "per_run"
        form.hasIntent = true
        form.intentTopics = "Cloud Security\nData"
        form.hasScoops = true
        form.committee.isOn = true
        form.committee.titles = "Chief Information Officer"
        form.committee.functions = ["Marketing"]
        form.committee.levels = ["vp"]
        form.committeeMapping = MappingRows(Mapping.standard(for: .contact, in: contactSchema))
        var page = editor(form)
        page.count = 12_345
        page.topics.intent = ["Cloud Security", "Data", "Storage"]
        page.trial = MappingTrials.Report(
            faults: [
                .init(field: "Phone", row: 1, sentence: "The value has no digits."),
                .init(field: nil, row: nil, sentence: "The test record “Loam mapping test 0a1b2c3d” is still there."),
            ],
            written: 12,
            isLeftOver: true
        )
        return page
    }

    private static func editor(_ form: JobForm) -> JobEditorPage {
        JobEditorPage(
            viewer: viewer(),
            action: form.revision == nil ? Paths.newEnrichJob : Paths.enrichJob(userID),
            form: form,
            orgName: "Production",
            schemas: schemas,
            timeZones: ["America/New_York", "Europe/Berlin"]
        )
    }

    static var troubledEditor: JobEditorPage {
        var page = JobEditorPage(
            viewer: viewer(),
            action: Paths.newEnrichJob,
            form: JobForm(on: connectionID, Mapping(.contact, [])),
            orgName: "Production",
            schemas: [:],
            timeZones: []
        )
        page.trouble = "Salesforce did not answer; try again in a minute."
        page.isInOrder = true
        return page
    }

    static func matchInputs(_ viewer: Viewer = viewer()) -> MatchInputsPage {
        MatchInputsPage(
            viewer: viewer,
            orgs: [(connectionID.rawValue, "Production"), ("01970000-0000-7000-8000-0000000000ab", "Rehearsal")],
            connection: connectionID.rawValue,
            object: .lead,
            added: [.init(.company(.technologies), "Gone__c"), .init(.person(.email), "Email")],
            offered: MatchInputSettings.offered(for: .lead),
            schema: leadSchema,
            wrong: [0: "The Salesforce field does not exist."],
            faults: FormFaults(summary: "Choose a Loam field.", fields: ["source": "Choose a Loam field."])
        )
    }

    static var noMatchInputs: MatchInputsPage {
        MatchInputsPage(
            viewer: viewer(),
            orgs: [],
            connection: "",
            object: .account,
            added: [],
            offered: [],
            schema: nil
        )
    }

    static func enrichJob() throws -> EnrichJobPage {
        var settings = JobSettings("All customers", Mapping.standard(for: .lead, in: leadSchema))
        settings.credits = .ownedOnly
        let job = EnrichJob(
            id: ID(rawValue: userID),
            organisation: ID(rawValue: userID),
            connection: connectionID,
            settings: settings,
            frequency: try Schedule(.weekly(on: .friday), in: Zone(named: "America/New_York")),
            isOn: true,
            createdBy: nil,
            createdAt: Timestamp(seconds: 1_772_946_000)
        )
        return EnrichJobPage(viewer: auditor, job: job, orgName: "Production", next: moment("in 3 hours"))
    }

    static var newJob: NewJobPage { NewJobPage(viewer: viewer(), orgs: [(connectionID.rawValue, "Production")]) }

    static var importJob: ImportJobPage {
        ImportJobPage(
            viewer: viewer(),
            orgs: [(connectionID.rawValue, "Production")],
            document: "{\"settings\": {}}",
            refusal: Refusal(.invalid, "x", "2 things keep the job from being saved.", fields: ["mapping.3": "Choose."])
        )
    }
}
