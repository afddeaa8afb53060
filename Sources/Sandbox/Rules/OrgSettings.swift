/// What an administrator of the org has set up: its rules, its queues and the package's settings, as one value that can be
/// read and replaced.
package struct OrgSettings: Sendable, Codable, Equatable {
    package var validationRules: [ValidationRule] = []
    package var matchingRules: [MatchingRule] = []
    package var duplicateRules: [DuplicateRule] = []
    package var assignmentRules: [AssignmentRule] = []
    package var queues: [Queue] = []
    /// The fields whose changes are written down, by object.
    package var trackedFields: [String: [String]] = [:]
    package var instantEnrich = InstantEnrich()
    package var listViews: [ListView] = []

    package init() {}
}

extension OrgSettings {
    /// An org that was set up before there was some of this has none of it.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func value<Value: Decodable>(_ key: CodingKeys, otherwise: Value) throws -> Value {
            try values.decodeIfPresent(Value.self, forKey: key) ?? otherwise
        }
        validationRules = try value(.validationRules, otherwise: [])
        matchingRules = try value(.matchingRules, otherwise: [])
        duplicateRules = try value(.duplicateRules, otherwise: [])
        assignmentRules = try value(.assignmentRules, otherwise: [])
        queues = try value(.queues, otherwise: [])
        trackedFields = try value(.trackedFields, otherwise: [:])
        listViews = try value(.listViews, otherwise: [])
        instantEnrich = try value(.instantEnrich, otherwise: InstantEnrich())
    }
}

/// A condition that no record may meet.
package struct ValidationRule: Sendable, Codable, Equatable {
    package var object: String
    package var name: String
    package var isActive = true
    /// The formula of the condition.
    package var condition: String
    /// What the person is told who tries.
    package var message: String
    /// The field beside which the message is shown; at the top of the page when there is none.
    package var field: String?

    package init(object: String, name: String, condition: String, message: String, field: String? = nil) {
        self.object = object
        self.name = name
        self.condition = condition
        self.message = message
        self.field = field
    }
}

/// Which records look like the same thing.
package struct MatchingRule: Sendable, Codable, Equatable {
    package enum Method: String, Sendable, Codable {
        case exact, firstName, lastName, companyName, phone, street, city, postalCode, title, website
    }

    package struct Item: Sendable, Codable, Equatable {
        package var field: String
        package var method: Method
        /// Whether two records that both lack a value are alike in it.
        package var matchesBlanks: Bool

        package init(_ field: String, _ method: Method, matchesBlanks: Bool = false) {
            self.field = field
            self.method = method
            self.matchesBlanks = matchesBlanks
        }
    }

    package var object: String
    package var name: String
    package var items: [Item]
    /// How the items combine, by their numbers: `1 AND (2 OR 3)`; all of them when nothing is said.
    package var logic: String?

    package init(object: String, name: String, items: [Item], logic: String? = nil) {
        self.object = object
        self.name = name
        self.items = items
        self.logic = logic
    }

    var engine: String { items.allSatisfy { $0.method == .exact } ? "ExactMatchEngine" : "FuzzyMatchEngine" }
}

/// What happens when a record that is saved looks like another.
package struct DuplicateRule: Sendable, Codable, Equatable {
    package struct Action: Sendable, Codable, Equatable {
        /// Whether nobody may save it at all.
        package var blocks: Bool
        /// Whether one is warned; who goes through the API then saves it only by saying so.
        package var alerts: Bool
        /// Whether the records are written down as a set of duplicates.
        package var reports: Bool

        package init(blocks: Bool = false, alerts: Bool = false, reports: Bool = false) {
            self.blocks = blocks
            self.alerts = alerts
            self.reports = reports
        }
    }

    package struct Match: Sendable, Codable, Equatable {
        /// The object whose rows are searched.
        package var object: String
        package var rule: String
        /// The field of that object for a field of the saved one, where their names differ.
        package var fields: [String: String]

        package init(object: String, rule: String, fields: [String: String] = [:]) {
            self.object = object
            self.rule = rule
            self.fields = fields
        }
    }

    package var id: String?
    package var object: String
    package var name: String
    package var label: String
    package var isActive: Bool
    package var onCreate: Action
    package var onUpdate: Action
    package var message = "Use one of these records?"
    package var matches: [Match]

    package init(
        object: String,
        name: String,
        label: String,
        isActive: Bool,
        onCreate: Action,
        onUpdate: Action,
        matches: [Match]
    ) {
        self.object = object
        self.name = name
        self.label = label
        self.isActive = isActive
        self.onCreate = onCreate
        self.onUpdate = onUpdate
        self.matches = matches
    }
}

/// Who gets a lead or a case.
package struct AssignmentRule: Sendable, Codable, Equatable {
    package struct Entry: Sendable, Codable, Equatable {
        package var filter: RecordFilter
        /// A user by id or username, or a queue by id or name.
        package var owner: String

        package init(filter: RecordFilter, owner: String) {
            self.filter = filter
            self.owner = owner
        }
    }

    package var id: String?
    package var object: String
    package var name: String
    package var isActive: Bool
    /// The first entry whose conditions a record meets gives it its owner.
    package var entries: [Entry]

    package init(object: String, name: String, isActive: Bool, entries: [Entry]) {
        self.object = object
        self.name = name
        self.isActive = isActive
        self.entries = entries
    }
}

/// A group of records that wait for an owner.
package struct Queue: Sendable, Codable, Equatable {
    package var id: String?
    package var developerName: String
    package var label: String
    /// The objects whose records may wait in it.
    package var objects: [String]

    package init(developerName: String, label: String, objects: [String]) {
        self.developerName = developerName
        self.label = label
        self.objects = objects
    }
}
