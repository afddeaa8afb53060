import Telemetry

@testable import Sandbox

/// The languages that strangers speak to the sandbox.
let sandboxTargets: [FuzzTarget] = [
    .text("soql") { text in
        do throws(OrgError) {
            _ = try QueryCompiler.plan(text, sandboxContext)
        } catch {
            check(!error.message.isEmpty && error.status == 400, "a refusal says why")
        }
    },
    .text("sosl") { text in
        do throws(OrgError) {
            let search = try Search(sosl: text)
            for target in search.targets {
                _ = try QueryCompiler.plan(target, search.term, search.scope, sandboxContext)
            }
        } catch {
            check(!error.message.isEmpty && error.status == 400, "a refusal says why")
        }
    },
    .text("formula") { text in
        for type in [FormulaType.text, .number, .flag, .date] {
            guard let formula = try? Formula(text, giving: type, for: .rule, fields: fieldType) else { continue }
            let names = Set(formula.fields.map { $0.path.joined(separator: ".") })
            check(names.count == formula.fields.count, "a field is asked for once")
        }
    },
    .text("filter-logic") { text in
        guard let logic = FilterLogic(text, count: 3) else { return }
        for bits in 0..<8 { _ = logic.holds { bits >> $0 & 1 == 1 } }
    },
    FuzzTarget("sandbox-body") { bytes in
        if let json = try? JSONReader.read(bytes) {
            check(try! JSONReader.read(json.bytes) == json, "what is written reads back")
            _ = try? Fault(json)
        }
        if (try? XMLElement(parsing: bytes)) != nil {
            check(!bytes.contains(0), "a text that ends early is refused")
            _ = try? SOAPCall(parsing: bytes)
        }
    },
    .text("sandbox-words") { text in
        _ = try? Assertion(parsing: text)
        do throws(Fault.Unreadable) {
            _ = try Fault(parsing: text)
        } catch {
            check(!error.description.isEmpty, "a refusal says why")
        }
        _ = HeaderSettings(text)["updateMru"]
        _ = try? APIVersion(pathComponent: text)
        _ = EmailForm.isValid(text)
    },
    .text("sandbox-values") { text in
        for (isBulk, reader) in [true, false].flatMap({ isBulk in readers.map { (isBulk, $0) } }) {
            var options = SaveOptions()
            options.isBulk = isBulk
            do throws(OrgError) {
                let value = try reader.read(.text(text), options)
                check(try! reader.read(value, options) == value, "a value that is kept can be saved again")
            } catch {
                check(!error.code.isEmpty && !error.message.isEmpty, "a refusal says why")
            }
        }
    },
]

/// A field is of the type that its name's length says.
private func fieldType(_ path: [String]) -> FormulaType? {
    let types: [FormulaType?] = [.text, .number, .flag, .date, .moment, .picklist, nil]
    return types[(path.last?.utf8.count ?? 0) % types.count]
}

/// One for each type that a field can have.
private let readers: [ValueReader] = {
    let fields = StandardObjects.all.flatMap(\.fields)
    let byType = Dictionary(grouping: fields) { "\($0.type)" }
    return byType.keys.sorted().compactMap { byType[$0]?.first }.map { ValueReader($0) }
}()

let sandboxContext: QueryContext = {
    let now = Timestamp(seconds: 1_772_946_000)
    let schema = Schema(StandardObjects.all + PackageObjects.all, version: 1, modified: now)
    let caller = OrgCaller(
        userID: "005000000000001AAA",
        username: "",
        name: "",
        email: "",
        profileID: "",
        rights: .admin,
        schema: schema,
        timeZone: "America/New_York",
        locale: "en_US",
        language: "en_US"
    )
    return QueryContext(
        caller: caller,
        orgSchema: schema,
        mode: .rest,
        includesDeleted: false,
        now: now,
        fiscalYearStartMonth: 4
    )
}()
