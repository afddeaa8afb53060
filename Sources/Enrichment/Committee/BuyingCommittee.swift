package import Matching

/// The people of an account who decide about buying: who of them become contacts, and how.
package struct BuyingCommittee: Sendable, Hashable {
    /// What becomes of people whose contact the org has already.
    package enum Existing: String, Sendable, Hashable, Codable, CaseIterable {
        case enrich, ignore

        package var label: String {
            switch self {
            case .enrich: "Enrich existing contacts"
            case .ignore: "Ignore existing contacts"
            }
        }
    }

    /// Words that a title holds side by side, in whatever case; titles that ask for nothing are not a criterion.
    package var titles: Set<String>
    /// Departments or functions, by the names that the catalogue is searched by.
    package var functions: Set<String>
    package var levels: Set<JobTitle.Level>
    package var existing = Existing.ignore
    /// So many contacts of an account at most, over all runs.
    package var most = 5
    package var mapping: Mapping

    package static let mostAllowed = 10

    package init(
        titles: Set<String> = [],
        functions: Set<String> = [],
        levels: Set<JobTitle.Level> = [],
        _ mapping: Mapping
    ) {
        (self.titles, self.functions, self.levels, self.mapping) = (titles, functions, levels, mapping)
    }

    /// The names by which functions are chosen: the departments, then the functions that are called otherwise.
    package static let functionsOffered: [String] = {
        let departments = JobTitle.departments.filter { !$0.isEmpty }
        return departments + JobTitle.functions.filter { !$0.isEmpty && !departments.contains($0) }
    }()

    /// The levels by which people are chosen, the highest first.
    package static let levelsOffered: [JobTitle.Level] = [.cLevel, .vp, .director, .manager, .staff]

    /// The members of the committee among a company's people, those first of whom the catalogue is surest.
    ///
    /// `present` are those whose contact the org has, `made` is how many contacts of the account Loam has made before:
    /// they count towards the most that are allowed, so that a second run makes no more than the first.
    package func choose(from people: [Profile], present: Set<ProfileID> = [], made: Int = 0) -> [Profile] {
        var reader = JobTitleReader()
        let members = people.filter { isMember($0, &reader) }.sorted {
            ($1.accuracy ?? 0, $0.id) < ($0.accuracy ?? 0, $1.id)
        }
        let new = members.filter { !present.contains($0.id) }.prefix(max(0, most - made))
        guard existing == .enrich else { return Array(new) }
        let chosen = Set(new.map(\.id))
        return members.filter { present.contains($0.id) || chosen.contains($0.id) }
    }

    /// Those who may come into question: the members whose contact the org has, and the first of the others.
    package func shortlist(from people: [Profile], present: Set<ProfileID>) -> [Profile] {
        var wide = self
        (wide.existing, wide.most) = (.enrich, BuyingCommittee.longestShortlist)
        return wide.choose(from: people, present: present)
    }

    private static let longestShortlist = 60

    /// Whether each kind of criterion that asks for something is met.
    private func isMember(_ person: Profile, _ reader: inout JobTitleReader) -> Bool {
        let title = person.text(of: .title)
        if !titles.isEmpty {
            let words = BuyingCommittee.words(of: title)
            let isWanted = titles.contains { wanted in
                let phrase = BuyingCommittee.words(of: wanted)
                return !phrase.isEmpty && words.contains(phrase)
            }
            guard isWanted else { return false }
        }
        guard !functions.isEmpty || !levels.isEmpty else { return true }
        let job = BuyingCommittee.job(title, person, &reader)
        let names = [JobTitle.departments[Int(job.department)], JobTitle.functions[Int(job.function)]]
        return (functions.isEmpty || !functions.isDisjoint(with: names))
            && (levels.isEmpty || levels.contains(job.level))
    }

    /// What the title tells, or else what the source says of the level and the department.
    private static func job(_ title: String, _ person: Profile, _ reader: inout JobTitleReader) -> JobTitle {
        var job = reader.read(title)
        if job.level == .unknown {
            let text = person.text(of: .level)
            job.level = JobTitle.Level(called: text) ?? reader.read(text).level
        }
        if job.department == 0 {
            let said = reader.read(person.text(of: .department))
            (job.department, job.function) = (said.department, said.function)
        }
        return job
    }

    private static func words(of text: String) -> [Substring] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }
    }
}

extension JobTitleReader {
    fileprivate mutating func read(_ text: String) -> JobTitle {
        if text.isEmpty { return .unknown }
        let bytes = Array(text.utf8)
        return read(bytes.span)
    }
}

extension Profile {
    fileprivate func text(of field: PersonField) -> String { self[.person(field)]?.value.text ?? "" }
}

extension JobTitle.Level {
    /// As documents call it.
    package var name: String { self == .cLevel ? "c_level" : "\(self)" }

    /// As people call it.
    package var label: String {
        switch self {
        case .unknown: "Unknown"
        case .staff: "Staff"
        case .manager: "Manager"
        case .director: "Director"
        case .vp: "Vice president"
        case .cLevel: "C-level"
        }
    }

    /// By any of its names, in whatever case and with whatever between its words.
    package init?(called text: String) {
        let letters = text.lowercased().filter(\.isLetter)
        guard let level = JobTitle.Level.allCases.first(where: { "\($0)".lowercased() == letters }), level != .unknown
        else { return nil }
        self = level
    }
}

extension BuyingCommittee: Codable {
    private enum Key: String, CodingKey { case titles, functions, levels, existing, most, mapping }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        self.init(try values.decode(Mapping.self, forKey: .mapping))
        titles = try values.decodeIfPresent(Set<String>.self, forKey: .titles) ?? titles
        functions = try values.decodeIfPresent(Set<String>.self, forKey: .functions) ?? functions
        existing = try values.decodeIfPresent(Existing.self, forKey: .existing) ?? existing
        most = try values.decodeIfPresent(Int.self, forKey: .most) ?? most
        for name in try values.decodeIfPresent([String].self, forKey: .levels) ?? [] {
            guard let level = JobTitle.Level(called: name) else {
                throw DecodingError.dataCorruptedError(
                    forKey: .levels,
                    in: values,
                    debugDescription: "A level is c_level, vp, director, manager or staff."
                )
            }
            levels.insert(level)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(titles.sorted(), forKey: .titles)
        try values.encode(functions.sorted(), forKey: .functions)
        try values.encode(levels.sorted(by: >).map(\.name), forKey: .levels)
        try values.encode(existing, forKey: .existing)
        try values.encode(most, forKey: .most)
        try values.encode(mapping, forKey: .mapping)
    }
}

extension BuyingCommittee {
    /// All that is wrong with it; `schema` is of contacts, nil where the connected user may not see them.
    func faults(in schema: ObjectSchema?) -> [SettingsFault] {
        var faults: [SettingsFault] = []
        let criteria = titles.filter { !FieldValue.text($0).isBlank }.count + functions.count + levels.count
        if criteria == 0 {
            faults.append(SettingsFault(.committee, "Choose at least one title, function or level."))
        }
        if let unknown = functions.subtracting(BuyingCommittee.functionsOffered).min() {
            faults.append(SettingsFault(.committee, "There is no job function “\(unknown)”; choose another."))
        }
        if !(1...BuyingCommittee.mostAllowed).contains(most) {
            faults.append(SettingsFault(.committee, "An account gets 1 to 10 contacts at most."))
        }
        guard mapping.object == .contact, let schema else {
            return faults + [SettingsFault(.committee, "The committee becomes contacts; map the fields of contacts.")]
        }
        return faults + mapping.faults(in: schema).map { SettingsFault(.committee, row: $0.row, $0.sentence) }
    }
}
