import Glibc
import Matching
import Testing

@testable import Capabilities

struct MatchFileTests {
    @Test("X-11 · answers come in the order of the records, the same whatever the number of threads")
    func order() async throws {
        let bench = try await MatchBench()
        let rows = (0..<2000).map { number in
            "r\(number),Tarn \(number % 60) Widgets,www.tarn\(number % 60)widgets.com,Husum\n"
        }
        let input = try bench.write("Id,Name,Website,BillingCity\n" + rows.joined(), to: "in.csv")
        var file = MatchFile(object: .account, index: bench.index)
        var texts: [String] = []
        for width in [1, 3] {
            file.width = width
            let output = bench.folder + "/out-\(width).csv"
            let totals = try await file.run(from: input, to: output)
            #expect(totals.records == 2000 && totals.matched == 2000)
            texts.append(bench.read(output))
        }
        #expect(texts[0] == texts[1])
        let lines = texts[0].split(separator: "\n")
        #expect(lines.count == 2001)
        #expect(lines[0] == "Id,status,reason,confidence,company_id,company_source_id,person_id,person_source_id")
        #expect(lines[8].hasPrefix("r7,matched,,") && lines[8].hasSuffix(",8,S8,,"))
    }

    @Test("X-12 · an answer that is explained says what speaks for it, and a record without a match what would help")
    func explained() async throws {
        let bench = try await MatchBench()
        let input = try bench.write("id,NAME,Unknown\n1,Tarn 5 Widgets,x\n2,\"Quxx, Ltd\",\n", to: "in.csv")
        var file = MatchFile(object: .account, index: bench.index)
        file.explains = true
        let output = bench.folder + "/out.csv"
        let totals = try await file.run(from: input, to: output)
        let lines = bench.read(output).split(separator: "\n")
        #expect(totals.none == 1 && lines.count == 3)
        #expect(lines[1].contains("prior") && lines[1].contains("name same"))
        #expect(lines[2].hasPrefix("2,none,"))
    }

    @Test("S-08 · contacts and leads are matched to people and companies, by Salesforce's names of fields")
    func people() async throws {
        let bench = try await MatchBench()
        let contacts = try bench.write(
            "Id,FirstName,LastName,Email,Account.Name\n1,Ada,Okafor,ada.okafor@tarn3widgets.com,Tarn 3 Widgets\n"
                + "2,Zeno,Unheard,,Tarn 4 Widgets\n",
            to: "contacts.csv"
        )
        let output = bench.folder + "/out.csv"
        let totals = try await MatchFile(object: .contact, index: bench.index).run(from: contacts, to: output)
        let lines = bench.read(output).split(separator: "\n")
        #expect(totals.matched == 1, "\(lines)")
        #expect(lines[1].hasSuffix(",4,S4,1,P1"), "\(lines)")
        let leads = try bench.write(
            "Id,FirstName,LastName,Email,Company\n1,Ada,Okafor,ada.okafor@tarn3widgets.com,Tarn 3 Widgets\n",
            to: "leads.csv"
        )
        #expect(try await MatchFile(object: .lead, index: bench.index).run(from: leads, to: output).matched == 1)
    }

    @Test("X-02 · an evaluation counts right, wrong and missed answers, and names them")
    func evaluation() async throws {
        let bench = try await MatchBench()
        let input = try bench.write(
            """
            Id,Name,Website,truth_company_source_id
            1,Tarn 1 Widgets,tarn1widgets.com,S2
            2,Tarn 2 Widgets,tarn2widgets.com,S9
            3,Nothing Like It,,S4
            4,Nothing At All,,

            """,
            to: "truth.csv"
        )
        let evaluation = try Evaluation.run(MatchFile(object: .account, index: bench.index), from: input)
        #expect(evaluation.records == 4 && evaluation.truths == 3)
        #expect(evaluation.decided.precision == 0.5)
        #expect(evaluation.cases.map(\.kind) == [.wrong, .missed])
        #expect(evaluation.calibration.map(\.records).reduce(0, +) == 4)
    }

    @Test("A file without any field to match by is refused, with what it should have")
    func noInput() async throws {
        let bench = try await MatchBench()
        let input = try bench.write("Colour,Shape\nred,round\n", to: "in.csv")
        await #expect(throws: MatchFileError.self) {
            try await MatchFile(object: .account, index: bench.index).run(from: input, to: bench.folder + "/out.csv")
        }
    }
}

/// A folder with an index of sixty companies and a few people, gone with it.
private final class MatchBench: Sendable {
    let folder: String
    let index: CatalogueIndex

    init() async throws {
        var template = Array("/tmp/loam-match-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw IndexError.unwritable }
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let builder = try IndexBuilder(folder: folder + "/index")
        var companies = try builder.companyStream(0)
        for number in 0..<60 {
            var entry = CompanyEntry(number: Int64(number + 1), name: "Tarn \(number) Widgets Ltd")
            entry.sourceID = "S\(number + 1)"
            entry.websites = ["tarn\(number)widgets.com"]
            entry.address.city = "Husum"
            try companies.append(entry)
        }
        try builder.finish(0, companies)
        var people = try builder.personStream(0)
        var ada = PersonEntry(number: 1)
        (ada.first, ada.last, ada.sourceID) = ("Ada", "Okafor", "P1")
        (ada.emails, ada.company) = (["ada.okafor@tarn3widgets.com"], 4)
        try people.append(ada)
        // Others, so that a name is worth something.
        let given = ["Ingrid", "Pedro", "Chen", "Maria", "Oliver", "Yuki"]
        let family = ["Whitfield", "Johansson", "Marchetti", "Delacroix", "Novak", "Quintana", "Ferreira"]
        for number in 2...60 {
            var person = PersonEntry(number: Int64(number))
            (person.first, person.last) = (given[number % 6], family[number % 7])
            (person.emails, person.company) = (["p\(number)@tarn\(number % 60)widgets.com"], Int64(number))
            try people.append(person)
        }
        try builder.finish(0, people)
        index = try await builder.finish()
    }

    func write(_ text: String, to name: String) throws -> String {
        let path = folder + "/" + name
        guard let file = fopen(path, "w") else { throw IndexError.unwritable }
        defer { fclose(file) }
        fputs(text, file)
        return path
    }

    func read(_ path: String) -> String {
        guard let file = fopen(path, "r") else { return "" }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var byte = fgetc(file)
        while byte != EOF {
            bytes.append(UInt8(truncatingIfNeeded: byte))
            byte = fgetc(file)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    deinit {
        for name in ["layers", "places", "layer-1.companies", "layer-1.people", "layer-1.gone"] {
            unlink("\(folder)/index/\(name)")
        }
        rmdir(folder + "/index")
        for name in ["in.csv", "out.csv", "out-1.csv", "out-3.csv", "contacts.csv", "leads.csv", "truth.csv"] {
            unlink("\(folder)/\(name)")
        }
        rmdir(folder)
    }
}
