import Capabilities
import Enrichment
import HTTP
import Jobs
import Matching
import Store

/// A job as it stands in the editor, where nothing needs to be in order yet.
struct JobForm: Sendable, Equatable {
    struct Criteria: Sendable, Equatable {
        var field = ""
        var comparison = Criterion.Comparison.equals
        var text = ""
    }

    struct Committee: Sendable, Equatable {
        var isOn = false
        var titles = ""
        var functions: Set<String> = []
        var levels: Set<String> = []
        var existing = BuyingCommittee.Existing.ignore
        var most = "5"
    }

    /// At what a run stops by itself; blank where it does not.
    struct Limits: Sendable, Equatable {
        var canary = ""
        var errors = ""
        var overwrites = ""
        var blankings = ""
        var matches = ""
    }

    let connection: ID<OrgConnection>
    let object: CRMObject
    /// Nil for a new job.
    var revision: Int?
    var name = ""
    var description = ""
    var alerts = true
    var schedule = ScheduleForm()
    var credits = "no_limit"
    var creditLimit = "1000"
    var batchSize = "10000"
    var accuracy = "0"
    var jobChange = JobChangeRule.updateInPlace
    var placeholders = JobForm.lines(Placeholders.usual.texts)
    var limits = Limits()
    var records = "all"
    var listView = ""
    var criteria: [Criteria] = []
    var mapping: MappingRows
    var exportsProfile = false
    var newcomers: MappingRows?
    var hasIntent = false
    var intentTopics = ""
    var hasScoops = false
    var scoopTypes = ""
    var scoopDepartments = ""
    var scoopTopics = ""
    var committee = Committee()
    var committeeMapping: MappingRows?

    /// A new job with the default rows.
    init(on connection: ID<OrgConnection>, _ mapping: Mapping) {
        (self.connection, object, self.mapping) = (connection, mapping.object, MappingRows(mapping))
        schedule.every = "week"
    }

    static func lines(_ texts: some Sequence<String>) -> String { texts.joined(separator: "\n") }

    /// What stands on lines of its own.
    static func texts(_ lines: String) -> [String] {
        lines.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty }
    }
}

// MARK: - Of a job

extension JobForm {
    init(_ job: EnrichJob) {
        let settings = job.settings
        self.init(on: job.connection, settings.mapping)
        revision = job.revision
        name = settings.name
        description = job.description
        alerts = job.alerts
        schedule = ScheduleForm(job.frequency)
        switch settings.credits {
        case .noLimit: credits = "no_limit"
        case .ownedOnly: credits = "owned_only"
        case .perRun(let limit): (credits, creditLimit) = ("per_run", String(limit))
        }
        batchSize = String(settings.batchSize)
        accuracy = String(settings.minimumAccuracy)
        jobChange = settings.jobChange
        placeholders = JobForm.lines(settings.placeholders.texts)
        limits = Limits(settings.breakers)
        switch settings.records {
        case .all: records = "all"
        case .listView(let id): (records, listView) = ("list_view", id.text)
        case .criteria(let rows):
            records = "criteria"
            criteria = rows.map { Criteria(field: $0.field.rawValue, comparison: $0.comparison, text: $0.text) }
        }
        exportsProfile = settings.exportsProfile
        newcomers = settings.newcomers.map { MappingRows($0) }
        if let intent = settings.intent {
            (hasIntent, intentTopics) = (true, JobForm.lines(intent.topics.sorted()))
        }
        if let scoops = settings.scoops {
            hasScoops = true
            scoopTypes = JobForm.lines(scoops.types.sorted())
            scoopDepartments = JobForm.lines(scoops.departments.sorted())
            scoopTopics = JobForm.lines(scoops.topics.sorted())
        }
        if let stored = settings.committee {
            committee.isOn = true
            committee.titles = JobForm.lines(stored.titles.sorted())
            committee.functions = stored.functions
            committee.levels = Set(stored.levels.map(\.name))
            committee.existing = stored.existing
            committee.most = String(stored.most)
            committeeMapping = MappingRows(stored.mapping)
        }
    }
}

// MARK: - Of what was sent

extension JobForm {
    /// `schemas` tell which fields are meant by what was typed.
    init(_ form: Query, on connection: ID<OrgConnection>, of object: CRMObject, _ schemas: [CRMObject: ObjectSchema]) {
        (self.connection, self.object) = (connection, object)
        mapping = MappingRows("m", of: object, in: form, schemas[object])
        revision = form["revision"].flatMap { Int($0) }
        name = form["name"] ?? ""
        description = form["description"] ?? ""
        alerts = form["alerts"] == "on"
        schedule = ScheduleForm(form)
        credits = form["credits"] ?? credits
        creditLimit = form["credit_limit"]?.trimmed ?? creditLimit
        batchSize = form["batch_size"] ?? batchSize
        accuracy = form["accuracy"]?.trimmed ?? accuracy
        jobChange = form["job_change"].flatMap(JobChangeRule.init(rawValue:)) ?? jobChange
        placeholders = form["placeholders"] ?? placeholders
        limits = Limits(form)
        records = form["records"] ?? records
        listView = form["list_view"] ?? ""
        criteria = MappingRows.numbers("c", "field", in: form).map { number in
            Criteria(
                field: MappingRows.field((form["c.\(number).field"] ?? "").trimmed, in: schemas[object]),
                comparison: form["c.\(number).comparison"].flatMap(Criterion.Comparison.init(rawValue:)) ?? .equals,
                text: form["c.\(number).text"] ?? ""
            )
        }
        exportsProfile = form["exports"] == "on"
        if let creates = jobChange.creates {
            newcomers = form.rows("n", of: creates, schemas)
        }
        hasIntent = form["intent"] == "on"
        intentTopics = form["intent_topics"] ?? ""
        hasScoops = form["scoops"] == "on"
        scoopTypes = form["scoop_types"] ?? ""
        scoopDepartments = form["scoop_departments"] ?? ""
        scoopTopics = form["scoop_topics"] ?? ""
        committee.isOn = form["committee"] == "on"
        committee.titles = form["titles"] ?? ""
        committee.functions = Set(form.all("function"))
        committee.levels = Set(form.all("level"))
        committee.existing = form["existing"].flatMap(BuyingCommittee.Existing.init(rawValue:)) ?? .ignore
        committee.most = form["most"]?.trimmed ?? committee.most
        if committee.isOn { committeeMapping = form.rows("b", of: .contact, schemas) }
    }
}

extension Query {
    /// The rows of a mapping that was shown; where it was not, those with which one begins.
    fileprivate func rows(
        _ prefix: String,
        of object: CRMObject,
        _ schemas: [CRMObject: ObjectSchema]
    ) -> MappingRows? {
        if self["\(prefix).object"] == object.rawValue {
            return MappingRows(prefix, of: object, in: self, schemas[object])
        }
        return schemas[object].map { MappingRows(Mapping.standard(for: object, in: $0)) }
    }
}

extension JobForm.Limits {
    init(_ breakers: Breakers) {
        func text(_ number: Int?) -> String { number.map(String.init) ?? "" }
        canary = text(breakers.canary)
        errors = text(breakers.mostErrors)
        overwrites = text(breakers.mostOverwrites)
        blankings = text(breakers.mostBlankings)
        matches = text(breakers.leastMatches)
    }

    init(_ form: Query) {
        canary = form["canary"]?.trimmed ?? ""
        errors = form["most_errors"]?.trimmed ?? ""
        overwrites = form["most_overwrites"]?.trimmed ?? ""
        blankings = form["most_blankings"]?.trimmed ?? ""
        matches = form["least_matches"]?.trimmed ?? ""
    }

    /// What is no number is a fault, which a number below the least is too.
    var breakers: Breakers {
        func number(_ text: String) -> Int? { text.isEmpty ? nil : Int(text) ?? -1 }
        var breakers = Breakers()
        breakers.canary = number(canary)
        breakers.mostErrors = number(errors)
        breakers.mostOverwrites = number(overwrites)
        breakers.mostBlankings = number(blankings)
        breakers.leastMatches = number(matches)
        return breakers
    }
}
