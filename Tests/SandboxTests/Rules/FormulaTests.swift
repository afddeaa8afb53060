package import Database
import Telemetry
import TestSupport
import Testing

@testable import Sandbox

/// A record that formulas are worked out on, in memory and as a row of a table.
private enum Sample {
    static let fields: [(path: String, type: FormulaType, value: Scalar)] = [
        ("Name", .text, .text("Ada Lund")),
        ("Empty", .text, .null),
        ("Account.Name", .text, .text("Lund & Sons")),
        ("Industry", .picklist, .text("Banking")),
        ("Topics", .multipicklist, .text("Cloud;Data")),
        ("Amount", .number, .number(1234.5)),
        ("Missing", .number, .null),
        ("Share", .percent, .number(25)),
        ("Active", .flag, .flag(true)),
        ("Born", .date, .text("2024-01-31")),
        ("Never", .date, .null),
        ("Made", .moment, .text("2024-02-28T23:30:00.500Z")),
        ("Id", .text, .text("0015g00000AbCdEEAV")),
    ]

    static let clock = FormulaClock(now: Timestamp(seconds: 1_750_000_000))

    static func formula(
        _ text: String,
        giving type: FormulaType = .text,
        for use: FormulaUse = .field(blankAsZero: false)
    ) throws(FormulaError) -> Formula {
        try Formula(text, giving: type, for: use) { path in
            fields.first { $0.path == path.joined(separator: ".") }?.type
        }
    }

    static func value(of field: FormulaField) -> Scalar {
        fields.first { $0.path == field.path.joined(separator: ".") }?.value ?? .null
    }

    static func subject(_ formula: Formula) -> FormulaSubject {
        let current = { (index: Int) in value(of: formula.fields[index]) }
        return FormulaSubject(clock: clock, isNew: false, current: current, prior: current)
    }
}

struct FormulaTests {
    /// A formula, its type and what it gives on the sample.
    static let cases: [(String, FormulaType, Scalar)] = [
        ("Name", .text, .text("Ada Lund")),
        ("Name & \" of \" & Account.Name", .text, .text("Ada Lund of Lund & Sons")),
        ("Empty & Empty", .text, .null),
        ("'it\\'s ' + Name", .text, .text("it's Ada Lund")),
        ("LEFT(Name, 3)", .text, .text("Ada")),
        ("RIGHT(Name, 4)", .text, .text("Lund")),
        ("RIGHT(Name, 0)", .text, .null),
        ("RIGHT(Name, 99)", .text, .text("Ada Lund")),
        ("MID(Name, 5, 2)", .text, .text("Lu")),
        ("UPPER(Name) & LOWER(Name)", .text, .text("ADA LUNDada lund")),
        ("TRIM(\"  x  \")", .text, .text("x")),
        ("LEN(Name)", .number, .number(8)),
        ("LEN(Empty)", .number, .number(0)),
        ("FIND(\"Lund\", Name)", .number, .number(5)),
        ("FIND(\"a\", Name, 2)", .number, .number(3)),
        ("FIND(\"z\", Name)", .number, .number(0)),
        ("SUBSTITUTE(Name, \"Ada\", \"Ida\")", .text, .text("Ida Lund")),
        ("LPAD(\"7\", 3, \"0\")", .text, .text("007")),
        ("RPAD(\"ab\", 5, \"xyz\")", .text, .text("abxyz")),
        ("LPAD(Name, 3)", .text, .text("Ada")),
        (
            "HYPERLINK(\"https://a.example/\" & Id, Name)", .text,
            .text("<a href=\"https://a.example/0015g00000AbCdEEAV\" target=\"_blank\">Ada Lund</a>")
        ),
        (
            "IMAGE(\"/i.png\", \"new\", 16, 16)", .text,
            .text("<img src=\"/i.png\" alt=\"new\" style=\"height:16px; width:16px;\" border=\"0\"/>")
        ),
        ("\"a\" & BR() & \"b\"", .text, .text("a<br>b")),
        ("CASESAFEID(Id)", .text, .text("0015g00000AbCdEEAV")),
        ("CONTAINS(Name, \"Lund\")", .flag, .flag(true)),
        ("CONTAINS(Name, \"lund\")", .flag, .flag(false)),
        ("BEGINS(Name, \"Ada\")", .flag, .flag(true)),
        ("BEGINS(Name, \"\")", .flag, .flag(true)),
        ("Name = \"ADA LUND\"", .flag, .flag(false)),
        ("Name <> \"x\" && Active", .flag, .flag(true)),
        ("ISBLANK(Empty) && ISBLANK(Missing) && ISBLANK(Never)", .flag, .flag(true)),
        ("ISNULL(Name)", .flag, .flag(false)),
        ("ISPICKVAL(Industry, \"Banking\")", .flag, .flag(true)),
        ("INCLUDES(Topics, \"Data\")", .flag, .flag(true)),
        ("INCLUDES(Topics, \"Dat\")", .flag, .flag(false)),
        ("TEXT(Industry)", .text, .text("Banking")),
        ("CASE(Industry, \"Energy\", \"e\", \"Banking\", \"b\", \"o\")", .text, .text("b")),
        ("CASE(MONTH(Born), 1, 10, 2, 20, 0)", .number, .number(10)),
        ("IF(Amount > 1000, \"big\", IF(Amount > 100, \"mid\", \"small\"))", .text, .text("big")),
        ("IF(Missing > 0, \"a\", \"b\")", .text, .text("b")),
        ("IF(Active, NULL, Name)", .text, .null),
        ("BLANKVALUE(Empty, \"none\")", .text, .text("none")),
        ("BLANKVALUE(Missing, 7)", .number, .number(7)),
        ("NULLVALUE(Amount, 7)", .number, .number(1234.5)),
        ("Amount + 1 * 2 - 0.5", .number, .number(1236)),
        ("-Amount + 2 ^ 3", .number, .number(-1226.5)),
        ("7 / 2", .number, .number(3.5)),
        ("1 / 0", .number, .null),
        ("Missing + 1", .number, .null),
        ("Amount * Share", .number, .number(308.625)),
        ("Share + 0.5", .percent, .number(75)),
        ("ROUND(Amount, 0)", .number, .number(1235)),
        ("ROUND(-2.5, 0)", .number, .number(-3)),
        ("ROUND(1.005 * 1000, -2)", .number, .number(1000)),
        ("ABS(-3)", .number, .number(3)),
        ("CEILING(-2.1)", .number, .number(-3)),
        ("FLOOR(-2.9)", .number, .number(-2)),
        ("MCEILING(-2.1)", .number, .number(-2)),
        ("MFLOOR(-2.1)", .number, .number(-3)),
        ("MOD(7, 3)", .number, .number(1)),
        ("SQRT(16)", .number, .number(4)),
        ("MAX(1, 5, 3)", .number, .number(5)),
        ("MIN(Amount)", .number, .number(1234.5)),
        ("MAX(1, Missing)", .number, .null),
        ("TEXT(Amount) & TEXT(5)", .text, .text("1234.55")),
        ("VALUE(\" 12.50 \")", .number, .number(12.5)),
        ("VALUE(Name)", .number, .null),
        ("ISNUMBER(\"-4\") && !ISNUMBER(\"4x\")", .flag, .flag(true)),
        ("YEAR(Born) + MONTH(Born) + DAY(Born)", .number, .number(2056)),
        ("WEEKDAY(Born)", .number, .number(4)),
        ("Born + 1", .date, .text("2024-02-01")),
        ("Born - 31", .date, .text("2023-12-31")),
        ("ADDMONTHS(Born, 1)", .date, .text("2024-02-29")),
        ("ADDMONTHS(DATE(2024, 2, 29), 1)", .date, .text("2024-03-31")),
        ("ADDMONTHS(DATE(2024, 5, 30), -3)", .date, .text("2024-02-29")),
        ("DATE(2023, 2, 30)", .date, .null),
        ("DATE(2024, 2, 29) - Born", .number, .number(29)),
        ("Never + 1", .date, .null),
        ("Born < TODAY()", .flag, .flag(true)),
        ("Never < TODAY()", .flag, .flag(false)),
        ("TODAY()", .date, .text("2025-06-15")),
        ("NOW()", .moment, .text("2025-06-15T15:06:40.000Z")),
        ("Made + 1.5", .moment, .text("2024-03-01T11:30:00.500Z")),
        ("(NOW() - Made) > 400", .flag, .flag(true)),
        ("DATEVALUE(Made)", .date, .text("2024-02-28")),
        ("DATEVALUE(\"2024-03-01\")", .date, .text("2024-03-01")),
        ("DATEVALUE(\"yesterday\")", .date, .null),
        ("TEXT(Born)", .text, .text("2024-01-31")),
        ("TEXT(Made)", .text, .text("2024-02-28 23:30:00Z")),
        ("DATETIMEVALUE(\"2024-03-01 10:20:30\")", .moment, .text("2024-03-01T10:20:30.000Z")),
        ("OR(FALSE, Amount = NULL, Missing = NULL)", .flag, .flag(true)),
        ("NOT(Active) || FALSE", .flag, .flag(false)),
        ("/* why */ Active", .flag, .flag(true)),
    ]

    @Test("X-04 · a formula gives the same value in memory and as SQL", arguments: cases)
    func value(_ text: String, _ type: FormulaType, _ expected: Scalar) async throws {
        let formula = try Sample.formula(text, giving: type)
        #expect(formula.value(on: Sample.subject(formula)) == expected)

        try await FreshDatabase.inMemory { database in
            let found = try await database.write { db in
                try db.run(
                    """
                    CREATE TABLE sample ("0" TEXT COLLATE NOCASE, "1" TEXT COLLATE NOCASE, "2" TEXT COLLATE NOCASE, \
                    "3" TEXT COLLATE NOCASE, "4" TEXT COLLATE NOCASE, "5" REAL, "6" REAL, "7" REAL, "8" INTEGER, "9" TEXT, \
                    "10" TEXT, "11" TEXT, "12" TEXT)
                    """
                )
                try db.run("INSERT INTO sample VALUES \(rows: [Sample.fields.map { SQLValue($0.value) }])")
                let sql = formula.sql(at: Sample.clock) { index in
                    let column = Sample.fields.firstIndex {
                        $0.path == formula.fields[index].path.joined(separator: ".")
                    }
                    return "sample.\(identifier: String(column ?? 99))"
                }
                return try db.one(SingleValue.self, "SELECT \(sql: sql) AS value FROM sample").value
            }
            #expect(found == SQLValue(expected))
        }
    }

    @Test(
        "X-04 · a faulty formula is refused in one clear sentence",
        arguments: [
            ("", .text, "Syntax error. The formula is empty."),
            ("Name &", .text, "Syntax error. Found 'end of formula'."),
            ("(Name", .text, "Syntax error. Missing ')'."),
            ("Name Name", .text, "Syntax error. Extra 'Name'."),
            ("\"abc", .text, "Syntax error. Missing '\"'."),
            ("Name # 1", .text, "Syntax error. Found '#'."),
            ("VLOOKUP(Name)", .text, "Unknown function VLOOKUP. Check spelling."),
            ("Nmae", .text, "Field Nmae does not exist. Check spelling."),
            ("LEN(Amount)", .number, "Incorrect parameter type for function 'LEN()'. Expected Text, received Number."),
            ("IF(Active, 1)", .number, "Incorrect number of parameters for function 'IF()'. Expected 3, received 2."),
            (
                "IF(Active, 1, Name)", .number,
                "Incorrect parameter type for function 'IF()'. Expected Number, received Text."
            ),
            (
                "Amount", .flag,
                "Formula result is data type (Number), incompatible with expected data type (true or false)."
            ),
            ("Name + 1", .text, "Incorrect parameter type for operator '+'. Expected Text, received Number."),
            (
                "Industry = \"x\"", .flag,
                "Incorrect parameter type for operator '='. Expected Picklist, received Text."
            ),
            ("ISCHANGED(Name)", .flag, "Function ISCHANGED may not be used in this type of formula."),
            ("REGEX(Name, \"a\")", .flag, "Function REGEX may not be used in this type of formula."),
            (String(repeating: "(", count: 500), .text, "The formula is nested too deeply."),
            (String(repeating: "-", count: 500) + "1", .number, "The formula is nested too deeply."),
            (String(repeating: "1+", count: 500) + "1", .number, "The formula is nested too deeply."),
            (
                String(repeating: " ", count: 4000), .text,
                "Formula is too long (4000 characters). Maximum length is 3900 characters."
            ),
        ] as [(String, FormulaType, String)]
    )
    func refusal(_ text: String, _ type: FormulaType, _ sentence: String) {
        #expect(throws: FormulaError(sentence)) { try Sample.formula(text, giving: type) }
    }

    @Test("X-04 · a missing number counts as zero where the field says so")
    func blankAsZero() throws {
        let formula = try Sample.formula("Missing + 1", giving: .number, for: .field(blankAsZero: true))
        #expect(formula.value(on: Sample.subject(formula)) == .number(1))
    }

    @Test("X-04 · a rule may ask what a change changes")
    func change() throws {
        let formula = try Sample.formula(
            "ISCHANGED(Name) && PRIORVALUE(Name) = \"Ada\" && NOT(ISNEW()) && REGEX(Name, \"I[a-z]+\")",
            giving: .flag,
            for: .rule
        )
        func subject(isNew: Bool) -> FormulaSubject {
            FormulaSubject(
                clock: Sample.clock,
                isNew: isNew,
                current: { _ in .text("Ida") },
                prior: { _ in .text("Ada") }
            )
        }
        #expect(formula.holds(for: subject(isNew: false)))
        #expect(!formula.holds(for: subject(isNew: true)))
    }

    @Test("X-04 · the deepest formula that is let through fits into SQLite's parser")
    func deepest() async throws {
        var deepest = 0
        for depth in 1...20 {
            let text = String(repeating: "TRIM(", count: depth) + "Name" + String(repeating: ")", count: depth)
            guard let formula = try? Sample.formula(text) else { break }
            deepest = depth
            try await FreshDatabase.inMemory { database in
                try await database.read { db in
                    let sql = formula.sql(at: Sample.clock) { _ in "s.name" }
                    let found = try db.fetch(
                        String.self,
                        """
                        SELECT \(sql: sql) FROM (SELECT 'Ada' AS name) AS s WHERE 1 = 1 AND (1 = 1 AND (s.name IN \
                        (SELECT \(sql: sql) FROM (SELECT 'Ada' AS name) AS s)))
                        """
                    )
                    #expect(found == ["Ada"])
                }
            }
        }
        #expect(deepest >= 5)
    }
}

/// The only column of an answer, whatever it holds.
private struct SingleValue: RowDecodable {
    let value: SQLValue

    init(row: Row) throws { value = try row["value"] }
}

extension SQLValue: SQLReadable {
    package init?(sqlValue: SQLValue) { self = sqlValue }

    package static var sqlType: SQLType { .any }
}

extension SQLValue {
    /// Flags as SQLite keeps them, and numbers as it gives them back.
    fileprivate init(_ scalar: Scalar) {
        self =
            switch scalar {
            case .null: .null
            case .text(let text): .text(text)
            case .integer(let number): .integer(number)
            case .number(let number): .real(number)
            case .flag(let flag): .integer(flag ? 1 : 0)
            }
    }
}
