@testable import Enrichment
import Telemetry
import Testing

@Suite struct FittingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var field: FieldSchema
        var kind: FieldKind = .text
        var value: FieldValue
        var options = MappingRow.Options()
        var fits: FieldValue? = nil
        var isShortened = false
        var misfit: Misfit? = nil

        var testDescription: String { name }
    }

    static let cut: MappingRow.Options = {
        var options = MappingRow.Options()
        options.truncates = true
        return options
    }()

    static let three: [String] = ["Swift", "PostgreSQL", "Kubernetes"]
    static let picklist = World.field("P", .picklist, length: 20) {
        $0.choices = [Choice("hot", label: "Hot!"), Choice("cold"), Choice("old", isActive: false)]
        $0.isRestricted = true
    }
    static let open = World.field("P", .picklist, length: 20) { $0.choices = [Choice("Hot")] }
    static let many = World.field("M", .multipicklist, length: 40) { field in
        field.choices = three.map { Choice($0) }
        field.isRestricted = true
    }
    static let whole = World.field("N", .int) { $0.precision = 8 }
    static let money = World.field("N", .currency) { ($0.precision, $0.scale) = (6, 2) }

    static let table: [Case] = [
        Case(
            name: "a text that fits",
            field: World.field("T", .string, length: 5),
            value: .text("abcde"),
            fits: .text("abcde")
        ),
        Case(
            name: "a text too long",
            field: World.field("T", .string, length: 5),
            value: .text("abcdef"),
            misfit: .tooLong(5)
        ),
        Case(
            name: "a text cut off",
            field: World.field("T", .string, length: 5),
            value: .text("abcdef"),
            options: cut,
            fits: .text("abcde"),
            isShortened: true
        ),
        Case(
            name: "no letter is cut apart",
            field: World.field("T", .string, length: 3),
            value: .text("ab👩‍🔬"),
            options: cut,
            fits: .text("ab"),
            isShortened: true
        ),
        Case(
            name: "letters outside ASCII count once",
            field: World.field("T", .string, length: 5),
            value: .text("äöüßé"),
            fits: .text("äöüßé")
        ),
        Case(
            name: "one line",
            field: World.field("T", .string, length: 20),
            value: .text("a\r\nb\tc"),
            fits: .text("a b c")
        ),
        Case(
            name: "several lines",
            field: World.field("T", .textarea, length: 20),
            value: .text("a\r\nb"),
            fits: .text("a\nb")
        ),
        Case(
            name: "a number as text",
            field: World.field("T", .string, length: 20),
            kind: .number,
            value: .number(DecimalNumber(344_589_814)),
            fits: .text("344589814")
        ),
        Case(name: "a number from text", field: whole, value: .text("1200"), fits: .number(DecimalNumber(1200))),
        Case(name: "a band is no number", field: whole, value: .text("1000-5000"), misfit: .notANumber),
        Case(name: "a number too large", field: whole, value: .text("123456789"), misfit: .tooManyDigits(8)),
        Case(
            name: "rounded to the scale",
            field: money,
            value: .text("12.345"),
            fits: DecimalNumber("12.35").map(FieldValue.number)
        ),
        Case(name: "too many whole digits", field: money, value: .text("12345"), misfit: .tooManyDigits(4)),
        Case(
            name: "a day",
            field: World.field("D", .date),
            kind: .date,
            value: .text("2026-02-28"),
            fits: CivilDate(iso8601: "2026-02-28").map(FieldValue.date)
        ),
        Case(
            name: "no such day",
            field: World.field("D", .date),
            kind: .date,
            value: .text("2026-02-30"),
            misfit: .notADate
        ),
        Case(
            name: "the day of a time",
            field: World.field("D", .date),
            kind: .moment,
            value: .moment(World.now),
            fits: CivilDate(iso8601: "2026-03-08").map(FieldValue.date)
        ),
        Case(
            name: "a time",
            field: World.field("D", .datetime),
            kind: .moment,
            value: .moment(World.now),
            fits: .moment(World.now)
        ),
        Case(name: "no time", field: World.field("D", .datetime), value: .text("soon"), misfit: .notAMoment),
        Case(name: "a flag", field: World.field("B", .boolean), value: .text("Yes"), fits: .flag(true)),
        Case(name: "no flag", field: World.field("B", .boolean), value: .text("Uncertain"), misfit: .notAFlag),
        Case(name: "a picklist's value in another case", field: picklist, value: .text("HOT"), fits: .text("hot")),
        Case(name: "a picklist's label", field: picklist, value: .text("Hot!"), fits: .text("hot")),
        Case(name: "not in a restricted picklist", field: picklist, value: .text("warm"), misfit: .notAChoice),
        Case(name: "an inactive value", field: picklist, value: .text("old"), misfit: .choiceInactive),
        Case(name: "an open picklist takes any", field: open, value: .text("warm"), fits: .text("warm")),
        Case(name: "an open picklist keeps its own writing", field: open, value: .text("hot"), fits: .text("Hot")),
        Case(name: "several values", field: many, kind: .list, value: .list(three), fits: .list(three.sorted())),
        Case(
            name: "some of several",
            field: many,
            kind: .list,
            value: .list(["Swift", "Perl"]),
            fits: .list(["Swift"]),
            isShortened: true
        ),
        Case(name: "none of several", field: many, kind: .list, value: .list(["Perl"]), misfit: .notAChoice),
        Case(
            name: "a list as text",
            field: World.field("T", .string, length: 40),
            kind: .list,
            value: .list(three),
            fits: .text("Swift; PostgreSQL; Kubernetes")
        ),
        Case(
            name: "whole values of a list",
            field: World.field("T", .string, length: 20),
            kind: .list,
            value: .list(three),
            options: cut,
            fits: .text("Swift; PostgreSQL"),
            isShortened: true
        ),
        Case(
            name: "a list too long",
            field: World.field("T", .string, length: 20),
            kind: .list,
            value: .list(three),
            misfit: .tooLong(20)
        ),
        Case(
            name: "an e-mail",
            field: World.field("E", .email, length: 80),
            value: .text("hila@fernhill.example"),
            fits: .text("hila@fernhill.example")
        ),
        Case(
            name: "no e-mail",
            field: World.field("E", .email, length: 80),
            value: .text("hila at fernhill"),
            misfit: .notAnEmail
        ),
        Case(
            name: "a web address",
            field: World.field("U", .url, length: 255),
            value: .text("https://fernhill.example/a"),
            fits: .text("https://fernhill.example/a")
        ),
        Case(
            name: "no web address",
            field: World.field("U", .url, length: 255),
            value: .text("fernhill"),
            misfit: .notAURL
        ),
        Case(
            name: "a web address is never cut",
            field: World.field("U", .url, length: 10),
            value: .text("fernhill.example"),
            options: cut,
            misfit: .tooLong(10)
        ),
        Case(
            name: "a phone",
            field: World.field("F", .phone, length: 40),
            value: .text("+1 781 555 0100"),
            fits: .text("+1 781 555 0100")
        ),
        Case(name: "no phone", field: World.field("F", .phone, length: 40), value: .text("none"), misfit: .notAPhone),
        Case(
            name: "a lookup",
            field: World.field("R", .reference, length: 18),
            value: .text("001D000000IqhSL"),
            fits: .text("001D000000IqhSLIAZ")
        ),
        Case(
            name: "no lookup",
            field: World.field("R", .reference, length: 18),
            value: .text("Fernhill"),
            misfit: .notAReference
        ),
        Case(
            name: "a list in a checkbox",
            field: World.field("B", .boolean),
            kind: .list,
            value: .list(["a"]),
            misfit: .neverFits
        ),
    ]

    @Test("M-08 · a value is brought into the form of its field, or refused", arguments: table)
    func fits(_ one: Case) {
        let schema = ObjectSchema(object: "Account", fields: [one.field])
        let fitting = Fitting(one.kind, into: one.field, one.options, in: schema)
        do throws(Misfit) {
            let fitted = try fitting.fit(one.value)
            #expect(one.fits.map { Fitting.Fitted($0, isShortened: one.isShortened) } == fitted)
        } catch {
            #expect(error == one.misfit)
        }
    }

    @Test("M-12 · a list is bounded by the row's number of values")
    func bounded() throws {
        var options = MappingRow.Options()
        options.mostValues = 2
        let field = World.field("T", .string, length: 255)
        let fitting = Fitting(.list, into: field, options, in: ObjectSchema(object: "Account", fields: [field]))
        #expect(
            try fitting.fit(.list(Self.three)) == Fitting.Fitted(.text("Swift; PostgreSQL"), isShortened: true)
        )
    }

    @Test("M-08 · every refusal says what to do, and never the value")
    func words() {
        for misfit in [Misfit.tooLong(40), .notANumber, .notAChoice, .stateOfAnotherCountry, .cannotBeEmptied] {
            #expect(misfit.sentence.hasSuffix("."))
            #expect(misfit.sentence.contains(";"))
        }
    }

    @Test func `fitting a fitted value again changes nothing`() throws {
        for one in Self.table {
            guard let fits = one.fits else { continue }
            let fitting = Fitting(
                one.kind,
                into: one.field,
                one.options,
                in: ObjectSchema(object: "Account", fields: [one.field])
            )
            #expect(try fitting.fit(fits).value.isSame(as: fits), "\(one.name)")
        }
    }
}
