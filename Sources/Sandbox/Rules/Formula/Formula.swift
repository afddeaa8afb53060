package import Telemetry

/// A formula of the simple kind: a calculated field, or the condition of a rule.
///
/// It is read and checked once, when it is saved. From then on it can be worked out on a record's values, or turned into
/// SQL that gives the same answer for each row of a table.
package struct Formula: Sendable, Equatable {
    /// As it was written.
    package let text: String
    package let type: FormulaType
    /// The fields that it names, each once; what it is worked out on gives their values by this order.
    package let fields: [FormulaField]
    package let use: FormulaUse
    let root: FormulaNode

    /// Reads a formula that gives a value of the type; the resolver tells the type of a field by its path, such as
    /// `["Account", "Name"]`, or nothing when there is none.
    package init(
        _ text: String,
        giving type: FormulaType,
        for use: FormulaUse,
        fields resolve: @escaping (_ path: [String]) -> FormulaType?
    ) throws(FormulaError) {
        let syntax = try FormulaParser.parse(text)
        var checker = FormulaChecker(use: use, resolve: resolve)
        root = try checker.check(syntax, giving: type)
        fields = checker.fields
        self.text = text
        self.type = type
        self.use = use
    }
}

/// What a formula is for, which decides what it may ask and what a number that is missing means.
package enum FormulaUse: Sendable, Equatable {
    case field(blankAsZero: Bool)
    /// A rule is worked out while a record is being saved, so that it may ask what has changed.
    case rule
}

/// A field that a formula names.
package struct FormulaField: Sendable, Equatable {
    /// From the record at hand by way of its parents: `["Account", "Owner", "Name"]`.
    package let path: [String]
    package let type: FormulaType
}

/// The types that formulas tell apart.
package enum FormulaType: Sendable, Equatable {
    case text, number, percent, flag, date, moment, picklist, multipicklist

    /// How an error calls it.
    var words: String {
        switch self {
        case .text: "Text"
        case .number: "Number"
        case .percent: "Percent"
        case .flag: "Boolean"
        case .date: "Date"
        case .moment: "Date/Time"
        case .picklist: "Picklist"
        case .multipicklist: "Picklist (Multi-Select)"
        }
    }
}

/// When a formula is worked out: what `NOW()` and `TODAY()` are.
package struct FormulaClock: Sendable, Equatable {
    package let now: Timestamp
    package let today: CivilDate

    /// The day is the one that the person's calendar shows.
    package init(now: Timestamp, zone: Zone = .utc) {
        self.now = now
        today = zone.local(at: now).date
    }
}

/// Why a formula cannot be saved, as one sentence for whoever wrote it.
package struct FormulaError: Error, Sendable, Equatable, CustomStringConvertible {
    package let message: String

    init(_ message: String) {
        self.message = message
    }

    package var description: String { message }
}
