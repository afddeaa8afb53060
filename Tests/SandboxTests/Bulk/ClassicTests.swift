import HTTP
import Testing

@testable import Sandbox

struct ClassicTests {
    private let base = "/services/async/59.0/job"
    private let xml: Fields = [.contentType: "application/xml; charset=UTF-8"]
    private let json: Fields = [.contentType: "application/json"]
    private let csv: Fields = [.contentType: "text/csv"]

    private func jobInfo(_ content: String) -> String {
        "<jobInfo xmlns=\"http://www.force.com/2009/06/asyncapi/dataload\">\(content)</jobInfo>"
    }

    private func make(_ bulk: BulkFixture, _ operation: String, _ content: String) async throws -> String {
        let body =
            "<operation>\(operation)</operation><object>Account</object><contentType>\(content)</contentType>"
        let answer = try await bulk.send(.post, base, jobInfo(body), xml)
        #expect(answer.status == 201)
        return try #require(try XMLElement(parsing: Array(answer.body.utf8))["id"]?.text)
    }

    @Test("X-04 · a job in CSV is described in XML, and its rows are answered in their order")
    func csvJob() async throws {
        let bulk = try await BulkFixture()
        let job = try await make(bulk, "insert", "CSV")
        let added = try await bulk.send(
            .post,
            "\(base)/\(job)/batch",
            "Name,Phone\r\nOne,\r\nTwo,\(BulkFixture.longPhone)\r\n",
            csv
        )
        #expect(added.status == 201 && added.fields[.contentType] == "application/xml")
        let batch = try #require(try XMLElement(parsing: Array(added.body.utf8))["id"]?.text)
        #expect(try await bulk.send(.get, "\(base)/\(job)/batch/\(batch)/result", "", csv).status == 400)
        await bulk.bulk.workNow()
        let results = try await bulk.send(.get, "\(base)/\(job)/batch/\(batch)/result", "", csv)
        #expect(results.fields[.contentType] == "text/csv")
        let lines = results.body.split(separator: "\n")
        #expect(lines[0] == "\"Id\",\"Success\",\"Created\",\"Error\"")
        #expect(lines[1].hasPrefix("\"001") && lines[1].hasSuffix("\",\"true\",\"true\",\"\""))
        #expect(lines[2].hasPrefix("\"\",\"false\",\"false\",\"STRING_TOO_LONG:"))
        let request = try await bulk.send(.get, "\(base)/\(job)/batch/\(batch)/request", "", csv)
        #expect(request.body == "Name,Phone\r\nOne,\r\nTwo,\(BulkFixture.longPhone)\r\n")
        let described = try await bulk.send(.get, "\(base)/\(job)", "", xml)
        let element = try XMLElement(parsing: Array(described.body.utf8))
        #expect(element["numberRecordsProcessed"]?.text == "2" && element["numberRecordsFailed"]?.text == "1")
        #expect(element["state"]?.text == "Open" && element["apiVersion"]?.text == "59.0")
    }

    @Test("X-04 · simple-salesforce's jobs in JSON are understood, their numbers for words included")
    func jsonJob() async throws {
        let bulk = try await BulkFixture()
        let body = #"{"operation":"insert","object":"Account","concurrencyMode":1,"contentType":"JSON"}"#
        let made = try await bulk.send(.post, base, body, json)
        #expect(made.status == 201 && made.fields[.contentType] == "application/json")
        let document = try #require(JSONReader.read(Array(made.body.utf8)).object)
        let job = try #require(document["id"]?.text)
        #expect(document["concurrencyMode"]?.text == "Serial")
        let rows = #"[{"Name":"J1","NumberOfEmployees":3},{"Name":"J2","Phone":"\#(BulkFixture.longPhone)"}]"#
        let added = try await bulk.send(.post, "\(base)/\(job)/batch", rows, json)
        let batch = try #require(JSONReader.read(Array(added.body.utf8)).object?["id"]?.text)
        await bulk.bulk.workNow()
        let results = try await bulk.send(.get, "\(base)/\(job)/batch/\(batch)/result", "", json)
        let array = try #require(JSONReader.read(Array(results.body.utf8)).array)
        #expect(array[0].object?["success"]?.flag == true && array[0].object?["errors"]?.array == [])
        #expect(array[1].object?["success"]?.flag == false && array[1].object?["id"]?.isNull == true)
        #expect(try await bulk.count("SELECT Id FROM Account WHERE NumberOfEmployees = 3") == 1)
    }

    @Test("X-04 · rows in XML are taken, nulls and special characters included")
    func xmlJob() async throws {
        let bulk = try await BulkFixture()
        let job = try await make(bulk, "insert", "XML")
        let rows = """
            <sObjects xmlns="http://www.force.com/2009/06/asyncapi/dataload" xmlns:xsi="urn:x">\
            <sObject><Name>A &amp; B</Name><Phone xsi:nil="true"/></sObject><sObject><Name>C</Name>\
            <Phone>\(BulkFixture.longPhone)</Phone></sObject></sObjects>
            """
        let added = try await bulk.send(.post, "\(base)/\(job)/batch", rows, xml)
        let batch = try #require(try XMLElement(parsing: Array(added.body.utf8))["id"]?.text)
        await bulk.bulk.workNow()
        let results = try await bulk.send(.get, "\(base)/\(job)/batch/\(batch)/result", "", xml)
        let element = try XMLElement(parsing: Array(results.body.utf8))
        #expect(element.all("result").map { $0["success"]?.text } == ["true", "false"])
        #expect(element.all("result")[1]["errors"]?["statusCode"]?.text == "STRING_TOO_LONG")
        #expect(try await bulk.count("SELECT Id FROM Account WHERE Name = 'A & B'") == 1)
    }

    @Test("X-04 · a query's rows are a result of their own, in each of the formats", arguments: ["CSV", "JSON", "XML"])
    func query(content: String) async throws {
        let bulk = try await BulkFixture()
        _ = try await bulk.ingest(#"{"object":"Account","operation":"insert"}"#, "Name\nQ & A\n")
        let job = try await make(bulk, "query", content)
        let soql = "SELECT Name, Owner.IsActive, Phone FROM Account"
        let fields = content == "JSON" ? json : content == "XML" ? xml : csv
        let added = try await bulk.send(.post, "\(base)/\(job)/batch", soql, fields)
        let batches = try await bulk.bulk.jobs.batches(of: job)
        let batch = try #require(batches.first?.id)
        #expect(added.status == 201 && added.body.contains(batch))
        await bulk.bulk.workNow()
        let path = "\(base)/\(job)/batch/\(batch)/result"
        let list = try await bulk.send(.get, path, "", fields)
        let id = try #require(try await bulk.bulk.jobs.findBatch(batch, of: job)?.resultID)
        #expect(id.hasPrefix("752") && list.body.contains(id))
        let rows = try await bulk.send(.get, "\(path)/\(id)", "", fields)
        switch content {
        case "CSV": #expect(rows.body == "\"Name\",\"Owner.IsActive\",\"Phone\"\n\"Q & A\",\"true\",\"\"\n")
        case "JSON":
            let row = try #require(JSONReader.read(Array(rows.body.utf8)).array?.first?.object)
            #expect(row["Name"]?.text == "Q & A" && row["Owner"]?.object?["IsActive"]?.flag == true)
            #expect(row["Phone"]?.isNull == true)
        default:
            let record = try #require(try XMLElement(parsing: Array(rows.body.utf8))["records"])
            #expect(record["Name"]?.text == "Q & A" && record["Owner"]?["IsActive"]?.text == "true")
            #expect(record["Phone"]?.attributes["nil"] == "true")
        }
    }

    @Test("X-04 · a query without rows says so in its only line")
    func noRows() async throws {
        let bulk = try await BulkFixture()
        let job = try await make(bulk, "query", "CSV")
        _ = try await bulk.send(.post, "\(base)/\(job)/batch", "SELECT Id FROM Account", csv)
        await bulk.bulk.workNow()
        let batch = try #require(try await bulk.bulk.jobs.batches(of: job).first)
        let path = "\(base)/\(job)/batch/\(batch.id)/result/\(batch.resultID ?? "")"
        #expect(try await bulk.send(.get, path, "", csv).body == "Records not found for this query")
    }

    @Test("X-04 · a query is taken apart by the keys of its rows")
    func chunks() async throws {
        let bulk = try await BulkFixture()
        let rows = "Name\n" + (0..<25).map { "C\($0)\n" }.joined()
        _ = try await bulk.ingest(#"{"object":"Account","operation":"insert"}"#, rows)
        var fields = json
        fields["Sforce-Enable-PKChunking"] = "true; chunkSize=10"
        let body = #"{"operation":"query","object":"Account","contentType":"CSV"}"#
        let made = try await bulk.send(.post, base, body, fields)
        let job = try #require(JSONReader.read(Array(made.body.utf8)).object?["id"]?.text)
        let soql = "SELECT Name FROM Account WHERE Name LIKE 'C1%' OR Name LIKE 'C2%'"
        _ = try await bulk.send(.post, "\(base)/\(job)/batch", soql, csv)
        await bulk.bulk.workNow()
        let batches = try await bulk.bulk.jobs.batches(of: job)
        #expect(batches.map(\.state) == [.notProcessed, .completed, .completed, .completed])
        #expect(batches.map(\.processed) == [0, 2, 10, 5])
    }

    @Test(
        "X-04 · the header of PK chunking is read with and without its parts",
        arguments: [
            (nil, nil), ("false", nil), ("true", 100_000), ("TRUE; chunkSize=50000", 50_000), ("chunkSize=7;", 7),
        ] as [(String?, Int?)]
    )
    func chunkingHeader(header: String?, size: Int?) throws {
        #expect(try KeyChunking(header)?.size == size)
    }

    @Test("X-04 · Bulk API 1.0 refuses in words of its own, in the format of the request")
    func refusals() async throws {
        let bulk = try await BulkFixture()
        let unknown = try await bulk.send(.get, "\(base)/750000000000000AAA", "", json)
        #expect(unknown.status == 400)
        #expect(unknown.body.contains(#""exceptionCode":"InvalidJob""#))
        let entity = try await bulk.send(
            .post,
            base,
            jobInfo("<operation>insert</operation><object>Nope__c</object>"),
            xml
        )
        #expect(entity.body.contains("<exceptionCode>InvalidJob</exceptionCode>"))
        let broken = try await bulk.send(.post, base, "<jobInfo>", xml)
        #expect(broken.status == 400 && broken.body.contains("Unable to parse Job"))
        let session = OrgError("INVALID_SESSION_ID", "Session expired or invalid", status: 401).classicResponse(.xml)
        #expect(session.status.code == 400)
        let job = try await make(bulk, "insert", "CSV")
        _ = try await bulk.send(.post, "\(base)/\(job)", jobInfo("<state>Closed</state>"), xml)
        let late = try await bulk.send(.post, "\(base)/\(job)/batch", "Name\na\n", csv)
        #expect(late.status == 400 && late.body.contains("InvalidJobState"))
    }
}
